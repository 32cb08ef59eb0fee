import type { UnixMs } from '../../base/time.ts';
import { equal, latin1 } from '../../base/octets.ts';
import type { Certificate, GeneralName } from '../pki/certificate.ts';
import { readNameConstraints } from '../pki/name-constraints.ts';
import type { EncodedName } from '../pki/name-constraints.ts';
import { decodeDer, primitive, tags } from '../pki/der.ts';
import { extendedKeyUsages as usages, extensionOids as ids, signatureAlgorithms } from '../pki/oid.ts';
import { algorithmsAgree, digestOf } from '../pki/signature.ts';
import { caStanding } from './key-usage.ts';
import { certificatesOf } from './path.ts';
import type { Link } from './path.ts';
import { pathProblems } from './path-problems.ts';
import { extensionValue, fitsAuthority, isSameName, traitsOf } from './traits.ts';
import type { VerifyInput } from './verify-chain.ts';
import type { VerifyProblem } from './verify-problem.ts';

/** Verifiers that try other paths where one fails. `browsers`: Chrome, Edge, Safari, Firefox. */
export type BacktrackingClient = (typeof backtrackingClients)[number];

export const backtrackingClients = ['go', 'java', 'browsers'] as const;

/**
 * Why a client refuses a path that ends in a trusted certificate; null where it accepts. Measured with Go 1.26 and Java 17;
 * browsers are held to the narrowest of all rules. Where a client's rule is not known for sure, this says no: "accepts" is
 * only said of what is accepted.
 */
export function refusalOf(
  client: BacktrackingClient,
  path: readonly [Link, ...Link[]],
  input: VerifyInput,
): VerifyProblem | null {
  const certificates = certificatesOf(path);
  const unsure = [...certificates, ...input.chain].find((certificate) => !isOrdinary(certificate));
  if (unsure !== undefined) return malformed(unsure, certificates);
  const constrained = certificates.find((certificate) => extensionValue(certificate, ids.nameConstraints) !== null);
  if (constrained !== undefined && !hasPlainConstraints(certificates)) return malformed(constrained, certificates);
  return objectionsOf(client, path, input)[0] ?? null;
}

/** Everything that a client has against a path, as far as it tells certificates from their octets at all; in no order of its own. */
export function objectionsOf(
  client: BacktrackingClient,
  path: readonly [Link, ...Link[]],
  input: VerifyInput,
): readonly VerifyProblem[] {
  const certificates = certificatesOf(path);
  const fetchedAt = path.findIndex(({ from }) => from === 'fetched');
  // Chrome, Edge and Safari fetch missing issuers; Firefox knows the public ones by heart.
  if (fetchedAt > 0 && client !== 'browsers') return [notFound(certificates, fetchedAt - 1)];
  const found = client === 'java' ? javaProblems(path, certificates, input) : goProblems(certificates, input);
  return found.flatMap((problem) =>
    problem.kind === 'expired' ? lastSecond(problem, certificates, input.at) : problem,
  );
}

/** The second at which a certificate runs out is its last; to OpenSSL the one before was. */
function lastSecond(
  problem: Extract<VerifyProblem, { readonly kind: 'expired' }>,
  path: readonly Certificate[],
  at: UnixMs,
): readonly VerifyProblem[] {
  if (problem.notAfter < at) return [problem];
  const { depth, subject } = problem;
  const notBefore = path[depth]?.notBefore ?? at;
  return notBefore > at ? [{ kind: 'notYetValid', depth, subject, notBefore }] : [];
}

