/** Ruby, PHP, Perl, Erlang and Elixir, Haskell, Dart, Lua, R, Swift: what their own layers add to a library's words. */
import { anyVerifyFault, issuerUnknown, rule } from '../rule.ts';
import type { Rule } from '../rule.ts';

export const otherLanguageRules: readonly Rule[] = [
  // Ruby.
  rule(
    [
      'hostname does not match the server certificate',
      'does not match the server certificate',
      'was not match with the server certificate',
    ],
    ['hostname-mismatch', 'san-missing'],
  ),
  rule(['SSL_connect returned=1 errno=0', 'OpenSSL::SSL::SSLError', 'SSL_connect returned=6'], [], { grade: 'hint' }),
  rule(
    [
      'Neither PUB key nor PRIV key',
      'nested asn1 error',
      'OpenSSL::PKey::RSAError',
      'OpenSSL::X509::CertificateError',
      'OpenSSL::PKey::PKeyError',
    ],
    ['client-cert-file', 'client-key-password'],
    { grade: 'alert' },
  ),
  rule(
    [
      'OpenSSL::SSL::SSLError: SSL_connect SYSCALL returned=5 errno=0',
      'SSL_connect SYSCALL returned=5 errno=0',
      'SSL_connect SYSCALL returned=5',
    ],
    ['unexpected-eof', 'connection-reset'],
    { grade: 'end' },
  ),
  rule(['Errno::ECONNRESET'], ['connection-reset'], { grade: 'end' }),
  rule(['Errno::ECONNREFUSED'], ['connection-refused'], { grade: 'end' }),
  rule(['Errno::ETIMEDOUT', 'Net::OpenTimeout'], ['connect-timeout', 'handshake-timeout'], { grade: 'end' }),
  rule('Net::ReadTimeout', [], { grade: 'hint' }),

  // PHP.
  rule(['Peer certificate CN=', 'did not match expected CN='], ['hostname-mismatch', 'san-missing']),
  rule(
    ['Unable to locate peer certificate CN', 'Could not get peer certificate'],
    ['san-missing', 'server-protocol-error'],
    { grade: 'alert' },
  ),
  rule(
    [
      'failed loading cafile',
      'Unable to set verify locations',
      'Unable to set local cert chain file',
      'Unable to set private key file',
      'no valid certs found cafile',
    ],
    ['ca-file-unreadable', 'client-cert-file'],
  ),
  rule(
    ['Unable to set local cert chain file', 'Unable to set private key file'],
    ['client-cert-file', 'client-key-password', 'client-key-mismatch'],
  ),
  rule(['Failed to enable crypto', 'SSL operation failed with code 1'], ['untrusted-root', 'handshake-refused'], {
    grade: 'hint',
  }),
  // PHP has no word for the end of a handshake: this line stands alone then.
  rule('Failed to enable crypto', ['unexpected-eof', 'handshake-refused', 'plaintext-server', 'client-cert-required'], {
    grade: 'end',
    with: ['operation failed', 'Unable to connect'],
    without: [
      'SSL operation failed',
      'SSL: Connection',
      'SSL: Handshake',
      'Peer certificate',
      'OpenSSL Error messages',
      'Could not',
    ],
  }),
  rule(['SSL: Handshake timed out', 'SSL: crypto enabling timeout'], ['handshake-timeout', 'unexpected-eof']),
  rule(['SSL: Connection reset by peer', 'SSL: An existing connection was forcibly closed'], ['connection-reset'], {
    grade: 'end',
  }),
  rule(['getaddrinfo failed'], ['dns-failure'], { grade: 'end' }),
  rule(
    [
      'stream_socket_enable_crypto(): Peer certificate',
      'Unable to find the socket transport "ssl"',
      'Unable to find the socket transport "tls"',
    ],
    ['options-conflict'],
    { grade: 'hint' },
  ),

  // Prosody's own certificate.
  rule(
    ['No key present in SSL/TLS configuration', 'No certificate present in SSL/TLS configuration'],
    ['client-cert-file'],
  ),

  // RabbitMQ, of what came to its ports.
  rule(['detected_unexpected_tls_header', '{bad_header,<<22,3'], ['plaintext-server']),
  rule(['detected_unexpected_http_header'], ['tls-required', 'plaintext-server'], { grade: 'end' }),

  // What WebSocket clients are told: close code 1015, and no reason.
  rule(['TlsHandshakeFailure', 'code=1015'], ['protocol-version', ...issuerUnknown], {
    grade: 'wrapper',
  }),

  // Perl, Lua, Tcl.
  rule(
    [
      'Invalid default certificate authority locations',
      'Invalid certificate authority locations',
      'without knowing which Certificate Authorities to trust',
    ],
    ['ca-file-unreadable', 'client-roots-missing'],
  ),
  rule(['hostname verification failed', 'failed hostname verification'], ['hostname-mismatch']),
  // IO::Socket::INET, as LWP repeats it.
  rule('Bad hostname', ['dns-failure'], { grade: 'end', with: ["Can't connect to", 'IO::Socket', 'LWP::Protocol'] }),
  rule(
    ['SSL connect attempt failed', 'SSL wants a read first', 'SSL connect accept failed', 'SSL accept attempt failed'],
    ['untrusted-root', 'handshake-refused'],
    { grade: 'hint' },
  ),

  // Erlang and Elixir.
  rule(
    ['{bad_cert,unknown_ca}', 'bad_cert selfsigned_peer', 'unknown_ca', 'bad_cert,root_cert_expired'],
    ['untrusted-root', 'missing-intermediate', 'self-signed-leaf', 'client-roots-missing'],
    {
      onServer: ['client-cert-rejected', 'untrusted-root'],
      with: ['bad_cert', 'generated CLIENT ALERT', 'path_validation_alert'],
    },
  ),
  rule(['bad_cert,selfsigned_peer'], ['self-signed-leaf', 'untrusted-root']),
  rule(['{bad_cert,cert_expired}', 'root_cert_expired'], ['cert-expired', 'clock-skew']),
  rule(['hostname_check_failed'], ['hostname-mismatch', 'san-missing']),
  rule(['{bad_cert,invalid_key_usage}', 'invalid_ext_key_usage'], ['certificate-usage']),
  rule(['{bad_cert,{revoked'], ['cert-revoked']),
  rule(
    ['revocation_status_undetermined', '{bad_cert,{bad_crls', 'no_relevant_crls'],
    ['crl-problem', 'ocsp-endpoint-failure'],
  ),
  rule(['name_not_permitted'], ['name-constraints', 'hostname-mismatch']),
  rule(['max_path_length_reached'], ['certificate-usage', 'chain-order', 'missing-intermediate']),
  rule('{bad_cert,missing_basic_constraint}', ['certificate-usage', 'untrusted-root']),
  // The first octet of what is no record: of `HTTP/1.1`, `SSH-2.0`, `220 `.
  rule(['{unsupported_record_type,'], ['plaintext-server', 'server-protocol-error']),
  rule('{tls_alert,{unexpected_message', ['plaintext-server', 'server-protocol-error'], {
    with: ['unsupported_record_type'],
  }),
  rule('{options,{cacertfile', ['client-roots-missing', 'ca-file-unreadable'], { followedBy: /^,\[\]\}/ }),
  // Erlang calls certificates of tomorrow expired.
  rule('generated CLIENT ALERT: Fatal - Certificate Expired', ['cert-expired', 'clock-skew', 'cert-not-yet-valid'], {
    grade: 'alert',
  }),
  rule(
    ['generated CLIENT ALERT: Fatal - Handshake Failure'],
    ['untrusted-root', 'hostname-mismatch', 'certificate-usage', 'no-shared-cipher'],
    { grade: 'alert' },
  ),
  rule(
    ['{options,{cacertfile', '{options,{certfile', '{options,{keyfile'],
    ['ca-file-unreadable', 'client-cert-file'],
    {
      // RabbitMQ's configuration: {ssl_options, [{cacertfile, …
      precededBy: /(?<!ssl)$/,
    },
  ),
  // ssl's own check of its options: of names that belong to versions which are off, of what does not go together.
  rule(
    ['{options,{sslv3', '{options,{sslv2', '{options,dependency', '{options,incompatible', 'option,server_only'],
    ['options-conflict', 'protocol-version'],
    { notFollowedBy: /^[^\n]{0,40}cacerts/ },
  ),
  // Since OTP 26 a client verifies, and wants to be told with what.
  rule('{options,incompatible', ['client-roots-missing', 'options-conflict'], { followedBy: /^[^\n]{0,40}cacerts/ }),
  rule(['{options,{keyfile', '{options,{certfile'], ['client-cert-file', 'client-key-password']),
  rule(
    ['insufficient_security', 'no_suitable_ciphers', 'no_suitable_signature_algorithm', 'no_suitable_groups'],
    ['no-shared-cipher', 'no-shared-group-or-sigalg'],
    { grade: 'alert' },
  ),
  rule(
    ['Authenticity is not established by certificate path validation', 'cacertfile/cacerts'],
    ['insecure-options', 'client-roots-missing'],
    { grade: 'alert' },
  ),
  rule('no_suitable_signature_algorithm', ['no-shared-group-or-sigalg']),
  rule([':econnrefused', '{error,econnrefused}'], ['connection-refused'], { grade: 'end' }),
  rule([':nxdomain'], ['dns-failure'], { grade: 'end' }),

  // Haskell.
  rule(
    [
      'certificate has unknown CA',
      'UnknownCa',
      'certificate rejected: [UnknownCA]',
      'certificate rejected: [SelfSigned]',
      'NameMismatch',
      'HandshakeFailed (Error_Protocol',
    ],
    ['untrusted-root', 'self-signed-leaf', 'missing-intermediate'],
    {
      grade: 'alert',
      with: ['HandshakeFailed', 'Error_Protocol', 'TlsException', 'TLSException', 'certificate rejected'],
    },
  ),
  rule(['certificate rejected: [NameMismatch', 'rejected: [NameMismatch'], ['hostname-mismatch']),
  rule(['certificate rejected: [Expired', 'rejected: [Expired]'], ['cert-expired']),
  rule(
    ['HandshakeFailed (Error_Packet_Parsing', 'Error_Packet_unexpected', 'Error_Packet_Parsing'],
    ['server-protocol-error', 'plaintext-server'],
    { grade: 'wrapper' },
  ),

  // Dart, Swift, Go-like others.
  rule(['Connection terminated during handshake'], ['unexpected-eof', 'connection-reset'], { grade: 'end' }),
  rule(['Handshake error in client'], ['untrusted-root', 'plaintext-server'], { grade: 'hint' }),
  rule(
    ['CertificateException: ', 'TlsException: Failure trusting builtin roots', 'Failure trusting builtin roots'],
    ['client-roots-missing', 'ca-file-unreadable'],
    { grade: 'hint' },
  ),
  rule('Failure trusting builtin roots', ['client-roots-missing', 'ca-file-unreadable']),
  rule(['The certificate of the server was not trusted', 'server certificate is not trusted'], issuerUnknown),
  rule(
    [
      'SSL: certificate is not OK',
      'certificate is invalid',
      'invalid certificate',
      'certificate validation failed',
      'untrusted certificate',
      'Certificate is not valid',
      'certificate invalid',
      'cert is invalid',
      'certificate error',
    ],
    anyVerifyFault,
    { grade: 'hint' },
  ),
];
