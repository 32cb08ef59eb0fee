import type { ClientProfile, OcspException, Refusal, Where } from '../profile.ts';
import { opensslAlertReason } from '../openssl-alerts.ts';
import { openssl30CipherSuites, openssl30KeyShares } from '../openssl-offer.ts';

/**
 * PyMongo with the extra `pymongo[ocsp]`: the synchronous MongoClient then runs on PyOpenSSL, which brings an OpenSSL of its
 * own and its default list of 30 suites. Offer and words: PyMongo 4.20, pyOpenSSL 26.4 on OpenSSL 4.0.3, read from the wire
 * and from its exceptions. Its hybrid groups, ML-DSA and Brainpool are not offered: we could not finish with them.
 * `service_identity` compares names and knows no CN. AsyncMongoClient is `pymongo` even where the extra is installed.
 */
export const pymongoOcsp: ClientProfile = {
  id: 'pymongo-ocsp',
  name: 'PyMongo with PyOpenSSL',
  shortName: 'PyMongo',
  speaks: 'mongodb',
  offer: {
    versions: [0x0304, 0x0303],
    cipherSuites: openssl30CipherSuites,
    groups: [29, 23, 30, 24, 25, 256, 257],
    keyShares: openssl30KeyShares,
    signatureSchemes: [
      0x0403, 0x0503, 0x0603, 0x0807, 0x0808, 0x0809, 0x080a, 0x080b, 0x0804, 0x0805, 0x0806, 0x0401, 0x0501, 0x0601,
      0x0303, 0x0301, 0x0302, 0x0402, 0x0502, 0x0602,
    ],
  },
  verifies: {
    securityLevel: 2,
    usesCommonName: false,
    partialWildcards: false,
    checksStaples: true,
    ocsp: 'pymongo',
    crlCheck: 'none',
    nameAfterwards: true,
    requiresSecureRenegotiation: true,
  },
  trusts: 'pyopenssl',
  words: {
    // The reason is lost: PyOpenSSL hands on only the error queue of the handshake, and what else was raised on the way.
    verifyFailed: (where, _, refusal) => {
      const raised = [...raisedBefore(refusal), "('SSL routines', '', 'certificate verify failed')"];
      return failed(where, `[${raised.join(', ')}]`);
    },
    nameMismatch: (where, asked, presented, others) =>
      `${at(where)}: ${presented.length + others.length === 0 ? noSan : mismatch(asked)}`,
    alert: (where, description, afterHandshake) => {
      const text = `[('SSL routines', '', '${opensslAlertReason(description)?.replace(/^sslv3/, 'tls') ?? ''}')]`;
      return afterHandshake ? `${at(where)}: ${text}` : failed(where, text);
    },
    badStaple: (where, raised) => {
      if (raised === undefined) return failed(where, "[('SSL routines', '', 'invalid status response')]");
      return raised.what === 'malformed' && raised.stapled
        ? failed(where, malformedStaple)
        : exceptions[raised.what](raised);
    },
    closed: (where, how, afterHandshake) => {
      if (afterHandshake) return `${at(where)}: (104, 'ECONNRESET')`;
      return failed(where, how === 'fin' ? "(-1, 'Unexpected EOF')" : "(104, 'ECONNRESET')");
    },
    notTls: (where) => failed(where, "[('SSL routines', '', 'wrong version number')]"),
    refusesServer: (where, why) =>
      failed(
        where,
        `[('SSL routines', '', '${why === 'dhKeyTooSmall' ? 'dh key too small' : 'unsafe legacy renegotiation disabled'}')]`,
      ),
    refused: (where) => `${at(where)}: [Errno 111] Connection refused`,
    connectTimedOut: (where) => `${at(where)}: timed out`,
    handshakeTimedOut: (where) => failed(where, 'timed out'),
    nameNotFound: (where) => `${at(where)}: [Errno -2] Name or service not known`,
    caFileUnusable: (path, why) => {
      if (why === 'missing') return `[Errno 2] No such file or directory: '${path}'`;
      if (why === 'folder') return `[Errno 21] Is a directory: '${path}'`;
      // What stands before it says what is wrong with the octets, and differs with that.
      if (why === 'damaged') return "… ('x509 certificate routines', '', 'PEM lib')]";
      return why === 'noCertificate'
        ? "[('x509 certificate routines', '', 'no certificate or crl found')]"
        : `[Errno 13] Permission denied: '${path}'`;
    },
    clientFileUnusable: (path, why) => {
      switch (why) {
        case 'missing':
          return `[Errno 2] No such file or directory: '${path}'`;
        case 'directory':
          return `[Errno 21] Is a directory: '${path}'`;
        case 'unreadable':
          return `[Errno 13] Permission denied: '${path}'`;
        case 'noCertificate':
          return `${clientFile} [('PEM routines', '', 'no start line'), ('SSL routines', '', 'PEM lib')]`;
        case 'noKey':
          return `${clientFile} [('DECODER routines', '', 'unsupported'), ('SSL routines', '', 'PEM lib')]`;
        // Without a terminal to ask at; the whole list of errors is four times as long.
        case 'passwordNeeded':
          return `${clientFile} [('UI routines', '', 'processing error'), ('PEM routines', '', 'problems getting password'), …]`;
        case 'wrongPassword':
          return `${clientFile} [('Provider routines', '', 'bad decrypt'), ('PKCS12 routines', '', 'pkcs12 cipherfinal error'), ('SSL routines', '', 'PEM lib')]`;
        default:
          return `${clientFile} [('x509 certificate routines', '', 'key values mismatch')]`;
      }
    },
    crlFileUnusable: (path, why) => {
      if (why === 'missing') return `[Errno 2] No such file or directory: '${path}'`;
      return why === 'unreadable'
        ? `[Errno 13] Permission denied: '${path}'`
        : 'tlsCRLFile cannot be used with PyOpenSSL';
    },
  },
};