function goProblems(path: readonly [Certificate, ...Certificate[]], input: VerifyInput): VerifyProblem[] {
  const found = pathProblems(path, { ...input, ...narrow });
  const repeated = path.findIndex((one, depth) => path.slice(0, depth).some((other) => isSameEntity(one, other)));
  if (repeated > 0) found.push(notFound(path, repeated - 1));
  for (const [depth, certificate] of path.entries()) {
    const subject = certificate.subject.rfc4514;
    const issuer = path[depth + 1];
    // Names are compared octet by octet.
    if (issuer !== undefined && !equal(certificate.issuer.der, issuer.subject.der)) found.push(notFound(path, depth));
    if (issuer !== undefined && !isSignedFor(certificate, goDigests))
      found.push({ kind: 'weakDigest', depth, subject, algorithm: certificate.signatureAlgorithm.name });
    if (!hasKeyOf(certificate, goCurves)) found.push({ kind: 'unusableKey', depth, subject });
    if (depth > 0 && caStanding(certificate) !== 'yes') found.push({ kind: 'notACa', depth, subject });
    // Intermediates count towards a path length, self-issued or not.
    const pathLength = certificate.basicConstraints?.pathLength ?? null;
    if (depth > 0 && pathLength !== null && depth - 1 > pathLength)
      found.push({ kind: 'pathLengthExceeded', depth, subject });
    if (certificate.extendedKeyUsage?.includes(usages.serverAuth) === false)
      found.push({ kind: 'purpose', depth, subject, usages: certificate.extendedKeyUsage });
    const oid = unknownCritical(certificate, goExtensions);
    if (oid !== undefined) found.push({ kind: 'unhandledCriticalExtension', depth, subject, oid });
  }
  return found;
}

function javaProblems(
  links: readonly [Link, ...Link[]],
  path: readonly [Certificate, ...Certificate[]],
  input: VerifyInput,
): VerifyProblem[] {
  const way = javaWay(input);
  if (!isTaken(way, path)) return [notFound(path, path.length - 1)];
  // Which of several anchors of one name is looked at is not told.
  const top = path.length - 1;
  const twin = input.anchors.find(
    (anchor) => isSameName(anchor.subject, path[top]?.subject ?? anchor.subject) && !isOrdinary(anchor),
  );
  if (twin !== undefined) return [malformed(twin, path)];
  const isExempt = (problem: VerifyProblem): boolean =>
    // Where a path is searched, its anchor must be valid too; how long a path an anchor allows is never asked.
    (problem.depth === top && (problem.kind === 'pathLengthExceeded' || (way !== null && isOfTime(problem)))) ||
    // The extended usages of CAs are not looked at, nor the name constraints of the anchor.
    (problem.kind === 'purpose' && problem.depth > 0) ||
    (problem.kind === 'nameConstraint' && problem.constrainedBy === path[top]?.subject.rfc4514) ||
    // SHA-1 is refused below the roots that the JVM brings along, and those issue none; OpenSSL refuses it at any level above 0.
    (problem.kind === 'weakDigest' && digestAt(path, problem.depth) === 'sha1');
  const general = pathProblems(path, { ...input, ...narrow, usesCommonName: true });
  const found = general.filter((one) => !isExempt(one));
  for (const [depth, certificate] of path.entries()) {
    const subject = certificate.subject.rfc4514;
    const issuer = path[depth + 1];
    if (issuer !== undefined && !isSignedFor(certificate, javaDigests))
      found.push({ kind: 'weakDigest', depth, subject, algorithm: certificate.signatureAlgorithm.name });
    if (!hasKeyOf(certificate, javaCurves)) found.push({ kind: 'unusableKey', depth, subject });
    if (depth > 0 && caStanding(certificate) !== 'yes') found.push({ kind: 'notACa', depth, subject });
    const oid = unknownCritical(certificate, javaExtensions);
    if (oid !== undefined) found.push({ kind: 'unhandledCriticalExtension', depth, subject, oid });
    // Key identifiers count in a search, and in choosing the anchor.
    const asksForKey = way === null || links[depth + 1]?.from === 'trustStore';
    if (issuer !== undefined && asksForKey && !fitsAuthority(issuer, traitsOf(certificate).authorityKeyIdentifier))
      found.push(notFound(path, depth));
  }
  return found;
}

/**
 * Java searches for a path only where the chain as sent does not lead to a trusted issuer by its names alone: null. One that
 * does is taken as it stands, up to the first certificate whose name and key are trusted; a trusted leaf is believed whatever
 * else was sent. Without the anchor, unless that is the leaf.
 */
