import { unreachable } from '../../base/never.ts';
import type { UnixMs } from '../../base/time.ts';
import type { Certificate } from '../pki/certificate.ts';
import { extensionOids as ids } from '../pki/oid.ts';
import { checkCertificateSignature, digestOf, hasUsableKey } from '../pki/signature.ts';
import { matchReference } from './host-name.ts';
import type { HostNameRules, Reference } from './host-name.ts';
import { allowsUsage, caStanding } from './key-usage.ts';
import { nameConstraintProblems } from './name-constraints.ts';
import type { Comparisons } from './name-constraints.ts';
import { servesPurpose } from './purpose.ts';
import type { Purpose } from './purpose.ts';
import { isDigestStrongEnough, isKeyStrongEnough } from './strength.ts';
import type { SecurityLevel } from './strength.ts';
import { strictProblems } from './strict.ts';
import { traitsOf } from './traits.ts';
import { validityProblem } from './validity.ts';
import type { VerifyProblem } from './verify-problem.ts';

/** What a path that was built is held to. */
export interface PathRules extends HostNameRules {
  readonly at: UnixMs;
  /** Null: the name is not checked. */
  readonly reference: Reference | null;
  readonly purpose: Purpose;
  readonly securityLevel: SecurityLevel;
  /** OpenSSL 1.1.1 instead of 3.0: SHA-1 counts as 80 bits there, and a curve may be spelled out in numbers; default false. */
  readonly openssl1?: boolean;
  /** Hold every certificate to rules that OpenSSL else lets pass (X509_V_FLAG_X509_STRICT); default false. */
  readonly strict?: boolean;
  /** The caller of OpenSSL compares the name itself, once OpenSSL found nothing; default: OpenSSL does. */
  readonly nameAfterwards?: boolean;
  /** How much comparing of names with constraints may cost; default: what is enough for one path. */
  readonly comparisons?: Comparisons;
}

/**
 * What OpenSSL 3.0 finds wrong with a path, leaf first, in its order of checking: extensions and purpose, strength, the name,
 * then `revocation`, signatures and times from the top down, name constraints. The leaf's key is measured before all that.
 */
export function pathProblems(
  path: readonly [Certificate, ...Certificate[]],
  rules: PathRules,
  revocation: readonly VerifyProblem[] = [],
): VerifyProblem[] {
  const name = nameProblems(path[0], rules);
  const isNameLast = rules.nameAfterwards ?? false;
  const isNew = ({ kind, depth }: VerifyProblem): boolean =>
    kind === 'explicitCurve' || (kind === 'weakDigest' && rules.securityLevel === 1 && isSha1(path[depth]));
  const strength = [
    ...extensionProblems(path, rules.purpose, rules.strict ?? false),
    ...strengthProblems(path, rules.securityLevel),
  ];
  return [
    ...(rules.openssl1 === true ? strength.filter((problem) => !isNew(problem)) : strength),
    ...(isNameLast ? [] : name),
    ...revocation,
    ...signatureAndTimeProblems(path, rules.at),
    ...nameConstraintProblems(path, rules.usesCommonName, rules.comparisons),
    ...(isNameLast ? name : []),
  ];
}

const isSha1 = (certificate: Certificate | undefined): boolean =>
  certificate !== undefined && digestOf(certificate.signatureAlgorithm) === 'sha1';

/** The leaf's key where a level does not allow it: OpenSSL looks at it before it looks for a path. */
export const leafKeyProblem = (leaf: Certificate, level: SecurityLevel): VerifyProblem | null =>
  isKeyStrongEnough(leaf, level) ? null : weakKey(leaf, 0);

function extensionProblems(path: readonly Certificate[], purpose: Purpose, strict: boolean): VerifyProblem[] {
  const problems: VerifyProblem[] = [];
  let issuersBelow = 0; // that count towards a path length: intermediates that are not self-issued
  for (const [depth, certificate] of path.entries()) {
    const subject = certificate.subject.rfc4514;
    for (const { oid, critical } of certificate.extensions)
      if (critical && !handledExtensions.has(oid))
        problems.push({ kind: 'unhandledCriticalExtension', depth, subject, oid });
    if (certificate.extensions.some(({ oid }) => oid === ids.proxyCertInfo))
      problems.push({ kind: 'proxyCertificate', depth, subject });
    const isTop = depth === path.length - 1;
    const standing = caStanding(certificate);
    const isTolerable = !strict && (depth === 0 || isTop);
    if (standing === 'no' ? depth > 0 : standing !== 'yes' && !isTolerable)
      problems.push({ kind: 'notACa', depth, subject });
    if (path.length > 1 && !hasUsableKey(certificate)) problems.push({ kind: 'unreadableKey', depth, subject });
    if (path.length > 1 && certificate.publicKey.kind === 'ec' && certificate.publicKey.curve === 'explicit')
      problems.push({ kind: 'explicitCurve', depth, subject });
    if (strict && path.length > 1) problems.push(...strictProblems(certificate, depth, isTop));
    // Of a leaf that is trusted though it is malformed, OpenSSL asks its purpose in strict mode only, and gets no answer.
    const isMalformed = traitsOf(certificate).malformed.length > 0;
    if (isMalformed ? strict : !servesPurpose(certificate, purpose, depth === 0))
      problems.push({ kind: 'purpose', depth, subject, usages: usagesOf(certificate) });
    const pathLength = certificate.basicConstraints?.pathLength ?? Infinity;
    if (depth > 0 && issuersBelow > pathLength) problems.push({ kind: 'pathLengthExceeded', depth, subject });
    if (depth > 0 && !traitsOf(certificate).isSelfIssued) issuersBelow++;
  }
  return problems;
}

