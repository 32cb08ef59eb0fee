import type { ClientProfile, Where } from '../profile.ts';
import { opensslAlertReason, pythonAlertSymbol } from '../openssl-alerts.ts';
import { openssl30Groups, openssl30KeyShares, openssl30SignatureSchemes } from '../openssl-offer.ts';

/**
 * PyMongo on the standard `ssl` module of Python 3.10 or later, OpenSSL 3.0. Offer: read from the wire of CPython 3.11.7
 * (`get_ciphers()` of 3.10 to 3.13 agrees). Python's own list of 17 suites: no static RSA, no SHA-1 MAC; Debian and Ubuntu
 * build their python3 with OpenSSL's list instead. Words: PyMongo 4.20 against broken servers; the line of `_ssl.c` differs
 * by build and is shown as `…`. No OCSP: that needs the extra `pymongo[ocsp]`, see `pymongo-ocsp.ts`.
 */
export const pymongo: ClientProfile = {
  id: 'pymongo',
  name: 'PyMongo on Python 3.10 or later',
  shortName: 'PyMongo',
  speaks: 'mongodb',
  offer: {
    versions: [0x0304, 0x0303],
    cipherSuites: [
      0x1302, 0x1303, 0x1301, 0xc02c, 0xc030, 0xc02b, 0xc02f, 0xcca9, 0xcca8, 0xc024, 0xc028, 0xc023, 0xc027, 0x009f,
      0x009e, 0x006b, 0x0067,
    ],
    groups: openssl30Groups,
    keyShares: openssl30KeyShares,
    signatureSchemes: openssl30SignatureSchemes,
  },
  verifies: {
    securityLevel: 2,
    usesCommonName: true,
    partialWildcards: false,
    checksStaples: false,
    ocsp: 'none',
    crlCheck: 'leaf',
    requiresSecureRenegotiation: true,
  },
  trusts: 'python',
  words: {
    // Verification errors are caught apart in PyMongo and go out without the words "SSL handshake failed:".
    verifyFailed: (where, { text }) => `${at(where)}: ${verifyFailed} ${text} (_ssl.c:…)`,
    nameMismatch: (where, asked) =>
      `${at(where)}: ${verifyFailed} ${asked.kind === 'ip' ? 'IP address' : 'Hostname'} mismatch, ` +
      `certificate is not valid for '${asked.value}'. (_ssl.c:…)`,
    // What comes with the first read after the handshake goes out without these words, too.
    alert: (where, description, afterHandshake) => {
      const symbol = pythonAlertSymbol(description);
      const reason = opensslAlertReason(description) ?? 'unknown error';
      const text = `[SSL${symbol === null ? '' : `: ${symbol}`}] ${reason} (_ssl.c:…)`;
      return afterHandshake ? `${at(where)}: ${text}` : failed(where, text);
    },
    badStaple: () => null,
    closed: (where, how, afterHandshake) => {
      if (afterHandshake) return `${at(where)}: connection closed`;
      return failed(
        where,
        how === 'fin'
          ? '[SSL: UNEXPECTED_EOF_WHILE_READING] EOF occurred in violation of protocol (_ssl.c:…)'
          : '[Errno 104] Connection reset by peer',
      );
    },
    notTls: (where) => failed(where, '[SSL: WRONG_VERSION_NUMBER] wrong version number (_ssl.c:…)'),
    refusesServer: (where, why) =>
      failed(
        where,
        why === 'dhKeyTooSmall'
          ? '[SSL: DH_KEY_TOO_SMALL] dh key too small (_ssl.c:…)'
          : '[SSL: UNSAFE_LEGACY_RENEGOTIATION_DISABLED] unsafe legacy renegotiation disabled (_ssl.c:…)',
      ),
    refused: (where) => `${at(where)}: [Errno 111] Connection refused`,
    connectTimedOut: (where) => `${at(where)}: timed out`,
    handshakeTimedOut: (where) => failed(where, '_ssl.c:…: The handshake operation timed out'),
    nameNotFound: (where) => `${at(where)}: [Errno -2] Name or service not known`,
    caFileUnusable: (path, why) => {
      if (why === 'missing') return `[Errno 2] No such file or directory: '${path}'`;
      if (why === 'folder') return `[Errno 21] Is a directory: '${path}'`;
      if (why === 'damaged') return '[X509] PEM lib (_ssl.c:…)';
      return why === 'noCertificate'
        ? '[X509: NO_CERTIFICATE_OR_CRL_FOUND] no certificate or crl found (_ssl.c:…)'
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
        // Without a terminal to ask at; on one it asks: Enter PEM pass phrase.
        case 'passwordNeeded':
          return '[Errno 22] Invalid argument';
        case 'keyMismatch':
          return `${clientFile} [X509: KEY_VALUES_MISMATCH] key values mismatch (_ssl.c:…)`;
        default:
          return `${clientFile} [SSL] PEM lib (_ssl.c:…)`;
      }
    },
    crlFileUnusable: (path, why) => {
      if (why === 'missing') return `[Errno 2] No such file or directory: '${path}'`;
      if (why === 'unreadable') return `[Errno 13] Permission denied: '${path}'`;
      // It looks whether anything was in the file, not what.
      if (why === 'certificatesOnly') return null;
      return why === 'broken'
        ? '[X509] PEM lib (_ssl.c:…)'
        : '[X509: NO_CERTIFICATE_OR_CRL_FOUND] no certificate or crl found (_ssl.c:…)';
    },
  },
};

const at = (where: Where): string => `${where.host}:${where.port}`;
const failed = (where: Where, what: string): string => `SSL handshake failed: ${at(where)}: ${what}`;
const verifyFailed = '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed:';

/** PyMongo puts this before whatever `load_cert_chain` has to say. */
const clientFile = "Private key doesn't match certificate:";