export function javaWay({ chain, anchors }: VerifyInput): readonly [Certificate, ...Certificate[]] | null {
  const [leaf, ...sent] = chain;
  if (anchors.some(({ der }) => equal(der, leaf.der))) return [leaf];
  const taken: [Certificate, ...Certificate[]] = [leaf];
  let last = leaf;
  for (const certificate of sent) {
    if (!isSameName(certificate.subject, last.issuer)) return null;
    const isTrusted = anchors.some(
      (anchor) => isSameName(anchor.subject, certificate.subject) && equal(anchor.spki, certificate.spki),
    );
    if (isTrusted) return taken;
    taken.push(certificate);
    last = certificate;
  }
  return anchors.some((anchor) => isSameName(anchor.subject, last.issuer)) ? taken : null;
}

/** Whether a path is the one that Java takes, or one that it may find. */
function isTaken(way: ReturnType<typeof javaWay>, path: readonly Certificate[]): boolean {
  if (way === null) return true;
  // Only a trusted leaf is a path of its own.
  if (path.length === 1) return way.length === 1;
  return way.length === path.length - 1 && way.every((one, depth) => equal(one.der, path[depth]?.der ?? empty));
}

/** Certificates that parsers differ about prove nothing of what a client does. */
function isOrdinary(certificate: Certificate): boolean {
  const { extensions, version, subject, subjectAltName, issuer, extendedKeyUsage } = certificate;
  const oids = new Set(extensions.map(({ oid }) => oid));
  const isCritical = (oid: string): boolean => extensions.some((one) => one.oid === oid && one.critical);
  return (
    (certificate.malformedExtensions ?? []).length === 0 &&
    certificate.malformedTimes === undefined &&
    !certificate.serial.startsWith('-') &&
    (version === 3 || (version < 3 && extensions.length === 0)) &&
    oids.size === extensions.length &&
    algorithmsAgree(certificate) &&
    (certificate.publicKey.kind !== 'ec' ||
      (certificate.publicKeyBits[0] === 4 && goCurves.has(certificate.publicKey.curve))) &&
    extensions.every(({ oid, value }) => readsWell(oid, value)) &&
    !isCritical(ids.subjectKeyIdentifier) &&
    !isCritical(ids.authorityKeyIdentifier) &&
    !isCritical(ids.authorityInfoAccess) &&
    [...certificate.ocspUrls, ...certificate.caIssuersUrls, ...certificate.crlUrls].every(hasScheme) &&
    issuer.rdns.length > 0 &&
    (subject.rdns.length > 0 || isCritical(ids.subjectAltName)) &&
    (extendedKeyUsage === null || extendedKeyUsage.length > 0) &&
    (subjectAltName === null || (subjectAltName.length > 0 && !subjectAltName.some(isOddAddress))) &&
    (!oids.has(ids.cRLDistributionPoints) || certificate.crlUrls.length > 0)
  );
}

/** Extensions that parsers are strict about, or that ask for more than is judged here. */
function readsWell(oid: string, value: Uint8Array): boolean {
  switch (oid) {
    case ids.policyConstraints:
    case ids.proxyCertInfo:
      return false;
    case ids.basicConstraints:
      // A path length of more than one octet limits nothing that exists.
      return value.length <= 8;
    case ids.keyUsage: {
      const read = decodeDer('keyUsage', value, (r) => r.bits('keyUsage'));
      if (!read.ok) return false;
      const { octets, unusedBits } = read.value;
      return ((octets.at(-1) ?? 0) & ((1 << unusedBits) - 1)) === 0;
    }
    case ids.certificatePolicies:
      return decodeDer('certificatePolicies', value, (r) => {
        const list = r.enter(tags.sequence, 'policies');
        while (!list.isEmpty) {
          const one = list.enter(tags.sequence, 'policy');
          one.oid('policyIdentifier');
          one.rest();
        }
      }).ok;
    case ids.nameConstraints: {
      const read = readNameConstraints(value);
      return read.ok && [...read.value.permitted, ...read.value.excluded].length > 0;
    }
    default:
      return true;
  }
}

const hasScheme = (url: string): boolean => /^[a-z][a-z0-9+.-]*:/i.test(url);

