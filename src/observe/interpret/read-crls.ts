import { fromHex } from '../../base/octets.ts';
import type { UnixMs } from '../../base/time.ts';
import type { ClientProfile } from '../../clients/profile.ts';
import { readCrl } from '../../x509/pki/crl/crl.ts';
import type { Crl } from '../../x509/pki/crl/crl.ts';
import { checkCrls } from '../../x509/verify/crl-check.ts';
import type { Verification } from '../../x509/verify/verification.ts';
import type { VerifyProblem } from '../../x509/verify/verify-problem.ts';
import type { CrlSource, CrlsRead } from '../facts.ts';
import type { CrlObservation, CrlRecord } from '../observation.ts';

/** Reads the revocation lists of an observation as a client is given them: those in files, not those that we fetched. */
export function readSources(observed: readonly CrlObservation[], { verifies }: ClientProfile): readonly CrlSource[] {
  return observed.map(({ from, content }) => ({
    from,
    given: from.kind !== 'distributionPoint' && verifies.crlCheck !== 'none',
    content,
    lists: content.kind === 'completed' ? content.value.lists.flatMap(readRecord) : [],
  }));
}

/** What all the lists say of a path, each of its certificates looked up. */
export function lookUp(
  sources: readonly CrlSource[],
  { path, problems }: Verification,
  at: UnixMs,
): NonNullable<CrlsRead['outcome']> {
  return checkCrls({
    path: path.map(({ certificate }) => certificate),
    isComplete: !problems.some(({ kind }) => pathEnds.has(kind)),
    crls: sources.flatMap(({ lists }) => lists.map(({ crl }) => crl)),
    check: 'chain',
    at,
  });
}

/** Problems at which a path ends before it reaches a trust anchor. */
const pathEnds: ReadonlySet<VerifyProblem['kind']> = new Set([
  'selfSignedLeaf',
  'selfSignedInPath',
  'issuerNotFound',
  'anchorNotSelfSigned',
  'malformedExtension',
  'pathTooLong',
] as const);

function readRecord({ der, whole }: CrlRecord): CrlSource['lists'] {
  const octets = fromHex(der);
  const read = readCrl(octets);
  if (!read.ok) return [];
  const crl: Crl = whole === undefined ? read.value : { ...read.value, excerpt: { signedBy: whole.signedBy } };
  return [{ crl, octets: whole?.octets ?? octets.length, entries: whole?.entries ?? crl.entries.count }];
}
