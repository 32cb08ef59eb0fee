import type { StapleProblem } from '../../x509/revocation/staple-judgement.ts';
import type { VerifyProblem } from '../../x509/verify/verify-problem.ts';
import { goAlertText } from '../go-alerts.ts';
import type { ClientProfile, OcspRefusal, Refusal, Where } from '../profile.ts';

/**
 * MongoDB's driver for Go: crypto/tls and crypto/x509, no OpenSSL. Offer: read from the wire of Go 1.26. Words: printed by the driver
 * 2.9 on Go 1.26 against the servers of our lab, and read in Go's sources; Go before 1.20 leaves out `tls: failed to verify
 * certificate: `. Ports of its own and the name server that it asked differ each time and are shown as `…`. It compares no common
 * name, looks for other paths where one fails, and follows MongoDB's specification of OCSP, but for the validity of a signer's certificate.
 */
export const go: ClientProfile = {
  id: 'go',
  name: 'Go driver 2 on Go 1.26',
  shortName: 'Go',
  speaks: 'mongodb',
  offer: {
    versions: [0x0304, 0x0303],
    cipherSuites: [
      0xc02b, 0xc02f, 0xc02c, 0xc030, 0xcca9, 0xcca8, 0xc009, 0xc013, 0xc00a, 0xc014, 0x1301, 0x1302, 0x1303,
    ],
    groups: [0x11ec, 29, 23, 24, 25],
    keyShares: [0x11ec, 29],
    signatureSchemes: [0x0804, 0x0403, 0x0807, 0x0805, 0x0806, 0x0401, 0x0501, 0x0601, 0x0503, 0x0603],
  },
  verifies: {
    engine: 'go',
    // RSA of 1024 bits is enough for it, SHA-1 is not: as OpenSSL's level 1.
    securityLevel: 1,
    usesCommonName: false,
    partialWildcards: false,
    checksStaples: true,
    ocsp: 'go',
    crlCheck: 'none',
    requiresSecureRenegotiation: false,
  },
  trusts: 'go',
  words: {
    verifyFailed: (_, { code }, refusal) => {
      const unreadable = unreadableFor(refusal?.problems[0]);
      return unreadable ?? `${unverified}${reasonFor(code, refusal)}`;
    },
    nameMismatch: (_, asked, presented, others, commonNames) =>
      `${unverified}${mismatch(asked, presented, others, commonNames)}`,
    alert: (_, description) => `remote error: ${goAlertText(description)}`,
    badStaple: (_, __, why) => (why === undefined ? null : ocspText(why)),
    closed: (where, how, afterHandshake) => {
      if (how === 'rst') return `read tcp …->${at(where)}: read: connection reset by peer`;
      return afterHandshake ? 'connection closed unexpectedly by the other side: EOF' : 'EOF';
    },
    notTls: () => 'tls: first record does not look like a TLS handshake',
    refusesServer: () => null,
    refused: (where) => `dial tcp ${at(where)}: connect: connection refused`,
    connectTimedOut: (where) => `dial tcp ${at(where)}: i/o timeout`,
    handshakeTimedOut: () => 'context deadline exceeded',
    noAnswer: () => 'client timed out waiting for server response',
    nameNotFound: ({ host }) => `dial tcp: lookup ${host} on …: no such host`,
    caFileUnusable: (path, why) =>
      fileProblem(path, why) ?? 'the specified CA file does not contain any valid certificates',
    clientFileUnusable: (path, why) => {
      switch (why) {
        case 'keyMismatch':
          return 'tls: private key does not match public key';
        case 'noKey':
          return 'failed to find PRIVATE KEY';
        case 'noCertificate':
          return 'failed to find CERTIFICATE';
        case 'passwordNeeded':
          return 'no password provided to decrypt private key';
        // Of a key in PKCS#8; of one in the older form, `x509: decryption password incorrect`.
        case 'wrongPassword':
          return 'pkcs8: incorrect password';
        default:
          return fileProblem(path, why);
      }
    },
    crlFileUnusable: () => null,
  },
};