/** An iPAddress that has no length of one is kept as hexadecimal. */
const isOddAddress = ({ kind, value }: GeneralName): boolean => kind === 'other' && /^[0-9a-f]+$/.test(value);

const isOfTime = ({ kind }: VerifyProblem): boolean => kind === 'expired' || kind === 'notYetValid';

function malformed(certificate: Certificate, path: readonly Certificate[]): VerifyProblem {
  const subject = certificate.subject.rfc4514;
  const oids = certificate.malformedExtensions ?? [];
  return { kind: 'malformedExtension', depth: Math.max(0, path.indexOf(certificate)), subject, oids };
}

function notFound(path: readonly Certificate[], depth: number): VerifyProblem {
  const subject = path[depth]?.subject.rfc4514 ?? '';
  return { kind: 'issuerNotFound', depth, subject, issuer: path[depth]?.issuer.rfc4514 ?? '' };
}

function isSignedFor({ signatureAlgorithm }: Certificate, digests: ReadonlySet<string>): boolean {
  const key = signatureAlgorithms.get(signatureAlgorithm.oid)?.key;
  if (signatureAlgorithm.name === 'Ed25519') return true;
  return (key === 'rsa' || key === 'rsa-pss' || key === 'ec') && digests.has(digestOf(signatureAlgorithm) ?? '');
}

function digestAt(path: readonly Certificate[], depth: number): string | null {
  const certificate = path[depth];
  return certificate === undefined ? null : digestOf(certificate.signatureAlgorithm);
}

function hasKeyOf({ publicKey }: Certificate, named: ReadonlySet<string>): boolean {
  if (publicKey.kind === 'rsa') return publicKey.bits >= 1024;
  return publicKey.kind === 'ec' ? named.has(publicKey.curve) : publicKey.kind === 'ed25519';
}

const unknownCritical = ({ extensions }: Certificate, known: ReadonlySet<string>): string | undefined =>
  extensions.find(({ oid, critical }) => critical && !known.has(oid))?.oid;

/** What becomes of constraints beyond DNS names and addresses differs from client to client. */
function hasPlainConstraints(path: readonly Certificate[]): boolean {
  const values = path.flatMap((certificate) => extensionValue(certificate, ids.nameConstraints) ?? []);
  if (values.length === 0) return true;
  const areNamesPlain = (path[0]?.subjectAltName ?? []).every(({ kind }) => kind === 'dns' || kind === 'ip');
  return (
    areNamesPlain &&
    values.every((value) => {
      const read = readNameConstraints(value);
      return read.ok && [...read.value.permitted, ...read.value.excluded].every(({ base }) => isPlain(base));
    })
  );
}

const isPlain = ({ tag, content }: EncodedName): boolean =>
  tag === primitive(2) ? /^[a-z0-9][a-z0-9.-]*$/i.test(latin1(content)) : tag === primitive(7);

/** Another certificate for the same name and key: in a path it would go in circles. */
export const isSameEntity = (a: Certificate, b: Certificate): boolean =>
  equal(a.der, b.der) || (equal(a.spki, b.spki) && isSameName(a.subject, b.subject));

/** What holds for all of them: no common name, RSA of 1024 bits or more. */
const narrow = { securityLevel: 1, usesCommonName: false, partialWildcards: false, strict: false } as const;

const goDigests: ReadonlySet<string> = new Set(['sha256', 'sha384', 'sha512']);
const javaDigests: ReadonlySet<string> = new Set(['sha1', 'sha224', 'sha256', 'sha384', 'sha512']);
const goCurves: ReadonlySet<string> = new Set(['secp224r1', 'secp256r1', 'secp384r1', 'secp521r1']);
const javaCurves: ReadonlySet<string> = new Set(['secp256r1', 'secp384r1', 'secp521r1']);

const javaExtensions: ReadonlySet<string> = new Set([
  ids.keyUsage,
  ids.subjectAltName,
  ids.basicConstraints,
  ids.nameConstraints,
  ids.certificatePolicies,
  ids.extKeyUsage,
]);
const goExtensions: ReadonlySet<string> = new Set([...javaExtensions, ids.cRLDistributionPoints]);

const empty = new Uint8Array();
