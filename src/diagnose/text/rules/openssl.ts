/** OpenSSL, LibreSSL, BoringSSL: reasons in every spelling (function names and numbers fall away), and the openssl program. */
import { anyVerifyFault, rule } from '../rule.ts';
import type { Rule } from '../rule.ts';

export const opensslRules: readonly Rule[] = [
  // Verification without its reason.
  rule(
    [
      'certificate verify failed',
      'SSL_R_CERTIFICATE_VERIFY_FAILED',
      'cert verify failed',
      'certificate verification failed',
      'certificate verification error',
      'SSL peer certificate validation failed',
      'peer certificate cannot be authenticated~',
    ],
    anyVerifyFault,
    { onServer: ['client-cert-rejected', ...anyVerifyFault], grade: 'wrapper' },
  ),
  rule(
    [
      'tls_process_client_certificate: certificate verify failed',
      'ssl3_get_client_certificate: certificate verify failed',
    ],
    ['client-cert-rejected', 'client-cert-required'],
    { grade: 'alert' },
  ),
  rule(['peer did not return a certificate'], ['client-cert-required']),
  rule(['no certificate returned'], ['client-cert-required'], { with: ['SSL routines', 'SSLError', 'SSL_R_~'] }),

  // Negotiation.
  rule('no shared cipher', ['no-shared-cipher', 'no-shared-group-or-sigalg']),
  rule(
    ['no ciphers available', 'no cipher match', 'no ciphers specified', 'no cipher list'],
    ['no-shared-cipher', 'protocol-version'],
  ),
  rule(
    [
      'no shared group',
      'no shared groups',
      'no suitable key share',
      'bad ecpoint',
      'wrong curve',
      'no shared signature algorithms',
      'no shared sigalgs',
      'no suitable signature algorithm',
      'wrong signature type',
      'no required digest',
      'unsupported elliptic curve',
      'missing supported groups extension',
      'no common signature algorithms',
      'illegal point compression',
      'unknown group',
      'no suitable groups',
    ],
    ['no-shared-group-or-sigalg', 'no-shared-cipher', 'protocol-version'],
  ),
  rule('legacy sigalg disallowed or unsupported', ['protocol-version', 'no-shared-group-or-sigalg']),
  rule(['no suitable digest algorithm'], ['no-shared-group-or-sigalg', 'weak-certificate']),
  rule(
    [
      'unsupported protocol',
      'UNSUPPORTED_PROTOCOL_VERSION',
      'unsupported ssl version',
      'unsupported SSL/TLS version',
      'version too low',
      'version too high',
      'no protocols available',
      'unknown ssl version',
      'inappropriate fallback',
      'wrong ssl version',
      'bad protocol version number',
      'unknown protocol version',
      'unsupported TLS version',
      'tls version not supported',
      'tls protocol version not supported',
    ],
    ['protocol-version'],
  ),
  rule('unsupported protocol', [], {
    grade: 'benign',
    followedBy: /^["' ]{0,3}(?:scheme|prefix|\w{2,10}:)/i,
    without: ['SSL routines', 'UNSUPPORTED_PROTOCOL'],
  }),
  rule(
    ['dh key too small', 'modulus too small', 'bad dh p length', 'dh prime too small', 'ephemeral dh key too small'],
    ['dh-too-small'],
  ),
  rule(['dh key too large', 'bad dh value', 'modulus too large'], ['dh-too-small', 'server-protocol-error']),
  rule(
    [
      'unsafe legacy renegotiation disabled',
      'unsafe legacy renegotiation',
      'unsafe renegotiation',
      'legacy renegotiation disabled',
    ],
    ['legacy-renegotiation'],
  ),
  rule(
    ['renegotiation mismatch', 'renegotiation encoding err', 'scsv received when renegotiating', 'no renegotiation'],
    ['legacy-renegotiation', 'server-protocol-error'],
    { grade: 'alert' },
  ),
  rule(
    [
      'unrecognized name',
      'clienthello tlsext',
      'callback failed',
      'no certificate assigned',
      'no suitable certificate',
    ],
    ['sni-unrecognized', 'no-shared-cipher'],
    { grade: 'alert' },
  ),
  rule('clienthello tlsext', ['sni-unrecognized'], { without: ['parse tlsext'] }),
  // BoringSSL, of an extension that it cannot read.
  rule('parse tlsext', ['server-protocol-error', 'protocol-version']),
  rule(
    ['no certificate assigned', 'no certificate set', 'no certificate type set'],
    ['no-shared-cipher', 'client-cert-file', 'alert-internal-error'],
  ),
  rule(['no application protocol', 'bad alpn', 'invalid alpn protocol'], ['alpn-mismatch']),

  // A peer that breaks the rules.
  rule(
    [
      'unknown cipher returned',
      'wrong cipher returned',
      'excessive message size',
      'data length too long',
      'encrypted length too long',
      'unexpected message',
      'unexpected record',
      'bad handshake length',
      'length mismatch',
      'bad extension',
      'unsolicited extension',
      'bad message type',
      'decode error',
      'bad packet length',
      'wrong version of record',
      'invalid compression algorithm',
      'bad hello request',
      'ccs received early',
      'unexpected ccs message',
      'missing sigalgs extension',
      'bad record type',
      'bad change cipher spec',
      'invalid session id',
      'packet length too long',
      'bad key share',
      'no change following hrr',
      'not on record boundary',
      'extra data in message',
      'unexpected end of early data',
      'required cipher missing',
      'bad length',
    ],
    ['server-protocol-error', 'decrypt-error'],
    { with: tlsContext() },
  ),
  rule(
    [
      'decryption failed or bad record mac',
      'bad record mac',
      'block cipher pad is wrong',
      'digest check failed',
      'bad mac decode',
      'mac verify failure in record',
    ],
    ['decrypt-error', 'server-protocol-error'],
  ),
  // A certificate whose extensions it cannot read is left out of the search for a path: then no issuer is found, either.
  rule(
    [
      'X509 V3 routines::invalid certificate',
      'ossl_x509v3_cache_extensions:invalid certificate',
      'SSL error: invalid certificate',
    ],
    ['certificate-malformed', 'untrusted-root', 'missing-intermediate'],
  ),
  // A certificate whose signature is not its issuer's.
  rule(
    ['asn1 encoding routines::EVP lib', 'asn1 encoding routines:ASN1_item_verify:EVP lib', 'SSL error: EVP lib'],
    ['certificate-malformed', 'untrusted-root', 'decrypt-error'],
  ),
  rule(['bad decrypt'], ['client-key-password', 'client-cert-file', 'decrypt-error'], { grade: 'alert' }),
  rule(
    ['bad signature', 'bad rsa signature', 'bad ecdsa signature', 'wrong signature length'],
    ['decrypt-error', 'server-protocol-error'],
    { with: tlsContext() },
  ),
  rule(['internal error'], ['alert-internal-error'], { grade: 'wrapper', with: ['SSL routines', 'SSLError'] }),

  // No TLS at the other end, or TLS where plain text was expected.
  rule(
    [
      'wrong version number',
      'unknown protocol',
      'SSL_R_WRONG_VERSION_NUMBER',
      'ssl3_get_record wrong version number',
      'NOT_TLS',
    ],
    ['plaintext-server', 'protocol-version', 'proxy-intercepts'],
    { with: tlsContext(), onServer: ['tls-required', 'plaintext-server', 'protocol-version'] },
  ),
  rule('wrong version number', ['plaintext-server', 'protocol-version'], {
    onServer: ['tls-required', 'plaintext-server', 'protocol-version'],
  }),
  // s_client -status.
  rule('OCSP response: no response sent', ['ocsp-staple-missing'], { grade: 'end' }),
  // OpenSSL before 1.1, of a ClientHello whose version is too low; what is no record at all fails in ssl3_get_record.
  rule(['ssl3_get_client_hello wrong version number'], ['protocol-version']),
  rule(['http request', 'SSL routines http request', 'ssl http request'], ['tls-required'], {
    with: ['SSL routines', 'SSL_do_handshake', 'SSL_accept', 'SSLError'],
    // Git: `fatal: HTTP request failed`.
    notFollowedBy: /^ failed/,
  }),
  rule(['https proxy request'], ['tls-required', 'proxy-refused'], {
    with: ['SSL routines', 'SSLError', 'SSL_do_handshake', 'OPENSSL_internal'],
  }),

  // How it ended.
  rule(
    ['unexpected eof while reading', 'EOF occurred in violation of protocol', 'unexpected eof'],
    ['unexpected-eof', 'connection-reset', 'no-shared-cipher', 'client-cert-rejected'],
    { grade: 'end' },
  ),
  rule(
    ['ssl handshake failure', 'SSL handshake has failed'],
    ['no-shared-cipher', 'protocol-version', 'unexpected-eof', 'handshake-refused'],
    { grade: 'hint' },
  ),
  // The error queue is empty: the peer just ended the connection.
  rule(
    [
      'SSL_connect failed: Success',
      'SSL_connect: Success',
      'SSL_accept: Success',
      'SSL_connect error: Success',
      'SSL_ERROR_SYSCALL, Success',
    ],
    ['unexpected-eof', 'connection-reset'],
    { grade: 'end' },
  ),
  rule('ssl handshake failure', ['unexpected-eof', 'plaintext-server', 'connection-reset'], {
    grade: 'end',
    // Where the handshake's function has returned 0, as it does when the peer is gone.
    precededBy: /(?:ssl23(?:write|read)|ssl3(?:write|read)bytes|opensslinternal)$/,
  }),
  // Paho's C client; what errno says beside it is of something else.
  rule('SSLSocket error', ['unexpected-eof', 'connection-reset'], { grade: 'end', followedBy: /^ ?\S{0,20}\(5\)/ }),
  rule('write:errno=104', ['connection-reset'], { grade: 'end' }),
  rule('read:errno=104', ['connection-reset'], { grade: 'end' }),
  rule(['write:errno=0', 'read:errno=0', 'connect:errno=0'], ['unexpected-eof'], { grade: 'end' }),
  rule(['connect:errno=111', 'connect:errno=61', 'connect:errno=10061'], ['connection-refused'], { grade: 'end' }),
  rule(['connect:errno=110', 'connect:errno=60', 'connect:errno=10060'], ['connect-timeout'], { grade: 'end' }),
  rule(
    ['connect:errno=113', 'connect:errno=101', 'connect:errno=65', 'connect:errno=51'],
    ['network-unreachable', 'connect-timeout'],
    { grade: 'end' },
  ),
  rule(
    ['no peer certificate available'],
    ['unexpected-eof', 'plaintext-server', 'no-shared-cipher', 'protocol-version', 'sni-unrecognized'],
    { grade: 'hint' },
  ),
  rule(['gethostbyname failure', 'BIO_lookup_ex', 'BIO routines:BIO_lookup'], ['dns-failure'], {
    grade: 'end',
    notFollowedBy: /refused/i,
  }),

  // Own certificate and key.
  rule(
    [
      'key values mismatch',
      'key type mismatch',
      'private key does not match',
      'private key mismatch',
      'key mismatch',
      'key does not match certificate',
      'certificate and private key do not match',
      'certificate and key do not match',
      "key doesn't match",
    ],
    ['client-key-mismatch'],
  ),
  rule(["Private key doesn't match certificate:"], ['client-cert-file', 'client-key-password', 'client-key-mismatch'], {
    grade: 'wrapper',
  }),
  rule(
    [
      'bad password read',
      'problems getting password',
      'empty password',
      'bad decrypt',
      'pkcs12 cipherfinal error',
      'mac verify failure',
      'mac verify error',
      'pkcs12 pbe crypt error',
      'keystore password was incorrect',
      'invalid password',
      'unable to decrypt private key',
      'passphrase is incorrect',
      'incorrect passphrase',
    ],
    ['client-key-password', 'client-cert-file'],
    { with: keyContext() },
  ),
  rule(
    [
      'bad password read',
      'problems getting password',
      'Provider routines::bad decrypt',
      'digital envelope routines:EVP_DecryptFinal_ex:bad decrypt',
      'BAD_PKCS12_DATA',
      'BAD_PKCS12_VERSION',
      'PEM_do_header:bad decrypt',
      'CIPHER routines:EVP_DecryptFinal_ex:bad decrypt',
      'pkcs12 routines:PKCS12_parse:mac verify failure',
    ],
    ['client-key-password'],
  ),
  rule(['no start line'], ['client-cert-file', 'ca-file-unreadable']),
  rule(
    [
      'bad base64 decode',
      'bad end line',
      'PEM lib',
      'not enough data',
      'DECODER routines::unsupported',
      'asn1 lib',
      'SSL_CTX_use_certificate_file',
      'SSL_CTX_use_PrivateKey_file',
      'SSL_CTX_use_PrivateKey',
      'use_certificate_chain_file',
      'PEM_read_bio_X509~',
      'PEM_read_bio_PrivateKey',
      'unsupported private key algorithm',
      'error:0D07209B',
      'wrong tag',
      'nested asn1 error',
      'header too long',
      'not enough data',
      'bad object header',
      'unable to load certificate',
      'unable to load private key',
      'unable to load key',
    ],
    ['client-cert-file', 'client-key-password', 'ca-file-unreadable'],
    { grade: 'alert', with: keyContext() },
  ),
  rule('[X509] PEM lib', ['ca-file-unreadable', 'crl-problem', 'client-cert-file'], { grade: 'alert' }),
  rule('PEM lib', ['client-cert-file', 'client-key-password', 'ca-file-unreadable'], { grade: 'alert' }),
  rule('DECODER routines::unsupported', ['client-cert-file', 'client-key-password'], { grade: 'alert' }),
  rule(['no certificate or crl found'], ['ca-file-unreadable', 'crl-problem', 'client-cert-file'], { grade: 'alert' }),
  rule(['no certificate found', 'no crl found'], ['ca-file-unreadable', 'crl-problem'], {
    grade: 'alert',
    with: keyContext(),
  }),
  rule(
    ['unsupported pkcs12 algorithm', 'inner_evp_generic_fetch:unsupported', 'Algorithm (RC2-40-CBC'],
    ['client-cert-file', 'client-key-password'],
  ),
  rule(
    [
      'Could not read client certificate private key from',
      'Could not read private key from',
      'Could not open file or uri for loading private key',
      'unable to load client certificate private key file',
    ],
    ['client-cert-file', 'client-key-password'],
  ),
  rule(
    [
      'Could not read client certificate from',
      'Could not open file or uri for loading certificate',
      'Could not find certificate from',
      'unable to load client certificate',
    ],
    ['client-cert-file'],
  ),
  rule(
    [
      'X509_load_cert_crl_file',
      'X509_load_cert_file',
      'by_file_ctrl',
      'SSL_CTX_load_verify_locations',
      'Error Loading CA File',
      'error loading file',
      'SSL_load_client_CA_file',
      'invalid CA bundle',
    ],
    ['ca-file-unreadable'],
  ),
  rule(
    ['ee key too small', 'ca key too small', 'rsa key too small', 'ca md too weak', 'md too weak'],
    ['weak-certificate', 'client-cert-file'],
  ),
  rule(['X509_V_FLAG', 'missing asn1 eos'], ['certificate-malformed'], { grade: 'hint' }),

  // Revocation.
  rule(
    ['invalid status response', 'bad status response', 'invalid certificate status'],
    ['ocsp-staple-invalid', 'cert-revoked', 'ocsp-staple-missing'],
  ),
  rule(['OCSP response: no response sent'], ['ocsp-staple-missing'], { grade: 'hint' }),
  rule(
    [
      'OCSP_basic_verify',
      'OCSP_check_validity',
      'ocsp response verification failed',
      'ocsp verification error',
      'ocsp verify error',
      'Response Verify Failure',
      'status expired',
      'status too old',
      'status not yet valid',
    ],
    ['ocsp-staple-invalid', 'ocsp-endpoint-failure'],
    { with: ['ocsp'] },
  ),
  rule(['Responder Error:', 'Error querying OCSP responder'], ['ocsp-endpoint-failure', 'ocsp-staple-invalid']),
  // What PyMongo makes of responses that PyOpenSSL's library cannot read.
  rule(['SINGLERESP structures', 'Signature algorithm OID'], ['ocsp-staple-invalid', 'ocsp-endpoint-failure']),
];

/** Words that make a common phrase one about TLS. */
function tlsContext(): readonly string[] {
  return [
    'SSL routines',
    'SSLError',
    'SSL_do_handshake',
    'SSL_connect',
    'SSL_accept',
    'OpenSSL',
    'OPENSSL_internal',
    'SSL handshake',
    'TLS handshake',
    'SSLV3_ALERT',
    'SSL_read',
    'SSL_write',
    'ssl.c~',
    'SSL error',
    'TLS error',
    'handshake failed',
    'alert',
    'BoringSSL',
    'ssl3_~',
  ];
}

/** Words that make a common phrase one about key and certificate files. */
function keyContext(): readonly string[] {
  return [
    'SSL routines',
    'PEM routines',
    'asn1 encoding routines',
    'private key',
    'certificate',
    'pkcs12',
    'keystore',
    'x509 certificate routines',
    'PEM_read',
    'digital envelope routines',
    'Provider routines',
    'DECODER routines',
    'configSecureContext',
    'createSecureContext',
    'SSL_CTX~',
    'tlsCertificateKeyFile',
  ];
}