const unverified = 'tls: failed to verify certificate: x509: ';

/** Certificates that Go does not get to verify. */
function unreadableFor(problem: VerifyProblem | undefined): string | null {
  const unparsed = 'tls: failed to parse certificate from server: x509: ';
  if (problem?.kind === 'explicitCurve') return `${unparsed}invalid ECDSA parameters`;
  if (problem?.kind !== 'malformedExtension') return null;
  const [oid] = problem.oids;
  return oid === undefined ? unparsed : `${unparsed}certificate contains duplicate extension with OID "${oid}"`;
}

function reasonFor(code: number, refusal: Refusal | undefined): string {
  const problem = refusal?.problems[0];
  switch (problem?.kind) {
    case 'expired':
    case 'notYetValid': {
      const [side, limit] =
        problem.kind === 'expired' ? (['after', problem.notAfter] as const) : (['before', problem.notBefore] as const);
      return `certificate has expired or is not yet valid: current time ${rfc3339(refusal?.at ?? 0)} is ${side} ${rfc3339(limit)}`;
    }
    case 'pathLengthExceeded':
      return 'too many intermediates for path length constraint';
    case 'purpose':
      return 'certificate specifies an incompatible key usage';
    case 'unhandledCriticalExtension':
      return 'unhandled critical extension';
    case 'nameConstraint':
      return constraintText(problem);
    case 'notACa':
    case 'cannotSignCertificates':
      return unknownBecause(
        'x509: invalid signature: parent certificate cannot sign this kind of certificate',
        refusal,
        problem.depth,
      );
    case 'weakDigest':
      return unknownBecause(
        `x509: cannot verify signature: insecure algorithm ${goName(problem.algorithm)}`,
        refusal,
        problem.depth + 1,
      );
    case 'badSignature': {
      const isRsa = refusal?.path[problem.depth + 1]?.certificate.publicKey.kind === 'rsa';
      return unknownBecause(
        isRsa ? 'crypto/rsa: verification error' : 'x509: ECDSA verification failure',
        refusal,
        problem.depth + 1,
      );
    }
    default:
      return code === unsuitable ? 'certificate specifies an incompatible key usage' : unknownAuthority;
  }
}

/** X509_V_ERR_INVALID_PURPOSE. */
const unsuitable = 26;
const unknownAuthority = 'certificate signed by unknown authority';

/** Go tells which certificate it would have taken for the issuer, by its common name, else its organization or number. */
function unknownBecause(why: string, refusal: Refusal | undefined, depth: number): string {
  const candidate = refusal?.path[depth]?.certificate;
  if (candidate === undefined) return unknownAuthority;
  const named = (shortName: string): string | undefined =>
    candidate.subject.rdns.flat().find((part) => part.shortName === shortName)?.value;
  const name = named('CN') ?? named('O') ?? `serial:${BigInt(`0x${candidate.serial}`)}`;
  return `${unknownAuthority} (possibly because of "${why}" while trying to verify candidate authority certificate "${name}")`;
}

/** `ECDSA-SHA1` where OpenSSL says `ecdsa-with-SHA1`. */
function goName(algorithm: string): string {
  const digest = /(md2|md5|sha-?1)/i.exec(algorithm)?.[1]?.toUpperCase().replace('-', '') ?? algorithm;
  if (/ecdsa/i.test(algorithm)) return `ECDSA-${digest}`;
  return /dsa/i.test(algorithm) ? `DSA-${digest}` : `${digest}-RSA`;
}

function constraintText(problem: Extract<VerifyProblem, { readonly kind: 'nameConstraint' }>): string {
  const kind = /^[\d.]+$|^[\da-f]*:[\da-f:]+$/i.test(problem.name) ? 'IP address' : 'DNS name';
  const intro = `a root or intermediate certificate is not authorized to sign for this name: ${kind} "${problem.name}" is `;
  return problem.violation === 'excluded'
    ? `${intro}excluded by constraint "${inCidr(problem.bounds?.[0] ?? '…')}"`
    : `${intro}not permitted by any constraint`;
}

