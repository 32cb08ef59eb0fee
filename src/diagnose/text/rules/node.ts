/** Node.js: names of OpenSSL's verification errors, its own TLS errors, sockets; npm, yarn, axios, Electron. */
import { issuerUnknown, rule } from '../rule.ts';
import type { Rule } from '../rule.ts';

export const nodeRules: readonly Rule[] = [
  rule(
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
    ['missing-intermediate', 'untrusted-root', 'client-roots-missing', 'self-signed-leaf'],
  ),
  rule(['UNABLE_TO_GET_ISSUER_CERT'], issuerUnknown),
  rule(['SELF_SIGNED_CERT_IN_CHAIN'], ['untrusted-root', 'client-roots-missing']),
  rule(['DEPTH_ZERO_SELF_SIGNED_CERT'], ['self-signed-leaf', 'untrusted-root']),
  rule(['CERT_HAS_EXPIRED'], ['cert-expired', 'clock-skew', 'client-roots-missing']),
  rule(['CERT_NOT_YET_VALID'], ['cert-not-yet-valid', 'clock-skew']),
  rule(['CERT_SIGNATURE_FAILURE'], ['certificate-malformed', 'untrusted-root']),
  rule(['CERT_REVOKED'], ['cert-revoked']),
  rule(['CERT_UNTRUSTED'], issuerUnknown),
  rule(['CERT_REJECTED', 'INVALID_PURPOSE', 'INVALID_CA', 'PATH_LENGTH_EXCEEDED'], ['certificate-usage']),
  rule(['CERT_CHAIN_TOO_LONG'], ['chain-order', 'certificate-malformed']),
  rule(
    [
      'UNABLE_TO_GET_CRL',
      'UNABLE_TO_DECRYPT_CRL_SIGNATURE',
      'CRL_SIGNATURE_FAILURE',
      'CRL_NOT_YET_VALID',
      'CRL_HAS_EXPIRED',
      'ERROR_IN_CRL_LAST_UPDATE_FIELD',
      'ERROR_IN_CRL_NEXT_UPDATE_FIELD',
      'Failed to parse CRL',
    ],
    ['crl-problem'],
  ),
  rule(
    [
      'UNABLE_TO_DECRYPT_CERT_SIGNATURE',
      'UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY',
      'ERROR_IN_CERT_NOT_BEFORE_FIELD',
      'ERROR_IN_CERT_NOT_AFTER_FIELD',
    ],
    ['certificate-malformed'],
  ),
  rule(
    [
      "Hostname/IP does not match certificate's altnames",
      "Hostname/IP doesn't match certificate's altnames",
      "IP doesn't match certificate's altnames",
      'ERR_TLS_CERT_ALTNAME_INVALID',
      'ERR_TLS_CERT_ALTNAME_FORMAT',
      "is not in the cert's altnames",
      "is not in the cert's list",
    ],
    ['hostname-mismatch', 'san-missing'],
  ),
  rule(["is not cert's CN", 'Cert does not contain a DNS name', 'Cert is empty'], ['hostname-mismatch', 'san-missing']),
  rule("is not in the cert's list", ['san-missing', 'hostname-mismatch'], { followedBy: /^:\s*(?:$|["'}\\]|\n|at )/ }),
  rule(
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'ERR_SSL_PACKET_LENGTH_TOO_LONG', 'ERR_SSL_UNKNOWN_PROTOCOL'],
    ['plaintext-server', 'protocol-version'],
    { onServer: ['tls-required', 'plaintext-server', 'protocol-version'] },
  ),
  rule(
    [
      'ERR_SSL_UNSUPPORTED_PROTOCOL',
      'ERR_SSL_VERSION_OR_CIPHER_MISMATCH',
      'ERR_TLS_INVALID_PROTOCOL_VERSION',
      'ERR_SSL_NO_PROTOCOLS_AVAILABLE',
    ],
    ['protocol-version', 'no-shared-cipher'],
  ),
  rule(['ERR_TLS_PROTOCOL_VERSION_CONFLICT', 'ERR_TLS_INVALID_CONTEXT'], ['options-conflict']),
  rule(['ERR_TLS_HANDSHAKE_TIMEOUT', 'TLS handshake timeout'], ['handshake-timeout']),
  rule(['ERR_SSL_NO_CIPHER_MATCH', 'ERR_SSL_NO_SHARED_CIPHER'], ['no-shared-cipher']),
  rule(['ERR_SSL_DH_KEY_TOO_SMALL', 'ERR_TLS_DH_PARAM_SIZE', 'DH parameter size'], ['dh-too-small']),
  rule(['ERR_OSSL_X509_KEY_VALUES_MISMATCH'], ['client-key-mismatch']),
  rule(
    [
      'ERR_OSSL_BAD_DECRYPT',
      'ERR_OSSL_CRYPTO_INTERRUPTED_OR_CANCELLED',
      'ERR_OSSL_EVP_BAD_DECRYPT',
      'ERR_OSSL_PEM_BAD_PASSWORD_READ',
      'ERR_OSSL_PKCS12_MAC_VERIFY_FAILURE',
      'ERR_MISSING_PASSPHRASE',
      'Passphrase required for encrypted key',
    ],
    ['client-key-password'],
  ),
  rule(
    [
      'ERR_OSSL_PEM_NO_START_LINE',
      'ERR_OSSL_UNSUPPORTED',
      'ERR_OSSL_PEM_BAD_BASE64_DECODE',
      'ERR_OSSL_PEM_BAD_END_LINE',
      'ERR_OSSL_WRONG_TAG',
      'ERR_OSSL_ASN1_WRONG_TAG',
      'Unable to load PFX certificate',
    ],
    ['client-cert-file', 'ca-file-unreadable'],
    { without: ['ERR_OSSL_EVP_UNSUPPORTED', 'createHash', 'webpack'] },
  ),
  rule(['ERR_OSSL_EVP_UNSUPPORTED', '0308010C'], [], {
    grade: 'benign',
  }),
  rule(
    ['not enough data', 'unable to load PFX', 'Unsupported PKCS12 PFX data'],
    ['client-cert-file', 'client-key-password'],
    { with: ['pkcs12', 'createSecureContext', 'loadPKCS12'] },
  ),
  rule(
    ['Client network socket disconnected before secure TLS connection was established'],
    ['unexpected-eof', 'connection-reset'],
    { grade: 'end' },
  ),
  rule(['socket hang up'], ['unexpected-eof', 'connection-reset'], { grade: 'end' }),
  rule(['other side closed', 'UND_ERR_SOCKET'], ['unexpected-eof', 'connection-reset'], { grade: 'end' }),
  rule(['ECONNRESET'], ['connection-reset', 'client-cert-rejected'], {
    grade: 'end',
  }),
  rule(['EPIPE', 'ECONNABORTED', 'ERR_STREAM_PREMATURE_CLOSE'], ['connection-reset', 'unexpected-eof'], {
    grade: 'hint',
  }),
  rule(['connect ECONNREFUSED', 'ECONNREFUSED'], ['connection-refused'], { grade: 'end' }),
  rule(
    ['ETIMEDOUT', 'UND_ERR_CONNECT_TIMEOUT', 'ConnectTimeoutError', 'ESOCKETTIMEDOUT'],
    ['connect-timeout', 'handshake-timeout'],
    { grade: 'end' },
  ),
  rule(['EHOSTUNREACH', 'ENETUNREACH', 'EHOSTDOWN', 'EADDRNOTAVAIL'], ['network-unreachable', 'connect-timeout'], {
    grade: 'end',
  }),
  rule(
    [
      'getaddrinfo ENOTFOUND',
      'getaddrinfo EAI_AGAIN',
      'getaddrinfo',
      'ENOTFOUND',
      'EAI_AGAIN',
      'EAI_NONAME',
      'EAI_FAIL',
      'EAI_NODATA',
    ],
    ['dns-failure'],
    { grade: 'end' },
  ),
  rule(
    [
      'Setting the NODE_TLS_REJECT_UNAUTHORIZED environment variable',
      "NODE_TLS_REJECT_UNAUTHORIZED environment variable to '0'",
    ],
    ['insecure-options'],
  ),
  rule(['NODE_TLS_REJECT_UNAUTHORIZED=0', 'rejectUnauthorized: false', 'strict-ssl=false'], ['insecure-options'], {
    grade: 'hint',
  }),
  rule(['Ignoring extra certs from', 'NODE_EXTRA_CA_CERTS'], ['ca-file-unreadable', 'untrusted-root'], {
    grade: 'hint',
  }),
  rule('Ignoring extra certs from', ['ca-file-unreadable']),
  rule(['tunneling socket could not be established'], ['proxy-refused'], {
    grade: 'alert',
    notFollowedBy: /cause=(?:getaddrinfo|connect ECONN)/,
  }),
  rule(['EISDIR: illegal operation on a directory, read'], ['client-cert-file', 'ca-file-unreadable'], {
    grade: 'hint',
  }),
  rule(
    ['ENOENT: no such file or directory, open', 'No such file or directory:'],
    ['ca-file-unreadable', 'client-cert-file'],
    {
      grade: 'end',
      followedBy:
        /^[^\n]{0,200}(?:root|bundle|trust|chain|\bca\b|ca[-_.]|[-_.]ca\b|cacert)[^\n]{0,80}\.(?:pem|crt|cer)\b/i,
    },
  ),
  rule(
    ['ENOENT: no such file or directory, open', 'No such file or directory:'],
    ['client-cert-file', 'ca-file-unreadable'],
    { grade: 'end', followedBy: /^[^\n]{0,200}(?:\.(?:pem|crt|cer|key|p12|pfx|ca)\b|cert|<f>)/i },
  ),
  rule(['Is a directory:'], ['client-cert-file', 'ca-file-unreadable'], {
    grade: 'end',
    followedBy: /^[^\n]{0,200}(?:\.(?:pem|crt|cer|key|p12|pfx)\b|cert|<path>)/i,
  }),
  rule(['Invalid argument'], ['client-key-password'], { grade: 'hint', with: ['load_cert_chain'] }),
  rule(['[Errno 22] Invalid argument'], ['client-key-password', 'client-cert-file'], { grade: 'hint' }),
  // Of files of other kinds.
  rule(['OSError: [Errno 22] Invalid argument', 'IsADirectoryError: [Errno 21]'], [], {
    grade: 'benign',
    without: ['load_cert_chain', 'load_verify_locations', 'SSLContext', 'pymongo~'],
  }),
  rule(
    [
      'Unable to authenticate, need:',
      'npm ERR! code E404',
      'npm ERR! code ERESOLVE',
      'Request failed with status code 404',
      'Request failed with status code 500',
      "Unexpected token '<'",
      'Cannot find module',
      'MODULE_NOT_FOUND',
      'is not a function',
      'Cannot read properties of undefined',
      'Cannot read property',
    ],
    [],
    { grade: 'benign' },
  ),
];
