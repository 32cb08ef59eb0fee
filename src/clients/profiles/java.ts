import { alertDescriptions } from '../../tls/wire/registries/alert.ts';
import type { VerifyProblem } from '../../x509/verify/verify-problem.ts';
import type { ClientProfile, Refusal } from '../profile.ts';

/**
 * MongoDB's driver for Java on OpenJDK 17: JSSE and PKIX, no OpenSSL. Offer: read from the wire of 17.0.15; its suites and schemes
 * of DSA, and ffdhe6144 and ffdhe8192, are not offered: we could not finish with them. Words: printed by the driver 5.6 against the servers of
 * our lab: the exception in which the cause stands, inside of `com.mongodb.MongoSocketWriteException: Exception sending message`. Of
 * tlsCAFile it knows nothing: an SSLContext, or javax.net.ssl.trustStore, says whom it trusts. An address it also turns back into a name
 * by the system's resolver, and is content with a certificate for that: `localhost` for 127.0.0.1. It looks at no OCSP unless the JVM is told to.
 */
export const java: ClientProfile = {
  id: 'java',
  name: 'Java driver 5 on Java 17',
  shortName: 'Java',
  speaks: 'mongodb',
  offer: {
    versions: [0x0304, 0x0303],
    cipherSuites: [
      0x1302, 0x1301, 0x1303, 0xc02c, 0xc02b, 0xcca9, 0xc030, 0xcca8, 0xc02f, 0x009f, 0xccaa, 0x009e, 0xc024, 0xc028,
      0xc023, 0xc027, 0x006b, 0x0067, 0xc00a, 0xc014, 0xc009, 0xc013, 0x0039, 0x0033, 0x009d, 0x009c, 0x003d, 0x003c,
      0x0035, 0x002f,
    ],
    groups: [29, 23, 24, 25, 30, 256, 257, 258],
    keyShares: [29, 23],
    signatureSchemes: [
      0x0403, 0x0503, 0x0603, 0x0807, 0x0808, 0x0804, 0x0805, 0x0806, 0x0809, 0x080a, 0x080b, 0x0401, 0x0501, 0x0601,
      0x0303, 0x0301, 0x0203, 0x0201,
    ],
  },
  verifies: {
    engine: 'java',
    // RSA of 1024 bits is enough for it: as OpenSSL's level 1. SHA-1 it takes, too, below roots that the JVM does not bring along.
    securityLevel: 1,
    usesCommonName: true,
    partialWildcards: true,
    namesAddresses: true,
    checksStaples: false,
    ocsp: 'java',
    crlCheck: 'none',
    nameAfterwards: true,
    requiresSecureRenegotiation: false,
  },
  trusts: 'java',
  words: {
    verifyFailed: (_, { code }, refusal) => `${handshakeException}${reasonFor(code, refusal)}`,
    nameMismatch: (_, asked, presented, others) => {
      if (asked.kind === 'dns')
        return `${handshakeException}No ${presented.length + others.length === 0 ? 'name' : 'subject alternative DNS name'} matching ${asked.value} found${presented.length + others.length === 0 ? '' : '.'}`;
      return presented.length + others.length === 0
        ? `${handshakeException}No subject alternative names present`
        : `${handshakeException}No subject alternative names matching IP address ${asked.value} found`;
    },
    alert: (_, description) => {
      const name = alertDescriptions.names.get(description) ?? `UNKNOWN ALERT (${description})`;
      return `javax.net.ssl.${plainAlerts.has(description) ? 'SSLException' : 'SSLHandshakeException'}: Received fatal alert: ${name}`;
    },
    // It ends the handshake over a staple that it cannot decode, in these very words.
    badStaple: () => `${handshakeException}Remote host terminated the handshake`,
    closed: (_, how, afterHandshake) => {
      if (how === 'rst') return 'java.net.SocketException: Connection reset';
      return afterHandshake
        ? 'com.mongodb.MongoSocketReadException: Prematurely reached end of stream'
        : `${handshakeException}Remote host terminated the handshake`;
    },
    notTls: () => 'javax.net.ssl.SSLException: Unsupported or unrecognized SSL message',
    refusesServer: () => null,
    refused: () => 'java.net.ConnectException: Connection refused',
    connectTimedOut: () => 'java.net.SocketTimeoutException: Connect timed out',
    handshakeTimedOut: () => 'java.net.SocketTimeoutException: Read timed out',
    noAnswer: () => 'java.net.SocketTimeoutException: Read timed out',
    nameNotFound: ({ host }) => `java.net.UnknownHostException: ${host}`,
    // The driver reads none of these files.
    caFileUnusable: () => null,
    clientFileUnusable: () => null,
    crlFileUnusable: () => null,
  },
};

const handshakeException = 'javax.net.ssl.SSLHandshakeException: ';

function reasonFor(code: number, refusal: Refusal | undefined): string {
  const problem = refusal?.problems[0];
  if (problem?.kind === 'malformedExtension' || problem?.kind === 'explicitCurve')
    return 'Failed to parse server certificates';
  if (problem?.kind === 'purpose') return 'Extended key usage does not permit use for TLS server authentication';
  const isSearch = refusal === undefined || refusal.searched === true;
  const why = isSearch
    ? null
    : code === notFound
      ? 'Path does not chain with any of the trust anchors'
      : validationText(problem);
  return why === null
    ? 'PKIX path building failed: sun.security.provider.certpath.SunCertPathBuilderException: unable to find valid certification path to requested target'
    : `PKIX path validation failed: java.security.cert.CertPathValidatorException: ${why}`;
}

/** X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY. */
const notFound = 20;

function validationText(problem: VerifyProblem | undefined): string | null {
  switch (problem?.kind) {
    case 'expired':
    case 'notYetValid':
      return 'validity check failed';
    case 'notACa':
      return 'basic constraints check failed: this is not a CA certificate';
    case 'cannotSignCertificates':
      return 'CA key usage check failed: keyCertSign bit is not set';
    case 'pathLengthExceeded':
      return 'basic constraints check failed: pathLenConstraint violated - this cert must be the last cert in the certification path';
    case 'nameConstraint':
      return 'name constraints check failed';
    case 'badSignature':
      return 'signature check failed';
    case 'unhandledCriticalExtension':
      return 'unrecognized critical extension(s)';
    case 'weakDigest':
    case 'weakKey':
      return 'Algorithm constraints check failed on ';
    default:
      return null;
  }
}

/** Alerts that JSSE does not count among those of handshakes. */
const plainAlerts: ReadonlySet<number> = new Set([0, 20, 21, 22, 30, 80, 86, 90]);