/** What the certificate says it may be used for: extended usages where it names any, else its key usages. */
const usagesOf = ({ extendedKeyUsage, keyUsage }: Certificate): readonly string[] => [
  ...(extendedKeyUsage ?? []),
  ...(keyUsage ?? []),
];

function strengthProblems(path: readonly Certificate[], level: SecurityLevel): VerifyProblem[] {
  const problems: VerifyProblem[] = [];
  for (const [depth, certificate] of path.entries()) {
    if (depth > 0 && !isKeyStrongEnough(certificate, level)) problems.push(weakKey(certificate, depth));
    // The anchor's own signature proves nothing, so its digest does not count.
    if (depth < path.length - 1 && !isDigestStrongEnough(certificate, level))
      problems.push({
        kind: 'weakDigest',
        depth,
        subject: certificate.subject.rfc4514,
        algorithm: certificate.signatureAlgorithm.name,
      });
  }
  return problems;
}

const weakKey = (certificate: Certificate, depth: number): VerifyProblem => ({
  kind: 'weakKey',
  depth,
  subject: certificate.subject.rfc4514,
  bits: certificate.publicKey.bits,
});

function nameProblems(leaf: Certificate, rules: PathRules): VerifyProblem[] {
  const { reference } = rules;
  if (reference === null) return [];
  const { matches, presented, usedCommonName } = matchReference(leaf, reference, rules);
  if (matches) return [];
  const asked = { kind: reference.kind, value: reference.kind === 'dns' ? reference.name : reference.address };
  return [{ kind: 'nameMismatch', depth: 0, subject: leaf.subject.rfc4514, asked, presented, usedCommonName }];
}

/** From the top of the path down; the top's own signature is not checked, its time is. */
function signatureAndTimeProblems(path: readonly Certificate[], at: UnixMs): VerifyProblem[] {
  const problems: VerifyProblem[] = [];
  for (let depth = path.length - 1; depth >= 0; depth--) {
    const certificate = path[depth];
    const issuer = path[depth + 1];
    if (certificate === undefined) continue;
    if (issuer !== undefined) problems.push(...signatureProblems(certificate, issuer, depth));
    const time = validityProblem(certificate, depth, at);
    if (time !== null) problems.push(time);
  }
  return problems;
}

function signatureProblems(certificate: Certificate, issuer: Certificate, depth: number): VerifyProblem[] {
  const problems: VerifyProblem[] = [];
  const issuerSubject = issuer.subject.rfc4514;
  if (!allowsUsage(issuer, ['keyCertSign']))
    problems.push({ kind: 'cannotSignCertificates', depth: depth + 1, subject: issuerSubject });
  const check = checkCertificateSignature(certificate, issuer);
  switch (check) {
    case 'valid':
      return problems;
    case 'invalid':
      return [...problems, { kind: 'badSignature', depth, subject: certificate.subject.rfc4514 }];
    case 'unusableKey':
      return [...problems, { kind: 'unusableKey', depth: depth + 1, subject: issuerSubject }];
    default:
      return unreachable(check);
  }
}

/** Extensions that OpenSSL 3.0 deals with where they are critical. */
const handledExtensions: ReadonlySet<string> = new Set([
  ids.netscapeCertType,
  ids.keyUsage,
  ids.subjectAltName,
  ids.basicConstraints,
  ids.certificatePolicies,
  ids.cRLDistributionPoints,
  ids.extKeyUsage,
  ids.policyConstraints,
  ids.nameConstraints,
  ids.policyMappings,
  ids.inhibitAnyPolicy,
  ids.proxyCertInfo,
  '1.3.6.1.5.5.7.1.7', // sbgp-ipAddrBlock
  '1.3.6.1.5.5.7.1.8', // sbgp-autonomousSysNum
  '1.3.6.1.5.5.7.48.1.5', // id-pkix-ocsp-nocheck
]);
