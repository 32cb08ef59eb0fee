/** Python: ssl, PyOpenSSL with service_identity, urllib3, requests, aiohttp, pip, certifi. */
import { anyVerifyFault, issuerUnknown, rule, tlsWords } from '../rule.ts';
import type { Rule } from '../rule.ts';

export const pythonRules: readonly Rule[] = [
  rule(
    [
      'Hostname mismatch, certificate is not valid for',
      'IP address mismatch, certificate is not valid for',
      'certificate is not valid for',
    ],
    ['hostname-mismatch', 'san-missing'],
  ),
  rule(["doesn't match either of"], ['hostname-mismatch']),
  rule(
    [
      'CertificateError: hostname',
      'ssl.CertificateError: hostname',
      'SSLCertVerificationError: hostname',
      "hostname '",
    ],
    ['hostname-mismatch'],
    { followedBy: /doesn.{0,3}t match/ },
  ),
  rule(['no appropriate commonName or subjectAltName fields were found'], ['san-missing', 'hostname-mismatch']),
  rule(
    ['DNSMismatch', 'IPAddressMismatch', 'VerificationError(errors=', 'SRVMismatch', 'URIMismatch'],
    ['hostname-mismatch', 'san-missing'],
  ),
  rule(
    [
      'Certificate does not contain any `subjectAltName`s',
      'Certificate has no `subjectAltName`',
      'SubjectAltNameWarning',
    ],
    ['san-missing', 'hostname-mismatch'],
  ),
  rule('CERTIFICATE_VERIFY_FAILED', anyVerifyFault, {
    grade: 'wrapper',
    onServer: ['client-cert-rejected', ...anyVerifyFault],
  }),
  rule(['check_hostname requires server_hostname'], ['options-conflict', 'hostname-mismatch'], { grade: 'alert' }),
  rule(
    ['Cannot set verify_mode to CERT_NONE when check_hostname is enabled'],
    ['options-conflict', 'insecure-options'],
  ),
  rule(
    [
      'The handshake operation timed out',
      'handshake operation timed out',
      '_ssl.c:1091: The handshake operation timed out',
      'SSL handshake is taking longer than',
      'ssl handshake timed out',
      'do_handshake timed out',
      'TLS handshake timed out',
      'SSL negotiation timed out',
      'handshake timed out',
      'handshake timeout',
    ],
    ['handshake-timeout', 'connect-timeout'],
    // A line of source in a traceback: ssl_handshake_timeout=ssl_handshake_timeout)
    { notFollowedBy: /^ ?=|^["']?, ?\d|^["']: ?\d/, precededBy: /(?<!timeoutssl)$/ },
  ),
  rule(['The read operation timed out', 'The write operation timed out'], ['handshake-timeout', 'connect-timeout'], {
    grade: 'hint',
    with: ['do_handshake'],
  }),
  rule(
    [
      'SSL error in data received',
      'Fatal error on SSL transport',
      'SSL connection is closed',
      'TLS/SSL connection has been closed',
      'APPLICATION_DATA_AFTER_CLOSE_NOTIFY',
      'SSLZeroReturnError',
    ],
    ['unexpected-eof', 'connection-reset'],
    { grade: 'hint' },
  ),
  // A Python that was built without it.
  rule(["No module named '_ssl'", 'SSL module is not available', 'ssl module in Python is not available'], [], {
    grade: 'benign',
  }),
  rule(['invalid path: ', 'Could not find a suitable TLS CA certificate bundle'], ['ca-file-unreadable'], {
    with: [
      'Could not find a suitable TLS CA certificate bundle',
      'Could not find the TLS certificate file',
      'Could not find the TLS key file',
    ],
  }),
  rule(['Could not find the TLS certificate file', 'Could not find the TLS key file'], ['client-cert-file']),
  rule(['Unverified HTTPS request is being made', 'InsecureRequestWarning'], ['insecure-options']),
  rule(['no cipher can be selected'], ['no-shared-cipher', 'options-conflict']),
  rule(['UNKNOWN_PROTOCOL', 'SSL: UNKNOWN_PROTOCOL'], ['plaintext-server', 'protocol-version'], { grade: 'alert' }),
  rule('SSL23_GET_SERVER_HELLO', ['plaintext-server', 'protocol-version'], { grade: 'wrapper' }),
  rule(
    ["(-1, 'Unexpected EOF')", "SysCallError(-1, 'Unexpected EOF')", 'SysCallError: (-1'],
    ['unexpected-eof', 'connection-reset'],
    { grade: 'end' },
  ),
  rule(["(104, 'ECONNRESET')", "SysCallError(104, 'ECONNRESET')", "(54, 'ECONNRESET')"], ['connection-reset'], {
    grade: 'end',
  }),
  rule(
    [
      'Remote end closed connection without response',
      'RemoteDisconnected',
      'BadStatusLine',
      'ServerDisconnectedError',
      'Server disconnected',
    ],
    ['unexpected-eof', 'connection-reset'],
    { grade: 'hint', with: tlsWords },
  ),
  rule(
    ['ConnectionResetError', '[Errno 104]', '[Errno 54] Connection reset', '[WinError 10054]'],
    ['connection-reset'],
    { grade: 'end' },
  ),
  rule(['ConnectionAbortedError', '[WinError 10053]', '[Errno 103]'], ['connection-reset', 'unexpected-eof'], {
    grade: 'end',
  }),
  rule(['BrokenPipeError', '[Errno 32] Broken pipe'], ['connection-reset', 'unexpected-eof'], { grade: 'end' }),
  rule(
    ['[Errno 111]', '[Errno 61]', '[WinError 10061]', 'ConnectionRefusedError', '[Errno 10061]'],
    ['connection-refused'],
    { grade: 'end' },
  ),
  rule('Connect call failed', ['connection-refused', 'connect-timeout'], { grade: 'hint' }),
  rule(
    [
      '[Errno 110]',
      '[Errno 60]',
      '[WinError 10060]',
      'ConnectTimeoutError',
      '[Errno 10060]',
      'Connection timed out. (connect timeout',
      'ConnectionTimeoutError',
      'httpx.ConnectTimeout',
      'ServerTimeoutError: Connection timeout to host',
    ],
    ['connect-timeout', 'handshake-timeout'],
    { grade: 'end' },
  ),
  // Not the setting: `connect timeout: 5`.
  rule('ConnectTimeout', ['connect-timeout', 'handshake-timeout'], {
    grade: 'end',
    notFollowedBy: /^\W{1,3}\d/,
  }),
  rule(
    [
      '[Errno 113]',
      '[Errno 101]',
      '[WinError 10051]',
      '[WinError 10065]',
      '[Errno 65] No route to host',
      '[Errno 51] Network is unreachable',
    ],
    ['network-unreachable', 'connect-timeout'],
    { grade: 'end' },
  ),
  rule(
    [
      '[Errno -2] Name or service not known',
      '[Errno -3]',
      '[Errno 8] nodename nor servname',
      '[Errno 11001]',
      '[Errno 11002]',
      '[Errno 11004]',
      '[Errno -5] No address associated',
      'NameResolutionError',
      'nodename nor servname provided',
      'Failed to resolve ~',
      'gaierror',
    ],
    ['dns-failure'],
    { grade: 'end' },
  ),
  // cryptography, of own keys and certificates.
  rule(
    [
      'Could not deserialize key data',
      'Invalid password or PKCS12 data',
      'it may be encrypted with an unsupported algorithm',
    ],
    ['client-key-password', 'client-cert-file'],
  ),
  rule(
    [
      'Password was not given but private key is encrypted',
      'Bad decrypt. Incorrect password?',
      'Incorrect password, could not decrypt key',
    ],
    ['client-key-password'],
  ),
  rule(
    [
      'Unable to load PEM file',
      'Valid PEM but no BEGIN CERTIFICATE',
      'Unable to load certificate',
      'Password was given but private key is not encrypted',
    ],
    ['client-cert-file', 'ca-file-unreadable', 'client-key-password'],
    { grade: 'alert' },
  ),
  rule('error parsing asn1 value: ParseError', ['certificate-malformed', 'client-cert-file'], {
    grade: 'alert',
    with: ['x509', 'load_pem_x509~', 'load_der_x509~', 'certificate'],
  }),

  // Snowflake's connectors ask responders themselves, and number what they hear.
  rule(
    ['Response is unreliable', 'OCSP response validity is out of range', 'Its validity date is out of range'],
    ['ocsp-staple-invalid', 'ocsp-endpoint-failure', 'clock-skew'],
    { grade: 'alert', with: ['snowflake', '254007', 'OCSP'] },
  ),
  rule(
    [
      'Could not fetch OCSP Response from server',
      'it could not obtain a valid OCSP Response',
      'RevocationCheckFailure',
      'without OCSP based Certificate Revocation checking',
    ],
    ['ocsp-endpoint-failure', 'ocsp-staple-invalid'],
    { grade: 'alert' },
  ),
  rule(['record layer failure'], ['server-protocol-error', 'decrypt-error', 'plaintext-server']),

  rule(['NewConnectionError', 'Max retries exceeded with url'], [], { grade: 'hint' }),
  rule(
    'ProxyError',
    ['proxy-refused'],
    // Go's `http: proxy error: …` and Apache's page `Proxy Error` are of a reverse proxy, and say why behind it.
    { grade: 'alert', precededBy: /(?<!http|502)$/, without: ['invalid response from an upstream server'] },
  ),
  rule(
    ['Cannot connect to proxy', 'Tunnel connection failed:', 'ProxySchemeUnknown', 'ClientHttpProxyError'],
    ['proxy-refused'],
    { grade: 'alert' },
  ),
  rule(
    ['Your proxy appears to only use HTTP and not HTTPS', 'try changing your proxy URL to be HTTP'],
    ['plaintext-server', 'proxy-refused'],
  ),
  rule(['Read timed out. (read timeout=', 'ReadTimeoutError', 'ReadTimeout'], [], { grade: 'hint' }),
  rule(["'NoneType' object is not iterable", 'JSONDecodeError', 'Expecting value: line 1 column 1'], [], {
    grade: 'benign',
  }),
  rule(['certifi', 'install Certificates.command'], ['client-roots-missing'], {
    grade: 'hint',
    with: ['CERTIFICATE_VERIFY_FAILED'],
  }),
  rule(
    [
      'Python was not able to find any root certificates',
      'no root certificates found',
      'no CA certificates were found',
    ],
    issuerUnknown.toSpliced(0, 3, 'client-roots-missing', 'ca-file-unreadable'),
  ),
  rule(
    [
      'TimeoutError: timed out',
      'socket.timeout: timed out',
      'asyncio.exceptions.TimeoutError',
      'concurrent.futures._base.TimeoutError',
    ],
    ['connect-timeout', 'handshake-timeout'],
    { grade: 'end' },
  ),
  rule(
    ['TimeoutError: timed out', 'socket.timeout: timed out', 'TimeoutError: _ssl.c'],
    ['handshake-timeout', 'connect-timeout'],
    { with: ['do_handshake', 'wrap_socket'] },
  ),
];
