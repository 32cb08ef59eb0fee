/** mongod and mongos: structured logs (4.4 and later) and the older text form; start-up checks; membership by x.509. */
import { rule } from '../rule.ts';
import type { Rule } from '../rule.ts';

export const mongodbServerRules: readonly Rule[] = [
  // The login by certificate, which stands on TLS; other logins are no matter of ours.
  rule('There is no x.509 client certificate matching the user', ['x509-authentication']),
  rule(
    [
      'no SSL certificate provided by peer; connection rejected',
      'no TLS certificate provided by peer',
      'no SSL certificate provided by peer',
      'no certificate provided by peer',
      '"id":23255',
    ],
    ['client-cert-required'],
  ),
  rule('no SSL certificate provided by peer', ['client-cert-required'], {
    notFollowedBy: /^["}\]]{0,4},\s{0,4}"(?:remote|attr)/,
  }),
  // Of a client in a server's log; said by a shell or a member that connects, it is about the server.
  rule(
    [
      'SSL peer certificate validation failed: unsuitable certificate purpose',
      'SSL peer certificate validation failed: unsupported certificate purpose',
      'TLS peer certificate validation failed: unsuitable certificate purpose',
    ],
    ['x509-client-usage', 'x509-member-usage', 'client-cert-rejected', 'certificate-usage'],
  ),
  rule(
    [
      'SSL peer certificate validation failed: unable to get issuer certificate',
      'SSL peer certificate validation failed: unable to get local issuer certificate',
      'SSL peer certificate validation failed: self-signed certificate in certificate chain',
    ],
    ['untrusted-root', 'missing-intermediate', 'client-roots-missing'],
    { onServer: ['client-cert-rejected', 'x509-single-ca', 'untrusted-root', 'missing-intermediate'] },
  ),
  rule('SSL peer certificate validation failed: certificate has expired', ['cert-expired', 'client-cert-rejected'], {
    onServer: ['client-cert-rejected', 'cert-expired'],
  }),
  rule(
    ['CSSMERR_TP_CERT_SUSPENDED', 'CSSMERR_TP_NOT_TRUSTED', 'Certificate trust failure'],
    ['untrusted-root', 'cert-expired', 'weak-certificate', 'cert-revoked', 'certificate-usage', 'client-roots-missing'],
    { grade: 'alert' },
  ),
  rule('CSSMERR_TP_CERT_EXPIRED', ['cert-expired']),
  rule('CSSMERR_TP_CERT_REVOKED', ['cert-revoked']),
  rule(
    [
      'The server certificate does not match the host name',
      'The server certificate does not match the remote host name',
      '"id":23257',
    ],
    ['hostname-mismatch', 'san-missing'],
  ),
  rule(['No Common Name (CN) or Subject Alternate Names (SAN) found'], ['san-missing', 'hostname-mismatch']),
  rule(
    ['has no compatible Subject Alternative Name', '"id":551190', 'has no compatible Subject Alternate Name'],
    ['san-missing'],
  ),
  rule(
    ['You have an IP Address in the DNS Name field on your certificate', '"id":23237'],
    ['hostname-mismatch', 'certificate-malformed'],
    { grade: 'alert' },
  ),
  rule(
    [
      'Peer certificate expiration information',
      'Peer certificate expires soon',
      'Server certificate will expire on',
      '"id":23222',
      '"id":23221',
      '"id":23786',
      'certificate will expire in',
      'expires in the next',
    ],
    ['cert-expiring-soon'],
    { grade: 'alert' },
  ),
  rule(
    ['Server certificate has expired', '"id":23785', 'SSL certificate is expired or not yet valid'],
    ['cert-expired', 'cert-not-yet-valid', 'clock-skew'],
  ),

  // Plain text and TLS.
  rule(
    ['only allow SSL connections', 'only allow TLS connections', 'server is configured to only allow TLS'],
    ['tls-required'],
  ),
  rule(
    ['TLS handshake received but server is started without TLS support', 'started without SSL support'],
    ['plaintext-server'],
  ),
  rule(['client requested disabled protocol'], ['protocol-version']),
  rule(['Automatically disabling TLS 1.0'], [], { grade: 'benign' }),
  rule(['SSL mode is set to'], [], { grade: 'benign' }),
  rule(
    [
      'no SSL support compiled',
      'not built with SSL support',
      'SSL support not built',
      'without ssl support',
      "error parsing command line: unrecognised option '--ssl",
      "unrecognised option '--tls",
    ],
    ['options-conflict'],
    { grade: 'alert' },
  ),
  rule(
    [
      'unrecognised option --ssl~',
      'unrecognised option --tls~',
      'Unrecognized option: net.ssl~',
      'Unrecognized option: net.tls~',
      'Unrecognized option: ssl~',
      'Unrecognized option: tls~',
      'unknown option ssl~',
      'unknown option tls~',
    ],
    ['options-conflict'],
  ),
  rule(
    ['certificateSelector', 'cannot be used with both', 'tlsMode and sslMode', 'net.tls and net.ssl'],
    ['options-conflict'],
    { grade: 'hint' },
  ),

  // Files.
  rule(
    [
      'cannot read certificate file',
      'cannot read PEM key',
      '"id":23248',
      '"id":23250',
      '"id":23251',
      'cannot use PEM key',
      '"id":23252',
      'cannot use certificate file',
      'Cannot set up a certificate',
    ],
    ['client-cert-file', 'client-key-password'],
  ),
  rule(['SSL certificate validation failed: ', '"id":23253'], ['client-key-mismatch', 'client-cert-file']),
  rule(
    [
      'Unable to fetch password',
      '"id":23239',
      'Enter PEM passphrase',
      'Unable to fetch the PEM file password',
      'PEM file is encrypted',
    ],
    ['client-key-password'],
  ),
  rule(['"id":23254', 'Cannot read CRL'], ['crl-problem']),
  rule(
    [
      'cannot read certificate authority file',
      'Failed to load CA file',
      'error reading CA file',
      'Cannot parse CA file',
      'tlsCAFile: No such file',
      'cannot read CA file',
    ],
    ['ca-file-unreadable'],
  ),
  rule(
    ['No client certificate validation can be performed since no CA file has been provided'],
    ['options-conflict', 'ca-file-unreadable', 'insecure-options'],
    { grade: 'end' },
  ),
  rule(
    [
      'The use of TLS without specifying a chain of trust is no longer supported',
      'No TLS certificate validation can be performed since no CA file has been provided',
      'No SSL certificate validation can be performed since no CA file has been provided',
      'please specify an sslCAFile parameter',
      'please specify an tlsCAFile parameter',
      'requires specifying either tlsCAFile',
      'please specify net.tls.CAFile',
    ],
    ['options-conflict', 'ca-file-unreadable', 'insecure-options'],
  ),

  // x.509 members and users.
  rule(
    [
      'The provided certificate can only be used for cluster authentication, not client authentication',
      'subjectname that would be recognized as an internal cluster member',
      'connecting with a certificate with cluster membership',
    ],
    ['x509-client-dn-clash'],
  ),
  rule(
    ["Client connecting with server's own TLS certificate", "connecting with server's own SSL certificate"],
    ['x509-client-dn-clash', 'x509-duplicate-subject'],
    { grade: 'hint' },
  ),
  rule(
    [
      "Cluster member DN's must contain at least one O, OU, or DC component",
      "Cluster member DN's must contain",
      'must contain at least one O, OU, or DC',
    ],
    ['x509-member-dn'],
  ),
  rule(
    [
      'The server does not recognize the peer as a member',
      'not a cluster member',
      'is not authorized as a cluster member',
      'does not match the cluster DN',
      'is not recognized as a cluster member',
      'Cluster certificate does not match',
      'not a member of the cluster',
    ],
    ['x509-member-mismatch', 'x509-member-dn'],
    { grade: 'alert', with: ['x509', 'certificate'] },
  ),
  rule(['Username too long to use with logical sessions'], ['x509-username-too-long']),
  // It came without one, or with one that did not verify and was let in all the same.
  rule(
    ['No verified subject name available from client'],
    ['client-cert-required', 'client-cert-rejected', 'x509-authentication'],
  ),
  // A member that is no member by its DN is looked up as a user, and must not send heartbeats.
  rule(['Could not find user', 'UserNotFound'], ['x509-member-dn', 'x509-member-mismatch'], {
    with: ['replSetHeartbeat', 'replSetUpdatePosition', '__system'],
    followedBy: /CN ?=/,
  }),
  rule(['Unable to verify x.509 certificate, as no CA has been provided'], ['ca-file-unreadable', 'options-conflict']),
  rule(['X.509 authentication must always use the $external database'], ['options-conflict']),
  rule(
    [
      'x.509 authentication is disabled',
      'BadValue: Auth mechanism not specified',
      'Unsupported mechanism MONGODB-X509',
      'Received authentication for mechanism MONGODB-X509 which is not enabled',
    ],
    ['options-conflict'],
    { grade: 'alert' },
  ),
  rule(
    [
      'cannot have have x.509 cluster authentication while not enforcing user cluster separation',
      'tlsClusterAuthX509Attributes and tlsX509ClusterAuthDNOverride cannot both be set',
      'cannot both be set at once',
      'must specify clusterAuthMode',
      'to use x509 cluster authentication',
      'cannot have x.509 cluster authentication',
      'clusterAuthMode is not allowed when authorization is disabled',
      'cannot use certificate selector on a cluster member',
    ],
    ['options-conflict'],
  ),
  rule(
    ['clusterAuthMode x509 requires', 'need to enable SSL via the sslMode flag if using x509'],
    ['options-conflict'],
  ),

  // Stapling.
  rule(
    [
      'Could not staple OCSP response to outgoing certificate',
      'Server was unable to staple OCSP Response',
      'will not staple the OCSP response because it is missing a nextUpdate',
      'remove and not staple the expiring OCSP Response',
      'Could not staple OCSP',
      '"id":23232',
      '"id":23233',
      '"id":5512201',
      '"id":5512202',
      '"id":4633601',
      '"id":6144500',
    ],
    ['ocsp-endpoint-failure', 'ocsp-staple-missing', 'ocsp-staple-invalid'],
  ),
  rule(['OCSPCertificateStatusRevoked'], ['cert-revoked']),
  rule(['OCSPCertificateStatusUnknown'], ['ocsp-staple-invalid', 'ocsp-endpoint-failure']),

  // Asio's words, of addresses that nobody knows.
  rule(
    ['Host not found (authoritative)', 'Host not found (non-authoritative)', 'Could not find address for'],
    ['dns-failure'],
    {
      grade: 'end',
    },
  ),
  rule("Couldn't get a connection within the time limit", ['connect-timeout', 'handshake-timeout'], { grade: 'end' }),

  // How a client's connection ended.
  rule(['Unexpected EOF encountered during SSL communication', '"id":23261'], ['unexpected-eof', 'untrusted-root'], {
    grade: 'end',
  }),
  rule(['The SSL BIO reported an I/O error', '"id":23262'], ['connection-reset', 'unexpected-eof'], { grade: 'end' }),
  rule(
    ['SSLHandshakeFailed', 'Error receiving request from client'],
    ['tls-required', 'client-cert-required', 'untrusted-root', 'handshake-refused'],
    { grade: 'hint' },
  ),
  rule(['stream truncated', 'short read'], ['unexpected-eof'], {
    grade: 'end',
    with: ['asio', 'SSL handshake', 'TLS handshake'],
  }),
  rule(['Weak validation', 'AllowInvalidCertificates', 'sslAllowInvalidCertificates'], ['insecure-options'], {
    grade: 'hint',
  }),
  rule(
    [
      'While invalid X509 certificates may be used',
      'TLS certificate validation is disabled',
      'certificates will not be verified',
    ],
    ['insecure-options'],
  ),
];