/** `127.0.0.0/8` where OpenSSL says `127.0.0.0/255.0.0.0`; anything else as it is. */
function inCidr(bound: string): string {
  const [address, mask = ''] = bound.split('/');
  if (!/^\d+(\.\d+){3}$/.test(mask)) return bound;
  const bits = mask.split('.').map((octet) => Number(octet).toString(2).replaceAll('0', '').length);
  return `${address}/${bits.reduce((sum, own) => sum + own, 0)}`;
}

function mismatch(
  asked: { readonly kind: 'dns' | 'ip'; readonly value: string },
  presented: readonly string[],
  others: readonly string[],
  commonNames: readonly string[] = [],
): string {
  const hasNone = presented.length + others.length === 0;
  if (hasNone && commonNames.some((name) => name.toLowerCase() === asked.value.toLowerCase()))
    return 'certificate relies on legacy Common Name field, use SANs instead';
  if (presented.length > 0) return `certificate is valid for ${presented.join(', ')}, not ${asked.value}`;
  return asked.kind === 'ip'
    ? `cannot validate certificate for ${asked.value} because it doesn't contain any IP SANs`
    : `certificate is not valid for any names, but wanted to match ${asked.value}`;
}

function ocspText(why: OcspRefusal): string {
  if (why.kind === 'revoked') return 'OCSP verification failed: certificate is revoked';
  if (why.kind === 'missing')
    return 'server provided a certificate with the Must-Staple extension but did not provide a stapled OCSP response';
  const first = stapleOrder
    .map((kind) => why.problems.find((one) => one.kind === kind))
    .find((one) => one !== undefined);
  return first === undefined ? 'error parsing stapled response: ' : stapleText(first, why.at);
}

/** It reads the response before it looks at what it says. */
const stapleOrder: readonly StapleProblem['kind'][] = [
  'malformed',
  'responseStatus',
  'otherCertificate',
  'badSignature',
  'foreignSigner',
  'signerWithoutUsage',
  'notYetValid',
  'stale',
];

function stapleText(problem: StapleProblem, now: number): string {
  const parsing = 'error parsing stapled response: ';
  const validating = 'error validating stapled response: ';
  switch (problem.kind) {
    case 'responseStatus':
      return `${parsing}ocsp: error from server: ${problem.status.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)}`;
    case 'otherCertificate':
      return `${parsing}no response matching the supplied certificate`;
    case 'badSignature':
    case 'foreignSigner':
      return `${parsing}bad OCSP signature: `;
    case 'signerWithoutUsage':
      return `${validating}delegate responder certificate is missing the OCSP signing extended key usage`;
    case 'notYetValid':
      return `${validating}reported thisUpdate time ${goTime(problem.thisUpdate)} is after current time ${goTime(now)}`;
    case 'stale':
      return `${validating}reported nextUpdate time ${goTime(problem.nextUpdate)} is before current time ${goTime(now)}`;
    default:
      return parsing;
  }
}

/** `2026-11-12T04:42:49Z`. */
const rfc3339 = (time: number): string => new Date(time).toISOString().replace(/\.\d+/, '');

/** `2026-11-21 04:42:49 +0000 UTC`. */
const goTime = (time: number): string => rfc3339(time).replace('T', ' ').replace('Z', ' +0000 UTC');

function fileProblem(path: string, why: string): string | null {
  if (why === 'missing') return `open ${path}: no such file or directory`;
  if (why === 'unreadable') return `open ${path}: permission denied`;
  return why === 'folder' || why === 'directory' ? `read ${path}: is a directory` : null;
}

const at = ({ host, port }: Where): string => `${host}:${port}`;
