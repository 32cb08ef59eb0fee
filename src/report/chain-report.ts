/** What `verify` says of one chain: the objects of contract.md, made from the facts and the verdict on them. */
import { toHex } from '../base/octets.ts';
import { isoTime } from '../base/time.ts';
import type { Verdict } from '../diagnose/finding.ts';
import type { Facts } from '../observe/facts.ts';
import { reportUsedCrls } from './sections/crls.ts';
import type { Report, ReportTools } from './report.ts';
import { reportChain, reportChainProblem } from './sections/certificates.ts';
import { reportOcsp } from './sections/ocsp.ts';
import { reportVerification } from './sections/verification.ts';
import type { chainLineSchema, chainReportSchema } from './schema/chain.ts';
import type { ReportWords } from './words/words.ts';
import type { infer as Infer } from 'zod';

type Frozen<T> = T extends object ? { readonly [K in keyof T]: Frozen<T[K]> } : T;

/** What each line of `verify --batch` holds; the fields are described in `schema/report.json`. */
export type ChainLine = Frozen<Infer<typeof chainLineSchema>>;
/** What `verify --json` prints. */
export type ChainReport = Frozen<Infer<typeof chainReportSchema>>;

/** A chain that was judged. */
export interface ChainJudged {
  readonly id: ChainLine['id'];
  readonly facts: Facts;
  readonly verdict: Verdict;
}

/** The line of a batch for a chain. */
export function chainLine({ id, facts, verdict }: ChainJudged, words: ReportWords): ChainLine {
  const { opensslError, path, problems, otherPaths } = reportVerification(facts, words);
  return {
    schema: 'whytls.verify/1',
    id,
    accepted: isAccepted(facts),
    opensslError,
    text: facts.verification.kind === 'completed' ? (facts.verification.value.opensslError?.text ?? null) : null,
    findings: verdict.findings,
    undetermined: verdict.undetermined,
    path,
    problems,
    otherPaths,
    error: null,
  };
}

/** The line of a batch for an input line that could not be read. */
export const unreadLine = (id: ChainLine['id'], error: NonNullable<ChainLine['error']>): ChainLine => ({
  schema: 'whytls.verify/1',
  id,
  accepted: null,
  opensslError: null,
  text: null,
  findings: [],
  undetermined: [],
  path: [],
  problems: [],
  otherPaths: null,
  error,
});

export interface ChainReportInput extends ChainJudged {
  readonly tool: Report['tool'];
  /** The chain and the OCSP response as they came. */
  readonly chain: readonly Uint8Array[];
  readonly staple: Uint8Array | null;
  readonly words: ReportWords;
  readonly tools: ReportTools;
}

/** The report on one chain. */
export function buildChainReport(input: ChainReportInput): ChainReport {
  const { facts, verdict, tool, words, tools, staple } = input;
  const { client, given } = facts;
  const { trustStores } = reportVerification(facts, words);
  const [trustStore] = trustStores;
  if (given === undefined || trustStore === undefined)
    throw new Error('no chain was given, or no store to judge it by');
  const sent = staple === null ? [] : [{ certificate: 0, response: toHex(staple) }];
  return {
    ...chainLine(input, words),
    tool,
    judgedAt: isoTime(facts.at),
    language: words.language,
    client: { id: client.id, name: client.name, shortName: client.shortName },
    purpose: given.purpose,
    host: given.host,
    verdict: verdict.verdict,
    chain: facts.chain.kind === 'completed' ? reportChain(facts.chain.value, tools.sha256) : [],
    chainProblem: reportChainProblem(facts, input.chain.map(toHex), { words, tools }),
    ocsp: reportOcsp(facts, sent, words),
    crls: reportUsedCrls(facts, words),
    trustStore,
    trustStores,
  };
}

/** A client that decides by OCSP may refuse for what a response says, or fails to prove. */
const isAccepted = ({ verification, ocspVerdicts, client }: Facts): boolean =>
  verification.kind === 'completed' &&
  verification.value.accepted &&
  ocspVerdicts?.[client.verifies.ocsp].accepted !== false;
