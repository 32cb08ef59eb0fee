import type { EvidenceText, Family, RemedyText, Severity } from './define.ts';
import type { Excuse } from './excuse.ts';
import type { Missing } from './judgement.ts';

/** A diagnosis that was found, in words of one language: what the report prints and the JSON holds. */
export interface Finding {
  readonly id: string;
  readonly family: Family;
  readonly severity: Severity;
  /** False: a consequence of another finding. */
  readonly rootCause: boolean;
  /** Ids of the root causes that it follows from. Absent: it is one itself. */
  readonly causes?: readonly string[];
  readonly title: string;
  readonly summary: string;
  readonly evidence: readonly EvidenceText[];
  readonly clientErrors: readonly { readonly client: string; readonly message: string }[];
  /** What a mongod writes into its log in this case; absent: not known. */
  readonly serverLog?: readonly string[];
  readonly remedies: readonly RemedyText[];
  /** Which endpoints it was found at: indexes into the observation's endpoints; empty when it concerns none (no address). */
  readonly endpoints: readonly number[];
  /** The client does not mind it, and why: a check that its options switch off. Absent: it does. */
  readonly excuse?: Excuse;
}

/** A diagnosis that could not be decided, and what was missing. */
export interface Open {
  readonly id: string;
  readonly missing: Missing;
}

/** Everything the engine says of one observation. */
export interface Verdict {
  /** `fail`: an error; `warn`: at worst a warning; `ok`: neither, and what mattered was seen. */
  readonly verdict: 'ok' | 'warn' | 'fail';
  /** Root causes first, then by severity. */
  readonly findings: readonly Finding[];
  readonly undetermined: readonly Open[];
}
