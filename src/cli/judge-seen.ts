/** From facts to a verdict: each endpoint on its own, and the members of a deployment side by side. */
import { judge } from '../diagnose/run.ts';
import type { Verdict } from '../diagnose/finding.ts';
import type { Facts } from '../observe/facts.ts';
import type { PresentedMember } from '../observe/deployment.ts';
import { diagnoses } from './compose.ts';
import type { Wording } from './compose.ts';

export interface Judged {
  readonly verdict: Verdict;
  /** Members of a deployment that were compared; empty where there was one at most. */
  readonly members: readonly PresentedMember[];
}

/** Judges what one client reads in an observation. The rules of deployments are loaded only where there are several hosts. */
export async function judgeSeen(facts: readonly Facts[], wording: Wording): Promise<Judged> {
  const hosts = new Set(facts.map(({ endpoint }) => `${endpoint?.host} ${endpoint?.port}`));
  const seen = hosts.size < 2 ? null : (await import('./judge-members.ts')).judgeMembers(facts, wording);
  const verdict = judge(facts, diagnoses, wording.diagnosis, seen?.findings);
  return { verdict, members: seen?.members ?? [] };
}