/** service_identity names the class and the name that it looked for; what the certificate holds it does not print. */
function mismatch(asked: { readonly kind: 'dns' | 'ip'; readonly value: string }): string {
  if (asked.kind === 'dns') {
    return `("VerificationError(errors=[DNSMismatch(mismatched_id=DNS_ID(hostname=b'${asked.value}'))])",)`;
  }
  const version = asked.value.includes(':') ? 6 : 4;
  return `("VerificationError(errors=[IPAddressMismatch(mismatched_id=IPAddress_ID(ip=IPv${version}Address('${asked.value}')))])",)`;
}

/** What stands in the error queue before the refusal itself: of a check of a signature, or of an extension that cannot be read. */
function raisedBefore(refusal: Refusal | undefined): readonly string[] {
  const [first] = refusal?.problems ?? [];
  if (first?.kind === 'malformedExtension') return ["('X509 V3 routines', '', 'invalid certificate')"];
  if (first?.kind !== 'badSignature') return [];
  const asn1 = "('asn1 encoding routines', '', 'EVP lib')";
  const rsa = "('Provider routines', '', 'RSA lib')";
  const { signatureAlgorithm } = refusal?.path[first.depth]?.certificate ?? {};
  if (signatureAlgorithm?.name === 'RSASSA-PSS') return ["('rsa routines', '', 'last octet invalid')", rsa, asn1];
  return refusal?.path[first.depth + 1]?.certificate.publicKey.kind === 'rsa'
    ? ["('rsa routines', '', 'invalid padding')", "('rsa routines', '', 'padding check failed')", rsa, asn1]
    : ["('digital envelope routines', '', 'provider signature failure')", asn1];
}

/** OpenSSL 4 reads a staple before anybody else does. */
const malformedStaple =
  "[('asn1 encoding routines', '', 'too long'), ('asn1 encoding routines', '', 'bad object header'), ('asn1 encoding routines', '', 'nested asn1 error'), ('SSL routines', '', 'tlsv1 bad certificate status response')]";

/** Exceptions of cryptography, which nothing on the way to the user catches. */
const exceptions: Readonly<Record<OcspException['what'], (raised: OcspException) => string>> = {
  malformed: () => 'error parsing asn1 value: ParseError { … }',
  severalResponses: ({ responses }) =>
    `OCSP response contains ${responses} SINGLERESP structures.  Use .response_iter to iterate through them`,
  unsupportedAlgorithm: () => 'Signature algorithm OID: 1.2.840.113549.1.1.10 not recognized',
};

const at = (where: Where): string => `${where.host}:${where.port}`;
const failed = (where: Where, what: string): string => `SSL handshake failed: ${at(where)}: ${what}`;
const noSan = "('Certificate does not contain any `subjectAltName`s.',)";

/** PyMongo puts this before whatever OpenSSL has to say of the file. */
const clientFile = "Private key doesn't match certificate:";
