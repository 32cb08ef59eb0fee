import type { OtherPaths } from '../../x509/verify/other-paths.ts';
import type { Verification } from '../../x509/verify/verification.ts';
import type { VerifyInput } from '../../x509/verify/verify-chain.ts';
import type { VerifyProblem } from '../../x509/verify/verify-problem.ts';

/**
 * What verifiers that turn back make of a server's chain that OpenSSL refuses; undefined where it accepts, or where no path
 * could help. Only then is the search loaded.
 */
export async function seekOtherPaths(input: VerifyInput, verification: Verification): Promise<OtherPaths | undefined> {
  if (!couldBeFound(input, verification)) return undefined;
  const { findOtherPaths } = await import('../../x509/verify/other-paths.ts');
  return findOtherPaths(input, verification);
}

/** Whether another path could be better than the one that OpenSSL took. */
export const couldBeFound = (input: VerifyInput, { accepted, problems }: Verification): boolean =>
  input.purpose === 'server' && !accepted && !problems.every(isOfLeaf);

/** What is wrong with the leaf alone stays wrong on any path. */
const isOfLeaf = ({ kind, depth }: VerifyProblem): boolean => kind === 'revoked' || (depth === 0 && ofLeaf.has(kind));

const ofLeaf: ReadonlySet<VerifyProblem['kind']> = new Set([
  'expired',
  'notYetValid',
  'malformedTime',
  'purpose',
  'nameMismatch',
  'unhandledCriticalExtension',
  'unreadableKey',
  'malformedExtension',
]);
