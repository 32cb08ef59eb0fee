/** Exit codes, as contract.md fixes them. */
import type { Report } from '../report/report.ts';

/** What the program ends with (contract.md). */
export const exitCodes = {
  /** No finding at or above `--fail-on`. */
  ok: 0,
  found: 1,
  /** Wrong usage, or an input that cannot be read. */
  usage: 2,
  /** A bug in whytls. */
  bug: 3,
  interrupted: 130,
} as const;

/** The exit code of one report. A failure that no diagnosis explains is still a failure. */
export function exitCodeOf(report: Pick<Report, 'findings' | 'verdict'>, failOn: 'error' | 'warning'): number {
  const severities = failOn === 'error' ? ['error'] : ['error', 'warning'];
  const fails = report.verdict === 'fail' || report.findings.some(({ severity }) => severities.includes(severity));
  return fails ? exitCodes.found : exitCodes.ok;
}
