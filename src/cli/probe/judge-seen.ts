/** From facts to a verdict: each endpoint on its own, and the members of a deployment side by side. */
import { findCases, tellCases } from '../../diagnose/run.ts';
import type { Verdict } from '../../diagnose/finding.ts';
import type { Facts } from '../../observe/facts.ts';
import type { PresentedMember } from '../../observe/deployment.ts';
import type { Language } from '../../diagnose/define.ts';
import { diagnoses, wordingFor } from '../compose.ts';

/** A verdict, and what else was compared and is worth asking for. */
export interface Judged {
  readonly verdict: Verdict;
  /** Members of a deployment that were compared; empty where there was one at most. */
  readonly members: readonly PresentedMember[];
  /** Something was found whose remedies differ by the Python of the machine. */
  readonly asksPython: boolean;
}

/**
 * Judges what one client reads in an observation. The rules of deployments are loaded only where there are several hosts, and
 * words only where there is something to tell.
 */
export async function judgeSeen(facts: readonly Facts[], language: Language): Promise<Judged> {
  const hosts = new Set(facts.map(({ endpoint }) => `${endpoint?.host} ${endpoint?.port}`));
  const seen =
    hosts.size < 2 ? null : (await import('./judge-members.ts')).judgeMembers(facts, await wordingFor(language));
  const found = findCases(facts, diagnoses);
  const words = found.cases.length === 0 ? noWords : (await wordingFor(language)).diagnosis;
  return {
    verdict: tellCases(found, facts, words, seen?.findings),
    members: seen?.members ?? [],
    asksPython: found.cases.some(({ diagnosis }) => diagnosis.asksPython === true),
  };
}

/** Nobody asks for words where there are no cases. */
const noWords = (id: string): never => {
  throw new Error(`no words for ${id}`);
};
