/** One chain from certificates to a verdict: what `verify`, its batches and the library do. */
import type { Rule } from '../../diagnose/define.ts';
import type { Verdict } from '../../diagnose/finding.ts';
import { judge } from '../../diagnose/run.ts';
import { interpretGiven } from '../../observe/interpret/given-chain.ts';
import type { Facts } from '../../observe/facts.ts';
import type { GivenChain } from '../../observe/interpret/given-chain.ts';
import type { ChainJudged } from '../../report/chain-report.ts';
import { diagnoses } from '../compose.ts';
import type { Wording } from '../compose.ts';

/** Judges a chain. Never throws for what is in a certificate. */
export async function judgeChain(id: ChainJudged['id'], chain: GivenChain, wording: Wording): Promise<ChainJudged> {
  const facts = await interpretGiven(chain);
  return { id, facts, verdict: judgeFacts(facts, wording) };
}

/** Judges certificates that were read already. */
export const judgeFacts = (facts: Facts, wording: Wording): Verdict => judge([facts], ofChains, wording.diagnosis);

/** The diagnoses that a chain alone can show: nothing was asked of a server. */
const ofChains: readonly Rule[] = diagnoses.filter(({ family }) => family === 'certificate' || family === 'revocation');
