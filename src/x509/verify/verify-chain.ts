import { unreachable } from '../../base/never.ts';
import type { UnixMs } from '../../base/time.ts';
import type { Certificate } from '../pki/certificate.ts';
import type { Crl } from '../pki/crl.ts';
import { extensionOids as ids } from '../pki/oid.ts';
import { checkCertificateSignature, hasUsableKey } from '../pki/signature.ts';
import { checkCrls } from './crl-check.ts';
import type { CrlCheck } from './crl-check.ts';
import { matchReference } from './host-name.ts';
import type { Reference } from './host-name.ts';
import { allowsUsage, caStanding } from './key-usage.ts';
import { nameConstraintProblems } from './name-constraints.ts';
import { opensslErrorOf } from './openssl-error.ts';
import { buildPath } from './path.ts';
import type { Link } from './path.ts';
import { servesPurpose } from './purpose.ts';
import type { Purpose } from './purpose.ts';
import { isDigestStrongEnough, isKeyStrongEnough } from './strength.ts';
import type { SecurityLevel } from './strength.ts';
import { strictProblems } from './strict.ts';
import { traitsOf } from './traits.ts';
import { validityProblem } from './validity.ts';
import type { Verification } from './verification.ts';
import type { VerifyProblem } from './verify-problem.ts';

/** A question to ask of a chain: would a client with these anchors and rules accept it at this time? */
export interface VerifyInput {
  /** As sent: the leaf first, the rest in any order. */
  readonly chain: readonly [Certificate, ...Certificate[]];
  /** Issuers that were fetched; looked at after those that were sent. */
  readonly extra: readonly Certificate[];
  /** The trust store, or those of its certificates whose subject some certificate here names as its issuer or has itself. */
  readonly anchors: readonly Certificate[];
  readonly at: UnixMs;
  /** Null: the name is not checked. */
  readonly reference: Reference | null;
  readonly purpose: Purpose;
  readonly securityLevel: SecurityLevel;
  readonly usesCommonName: boolean;
  readonly partialWildcards: boolean;
  /** The most certificates between leaf and anchor; default 100, as OpenSSL's `-verify_depth`. */
  readonly maxDepth?: number;
  /** Hold every certificate to rules that OpenSSL else lets pass (X509_V_FLAG_X509_STRICT); default false. */
  readonly strict?: boolean;
  /** End the path at any trusted certificate, the leaf included, self-signed or not (X509_V_FLAG_PARTIAL_CHAIN); default false. */
  readonly partialChain?: boolean;
  /** Revocation lists at hand; looked at only where `crlCheck` says so. */
  readonly crls?: readonly Crl[];
  /** Whose revocation is looked up in them (X509_V_FLAG_CRL_CHECK, CRL_CHECK_ALL); default `none`. */
  readonly crlCheck?: CrlCheck;
}

/**
 * Verifies a chain as OpenSSL 3.0 does: the path first, then extensions and purpose, strength, the
 * name, CRLs, signatures and times from the anchor down, and name constraints. What OpenSSL stops at is the first problem;
 * like the openssl program, this goes on and tells the others too. OCSP is judged elsewhere.
 */
export function verifyPath(input: VerifyInput): Verification {
  const [leaf, ...sent] = input.chain;
  const untrusted: Link[] = [
    ...sent.map((certificate) => ({ certificate, from: 'sent' as const })),
    ...input.extra.map((certificate) => ({ certificate, from: 'fetched' as const })),
  ];
  const { anchors, at, maxDepth = 100, partialChain = false } = input;
  const built = buildPath({ leaf, untrusted, anchors, at, maxDepth, partialChain });
  const path = built.path.map(({ certificate }) => certificate);
  const { crls = [], crlCheck = 'none' } = input;
  const crlOutcome = checkCrls({ path, isComplete: built.problem === null, crls, check: crlCheck, at });
  const problems: VerifyProblem[] = [];
  if (!isKeyStrongEnough(leaf, input.securityLevel)) problems.push(weakKey(leaf, 0));
  if (built.problem !== null) problems.push(built.problem);
  problems.push(
    ...extensionProblems(path, input.purpose, input.strict ?? false),
    ...strengthProblems(path, input.securityLevel),
    ...nameProblems(leaf, input),
    ...crlOutcome.problems,
    ...signatureAndTimeProblems(path, input.at),
    ...nameConstraintProblems(path, input.usesCommonName),
  );
  const [first] = problems;
  return {
    accepted: first === undefined,
    opensslError: first === undefined ? null : opensslErrorOf(first),
    problems,
    path: built.path,
    ...(crlCheck === 'none' ? {} : { crls: crlOutcome.used }),
  };
}

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
    if (!servesPurpose(certificate, purpose, depth === 0))
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

function nameProblems(
  leaf: Certificate,
  { reference, usesCommonName, partialWildcards }: VerifyInput,
): VerifyProblem[] {
  if (reference === null) return [];
  const { matches, presented, usedCommonName } = matchReference(leaf, reference, { usesCommonName, partialWildcards });
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
