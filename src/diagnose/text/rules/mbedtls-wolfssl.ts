/** Small libraries: mbedTLS, wolfSSL, BearSSL, axTLS, s2n, Botan; ESP-IDF and Arduino around them. */
import { anyVerifyFault, rule } from '../rule.ts';
import type { Rule } from '../rule.ts';

export const smallLibraryRules: readonly Rule[] = [
  // mbedTLS: -0xNNNN, also written without sign or as decimal.
  rule(
    [
      'X509 - Certificate verification failed, e.g. CRL, CA or signature check failed',
      'MBEDTLS_ERR_X509_CERT_VERIFY_FAILED',
      '-0x2700',
      'returned -9984',
      'failed: -9984',
    ],
    anyVerifyFault,
    { grade: 'wrapper' },
  ),
  rule(
    ['The certificate is not correctly signed by the trusted CA', 'BADCERT_NOT_TRUSTED'],
    ['untrusted-root', 'missing-intermediate', 'self-signed-leaf', 'client-roots-missing'],
  ),
  rule(['The certificate validity has expired', 'MBEDTLS_X509_BADCERT_EXPIRED'], ['cert-expired', 'clock-skew']),
  rule(
    ['The certificate validity starts in the future', 'MBEDTLS_X509_BADCERT_FUTURE'],
    ['cert-not-yet-valid', 'clock-skew'],
  ),
  rule(
    [
      'The certificate Common Name (CN) does not match with the expected CN',
      'does not match with the expected CN',
      'MBEDTLS_X509_BADCERT_CN_MISMATCH',
    ],
    ['hostname-mismatch', 'san-missing'],
  ),
  rule(['The certificate has been revoked (is on a CRL)', 'MBEDTLS_X509_BADCERT_REVOKED'], ['cert-revoked']),
  rule(
    [
      'The CRL is not correctly signed by the trusted CA',
      'The CRL is expired',
      'The CRL is from the future',
      'MBEDTLS_X509_BADCRL~',
    ],
    ['crl-problem'],
  ),
  rule(
    [
      'The certificate is signed with an unacceptable hash',
      'MBEDTLS_X509_BADCERT_BAD_MD',
      'MBEDTLS_X509_BADCERT_BAD_KEY',
      'MBEDTLS_X509_BADCERT_BAD_PK',
      'with an unacceptable key',
      'unacceptable PK alg',
    ],
    ['weak-certificate', 'no-shared-group-or-sigalg'],
  ),
  rule(
    [
      'Usage does not match the keyUsage extension',
      'Usage does not match the extendedKeyUsage extension',
      'MBEDTLS_X509_BADCERT_KEY_USAGE',
      'MBEDTLS_X509_BADCERT_EXT_KEY_USAGE',
      'Usage does not match the nsCertType extension',
    ],
    ['certificate-usage'],
  ),
  rule(['MBEDTLS_ERR_SSL_CA_CHAIN_REQUIRED', 'No CA Chain is set'], ['client-roots-missing', 'ca-file-unreadable']),
  rule(
    ['A fatal alert message was received from our peer', 'MBEDTLS_ERR_SSL_FATAL_ALERT_MESSAGE', '-0x7780'],
    ['no-shared-cipher', 'client-cert-required', 'client-cert-rejected', 'protocol-version', 'handshake-refused'],
    { grade: 'wrapper', onServer: anyVerifyFault },
  ),
  rule(
    ['SSL - An invalid SSL record was received', 'MBEDTLS_ERR_SSL_INVALID_RECORD', '-0x7200', 'returned -29184'],
    ['plaintext-server', 'server-protocol-error', 'decrypt-error'],
  ),
  rule(
    ['The connection indicated an EOF', 'MBEDTLS_ERR_SSL_CONN_EOF', '-0x7280', 'returned -29312'],
    ['unexpected-eof', 'connection-reset'],
    { grade: 'end' },
  ),
  rule(
    [
      'SSL - The peer notified us that the connection is going to be closed',
      'MBEDTLS_ERR_SSL_PEER_CLOSE_NOTIFY',
      '-0x7880',
    ],
    ['unexpected-eof', 'client-cert-rejected'],
    { grade: 'end' },
  ),
  rule(
    [
      'SSL - Handshake protocol not within min/max boundaries',
      'MBEDTLS_ERR_SSL_BAD_HS_PROTOCOL_VERSION',
      '-0x6E80',
      'MBEDTLS_ERR_SSL_BAD_PROTOCOL_VERSION',
    ],
    ['protocol-version'],
  ),
  rule(
    [
      'has no ciphersuites in common',
      'MBEDTLS_ERR_SSL_NO_CIPHER_CHOSEN',
      'MBEDTLS_ERR_SSL_NO_USABLE_CIPHERSUITE',
      '-0x7380',
      'None of the common ciphersuites is usable',
    ],
    ['no-shared-cipher', 'client-cert-file'],
  ),
  rule(
    ['No client certification received from the client', 'MBEDTLS_ERR_SSL_NO_CLIENT_CERTIFICATE', '-0x7480'],
    ['client-cert-required'],
  ),
  rule(
    [
      'MBEDTLS_ERR_SSL_BAD_HS_SERVER_HELLO',
      '-0x7980',
      'Processing of the ServerHello handshake message failed',
      'MBEDTLS_ERR_SSL_UNEXPECTED_MESSAGE',
      'MBEDTLS_ERR_SSL_DECODE_ERROR',
      'MBEDTLS_ERR_SSL_ILLEGAL_PARAMETER',
      '-0x7700',
      'An unexpected message was received from our peer',
      'MBEDTLS_ERR_SSL_HANDSHAKE_FAILURE',
      'MBEDTLS_ERR_SSL_BAD_SERVER_HELLO',
      'MBEDTLS_ERR_SSL_BAD_HS_SERVER_KEY_EXCHANGE',
    ],
    ['server-protocol-error', 'no-shared-cipher', 'no-shared-group-or-sigalg'],
    { grade: 'alert' },
  ),
  rule(['MBEDTLS_ERR_SSL_INVALID_MAC', '-0x7180', 'Verification of the message MAC failed'], ['decrypt-error']),
  rule(['MBEDTLS_ERR_NET_CONN_RESET', '-0x0050', 'NET - Connection was reset by peer'], ['connection-reset'], {
    grade: 'end',
  }),
  rule(
    ['MBEDTLS_ERR_NET_UNKNOWN_HOST', '-0x0052', 'NET - Failed to get an IP address for the given hostname'],
    ['dns-failure'],
    { grade: 'end' },
  ),
  rule(
    [
      'MBEDTLS_ERR_NET_CONNECT_FAILED',
      '-0x0044',
      'NET - The connection to the given server / port failed',
      'ESP_ERR_ESP_TLS_FAILED_CONNECT_TO_HOST',
    ],
    ['connection-refused', 'connect-timeout'],
    { grade: 'end' },
  ),
  rule(
    ['ESP_ERR_ESP_TLS_CONNECTION_TIMEOUT', 'MBEDTLS_ERR_SSL_TIMEOUT', '-0x6800'],
    ['connect-timeout', 'handshake-timeout'],
    { grade: 'end' },
  ),
  rule(['MBEDTLS_ERR_SSL_ALLOC_FAILED', '-0x7F00', 'SSL - Memory allocation failed', 'returned -32512'], [], {
    grade: 'benign',
  }),
  rule(
    [
      'MBEDTLS_ERR_PK_KEY_INVALID_FORMAT',
      'PK - Invalid key tag or value',
      '-0x3D00',
      'PEM - No PEM header or footer found',
      'MBEDTLS_ERR_PEM_NO_HEADER_FOOTER_PRESENT',
      '-0x1080',
      'MBEDTLS_ERR_X509_INVALID_FORMAT',
      '-0x2180',
      'X509 - The CRT/CRL/CSR format is invalid',
      'mbedtls_x509_crt_parse returned',
      'MBEDTLS_ERR_X509_CERT_UNKNOWN_FORMAT',
    ],
    ['client-cert-file', 'ca-file-unreadable', 'certificate-malformed'],
    { grade: 'alert' },
  ),
  rule(
    [
      'PK - Private key password can',
      'MBEDTLS_ERR_PK_PASSWORD_REQUIRED',
      'MBEDTLS_ERR_PK_PASSWORD_MISMATCH',
      'MBEDTLS_ERR_PEM_PASSWORD~',
      '-0x3C00',
      '-0x3B80',
      'Given private key password does not allow for correct decryption',
    ],
    ['client-key-password'],
  ),
  rule(['mbedtls_pk_check_pair', 'PK - Type mismatch', 'MBEDTLS_ERR_RSA_KEY_CHECK_FAILED'], ['client-key-mismatch'], {
    grade: 'alert',
  }),

  // wolfSSL.
  rule(
    [
      'ASN no signer error to confirm failure',
      'ASN_NO_SIGNER_E',
      'no signer error to confirm',
      'ASN self-signed certificate error',
      'error -188',
    ],
    ['untrusted-root', 'missing-intermediate', 'self-signed-leaf', 'client-roots-missing'],
  ),
  rule('ASN self-signed certificate error', ['self-signed-leaf', 'untrusted-root']),
  rule(['ASN_AFTER_DATE_E', 'current date after'], ['cert-expired', 'clock-skew']),
  rule(['ASN_BEFORE_DATE_E', 'current date before'], ['cert-not-yet-valid', 'clock-skew']),
  rule('received alert fatal error', ['no-shared-cipher', 'client-cert-required', 'protocol-version'], {
    grade: 'wrapper',
  }),
  rule(
    ['peer subject name mismatch', 'DOMAIN_NAME_MISMATCH', 'IPADDR_MISMATCH', 'peer ip address mismatch'],
    ['hostname-mismatch'],
  ),
  rule(
    [
      'ASN sig error, confirm failure',
      'ASN_SIG_CONFIRM_E',
      'ASN_PARSE_E',
      'ASN parsing error, invalid input',
      'ASN key init error',
    ],
    ['certificate-malformed', 'client-cert-file'],
    { grade: 'alert' },
  ),
  rule(['malformed buffer input error', 'BUFFER_ERROR'], ['server-protocol-error', 'plaintext-server'], {
    grade: 'hint',
  }),
  rule(['VERSION_ERROR'], ['protocol-version'], { with: ['wolfSSL~', 'record layer'] }),
  rule(["can't match cipher suite", 'MATCH_SUITE_ERROR'], ['no-shared-cipher']),
  rule(['UNKNOWN_RECORD_TYPE', 'bad record layer header'], ['plaintext-server'], { grade: 'alert' }),
  rule(["peer didn't send cert", 'NO_PEER_CERT'], ['client-cert-required'], { grade: 'alert' }),
  rule(['OCSP Cert revoked', 'CRL Cert revoked'], ['cert-revoked']),
  rule(['CRL_MISSING', 'CRL date error', 'CRL_CERT_DATE_ERR', 'ASN CRL no signer'], ['crl-problem']),
  rule(
    ['OCSP_LOOKUP_FAIL', 'OCSP_INVALID_STATUS', 'OCSP_NEED_URL', 'OCSP unknown cert'],
    ['ocsp-endpoint-failure', 'ocsp-staple-invalid'],
    { grade: 'alert' },
  ),
  rule(['DH_KEY_SIZE_E', 'DH key too small', 'DH key size error', 'dh_p too small'], ['dh-too-small']),
  rule(['RSA_KEY_SIZE_E', 'ECC_KEY_SIZE_E', 'RSA key size too small'], ['weak-certificate']),

  // BearSSL, as the ESP8266 prints it.
  rule(
    ['Chain could not be linked to a trust anchor', 'BR_ERR_X509_NOT_TRUSTED', 'certificate chain is not trusted'],
    ['untrusted-root', 'missing-intermediate', 'self-signed-leaf'],
  ),
  rule(
    ['Certificate is expired or not yet valid', 'BR_ERR_X509_EXPIRED'],
    ['clock-skew', 'cert-expired', 'cert-not-yet-valid'],
  ),
  rule(['Expected server name was not found in the chain', 'BR_ERR_X509_BAD_SERVER_NAME'], ['hostname-mismatch']),
  rule(['BR_ERR_X509_WEAK_PUBLIC_KEY', 'Public key size is too small'], ['weak-certificate']),
  rule(
    ['BR_ERR_UNSUPPORTED_VERSION', 'Incoming record version does not match expected~', 'BR_ERR_BAD_VERSION'],
    ['protocol-version'],
  ),
  rule(['BR_ERR_BAD_CIPHER_SUITE'], ['no-shared-cipher'], { grade: 'alert' }),
  rule(['BR_ERR_BAD_MAC', 'BR_ERR_BAD_SIGNATURE'], ['decrypt-error'], { grade: 'alert' }),

  // s2n and Botan.
  rule(
    ['S2N_ERR_CERT_UNTRUSTED', 'Certificate is untrusted'],
    ['untrusted-root', 'missing-intermediate', 'hostname-mismatch', 'self-signed-leaf'],
  ),
  rule(
    [
      'S2N_ERR_CIPHER_NOT_SUPPORTED',
      'S2N_ERR_NO_VALID_SIGNATURE_SCHEME',
      'AWS_IO_TLS_ERROR_NEGOTIATION_FAILURE',
      'AWS_IO_TLS_NEGOTIATION_TIMEOUT',
    ],
    ['no-shared-cipher', 'no-shared-group-or-sigalg', 'untrusted-root', 'client-cert-rejected'],
    { grade: 'alert' },
  ),
  rule('AWS_IO_TLS_NEGOTIATION_TIMEOUT', ['handshake-timeout']),
  rule(
    ['S2N_ERR_BAD_MESSAGE', 'S2N_ERR_PROTOCOL_VERSION_UNSUPPORTED', 'TLS negotiation failure'],
    ['protocol-version', 'server-protocol-error'],
    { grade: 'hint' },
  ),
  rule(['Certificate issuer not found', 'Cannot establish trust'], ['untrusted-root', 'missing-intermediate']),
];
