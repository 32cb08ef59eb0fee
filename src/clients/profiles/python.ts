import type { ClientProfile, ErrorWords } from '../profile.ts';
import { opensslAlertReason, pythonAlertSymbol } from '../openssl-alerts.ts';
import { openssl30Groups, openssl30KeyShares, openssl30SignatureSchemes } from '../openssl-offer.ts';

/**
 * Python's own `ssl.create_default_context()`, as urllib, requests, httpx and aiohttp use it (requests with the roots of certifi).
 * Offer: read from the wire of CPython 3.11.7 (`get_ciphers()` of 3.10 to 3.13 agrees) on OpenSSL 3.0: Python's own list of 17
 * suites, no static RSA, no SHA-1 MAC. Words: printed by CPython 3.11 and 3.13 against the servers of our lab; the line of
 * `_ssl.c` differs by build and is shown as `…`.
 */
export const python310: ClientProfile = {
  id: 'python-3.10',
  name: 'Python 3.10 to 3.12',
  shortName: 'Python',
  speaks: null,
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
    // Where the program sets VERIFY_CRL_CHECK_LEAF.
    crlCheck: 'leaf',
    requiresSecureRenegotiation: true,
  },
  trusts: 'python',
  words: pythonWords(),
};

/** Since 3.13 its default context holds certificates to RFC 5280 more strictly, and takes any trusted one for the end of a path. */
export const python313: ClientProfile = {
  ...python310,
  id: 'python-3.13',
  name: 'Python 3.13 or later',
  verifies: { ...python310.verifies, strict: true, partialChain: true },
};

/** What an exception of Python's ssl or socket module says. */
export function pythonWords(): ErrorWords {
  return {
    verifyFailed: (_, { text }) => `${unverified} ${text} (_ssl.c:…)`,
    nameMismatch: (_, asked) =>
      `${unverified} ${asked.kind === 'ip' ? 'IP address' : 'Hostname'} mismatch, ` +
      `certificate is not valid for '${asked.value}'. (_ssl.c:…)`,
    alert: (_, description) => {
      const symbol = pythonAlertSymbol(description);
      const reason = opensslAlertReason(description) ?? 'unknown error';
      return `[SSL${symbol === null ? '' : `: ${symbol}`}] ${reason} (_ssl.c:…)`;
    },
    badStaple: () => null,
    closed: (_, how, afterHandshake) => {
      if (how === 'rst') return '[Errno 104] Connection reset by peer';
      // The end of the stream is no error of the module's once the handshake is done: so says urllib.
      return afterHandshake
        ? 'Remote end closed connection without response'
        : '[SSL: UNEXPECTED_EOF_WHILE_READING] EOF occurred in violation of protocol (_ssl.c:…)';
    },
    notTls: () => '[SSL: WRONG_VERSION_NUMBER] wrong version number (_ssl.c:…)',
    refusesServer: (_, why) =>
      why === 'dhKeyTooSmall'
        ? '[SSL: DH_KEY_TOO_SMALL] dh key too small (_ssl.c:…)'
        : '[SSL: UNSAFE_LEGACY_RENEGOTIATION_DISABLED] unsafe legacy renegotiation disabled (_ssl.c:…)',
    refused: () => '[Errno 111] Connection refused',
    connectTimedOut: () => 'timed out',
    handshakeTimedOut: () => '_ssl.c:…: The handshake operation timed out',
    nameNotFound: () => '[Errno -2] Name or service not known',
    caFileUnusable: (_, why) => {
      if (why === 'missing') return '[Errno 2] No such file or directory';
      if (why === 'folder') return '[Errno 21] Is a directory';
      if (why === 'damaged') return '[X509] PEM lib (_ssl.c:…)';
      return why === 'noCertificate'
        ? '[X509: NO_CERTIFICATE_OR_CRL_FOUND] no certificate or crl found (_ssl.c:…)'
        : '[Errno 13] Permission denied';
    },
    clientFileUnusable: (_, why) => {
      switch (why) {
        case 'missing':
          return '[Errno 2] No such file or directory';
        case 'directory':
          return '[Errno 21] Is a directory';
        case 'unreadable':
          return '[Errno 13] Permission denied';
        // Without a terminal to ask at; on one it asks: Enter PEM pass phrase.
        case 'passwordNeeded':
          return '[Errno 22] Invalid argument';
        case 'keyMismatch':
          return '[X509: KEY_VALUES_MISMATCH] key values mismatch (_ssl.c:…)';
        default:
          return '[SSL] PEM lib (_ssl.c:…)';
      }
    },
    crlFileUnusable: (_, why) => {
      if (why === 'missing') return '[Errno 2] No such file or directory';
      if (why === 'unreadable') return '[Errno 13] Permission denied';
      // It looks whether anything was in the file, not what.
      if (why === 'certificatesOnly') return null;
      return why === 'broken'
        ? '[X509] PEM lib (_ssl.c:…)'
        : '[X509: NO_CERTIFICATE_OR_CRL_FOUND] no certificate or crl found (_ssl.c:…)';
    },
  };
}

const unverified = '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed:';
