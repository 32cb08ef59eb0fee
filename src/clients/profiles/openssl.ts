import type { ClientProfile } from '../profile.ts';
import { opensslAlertCode, opensslAlertReason } from '../openssl-alerts.ts';
import {
  openssl30CipherSuites,
  openssl30Groups,
  openssl30KeyShares,
  openssl30SignatureSchemes,
} from '../openssl-offer.ts';

/**
 * `openssl s_client` of OpenSSL 3.0 as Debian 12 builds it (security level 2). Offer: read from the wire. It also names
 * TLS 1.1 and 1.0 there, but at this security level no handshake below TLS 1.2 ends well (`legacy sigalg disallowed or
 * unsupported`), so they are no versions of this client. Words: printed by s_client 3.0.22 against broken servers; a thread
 * id that stands before `error:` differs each time and is left out.
 */
export const openssl: ClientProfile = {
  id: 'openssl',
  name: 'openssl s_client 3.0',
  shortName: 'OpenSSL',
  speaks: null,
  offer: {
    versions: [0x0304, 0x0303],
    cipherSuites: openssl30CipherSuites,
    groups: openssl30Groups,
    keyShares: openssl30KeyShares,
    signatureSchemes: openssl30SignatureSchemes,
  },
  verifies: {
    securityLevel: 2,
    usesCommonName: true,
    partialWildcards: true,
    checksStaples: false,
    ocsp: 'none',
    // With -crl_check; -crl_check_all is the other one.
    crlCheck: 'leaf',
    requiresSecureRenegotiation: true,
  },
  trusts: 'openssl',
  words: {
    verifyFailed: (_, { code, text }) => `verify error:num=${code}:${text}`,
    nameMismatch: (_, asked) =>
      asked.kind === 'ip' ? 'verify error:num=64:IP address mismatch' : 'verify error:num=62:hostname mismatch',
    alert: (_, description) =>
      `error:${opensslAlertCode(description)}:SSL routines:ssl3_read_bytes:` +
      `${opensslAlertReason(description) ?? `reason(${1000 + description})`}:SSL alert number ${description}`,
    badStaple: () => null,
    closed: (_, how) =>
      how === 'fin' ? 'error:0A000126:SSL routines:ssl3_read_n:unexpected eof while reading' : 'write:errno=104',
    notTls: () => 'error:0A00010B:SSL routines:ssl3_get_record:wrong version number',
    refusesServer: (_, why) =>
      why === 'dhKeyTooSmall'
        ? 'error:0A00018A:SSL routines:tls_process_ske_dhe:dh key too small'
        : 'error:0A000152:SSL routines:final_renegotiate:unsafe legacy renegotiation disabled',
    tooOld: () => 'error:0A00014D:SSL routines:tls_process_key_exchange:legacy sigalg disallowed or unsupported',
    refused: () => 'connect:errno=111',
    connectTimedOut: () => 'connect:errno=110',
    // It has no deadline of its own: this line, and then nothing.
    handshakeTimedOut: () => 'CONNECTED(00000003)',
    nameNotFound: () =>
      'error:10080002:BIO routines:BIO_lookup_ex:system lib:../crypto/bio/bio_addr.c:…:Name or service not known',
    caFileUnusable: (path, why) => {
      if (why === 'missing')
        return `error:80000002:system library:BIO_new_file:No such file or directory:calling fopen(${path}, r)`;
      return why === 'damaged'
        ? 'error:05880009:x509 certificate routines:X509_load_cert_crl_file_ex:PEM lib'
        : 'error:05800088:x509 certificate routines:X509_load_cert_crl_file_ex:no certificate or crl found';
    },
    clientFileUnusable: (path, why) => {
      switch (why) {
        case 'missing':
        case 'unreadable':
          return `Could not open file or uri for loading client certificate private key from ${path}`;
        case 'keyMismatch':
          return 'error:05800074:x509 certificate routines:X509_check_private_key:key values mismatch';
        default:
          return `Could not read client certificate private key from ${path}`;
      }
    },
    crlFileUnusable: (path, why) => {
      if (why === 'der') return null;
      return why === 'missing'
        ? `Could not open file or uri for loading CRL from ${path}`
        : `Could not read CRL from ${path}`;
    },
  },
};
