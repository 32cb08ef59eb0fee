/** Docker, containerd, registries, kubectl and Kubernetes' components, Helm, etcd, Terraform, Vault. */
import { rule } from '../rule.ts';
import type { Rule } from '../rule.ts';

export const dockerKubectlRules: readonly Rule[] = [
  rule(
    ['docker login: certificate signed by unknown authority', 'The certificate chain is issued by a trusted~'],
    ['untrusted-root', 'client-roots-missing'],
    { grade: 'hint' },
  ),
  rule(
    ["The server's certificate is not trusted", 'certificate is not trusted by'],
    ['untrusted-root', 'missing-intermediate'],
    { grade: 'alert' },
  ),
  rule(['Unable to connect to the server: net/http: TLS handshake timeout'], ['handshake-timeout']),
  rule(
    ['Unable to connect to the server: EOF', 'Unable to connect to the server: unexpected EOF'],
    ['unexpected-eof'],
    { grade: 'end' },
  ),
  rule(['The connection to the server'], ['connection-refused'], {
    grade: 'end',
    followedBy: /^[^\n]{1,200}was refused/,
  }),
  rule(
    [
      'root certificates file with the insecure flag',
      'cannot use --insecure-skip-tls-verify with~',
      'insecure-skip-tls-verify and certificate-authority',
    ],
    ['options-conflict'],
  ),
  rule(
    [
      'tls: private key does not match',
      'unable to read client-cert',
      'unable to read client-key',
      'unable to read certificate-authority',
      'invalid configuration: [unable to read',
    ],
    ['client-cert-file', 'ca-file-unreadable'],
  ),
  rule('unable to read certificate-authority', ['ca-file-unreadable']),
  rule(
    [
      'You must be logged in to the server (Unauthorized)',
      'error: You must be logged in',
      'Error from server (Forbidden)',
      'forbidden: User',
      'pull access denied',
      'no basic auth credentials',
      'unauthorized: authentication required',
      'ImagePullBackOff',
      'manifest unknown',
      'denied: requested access to the resource is denied',
      'toomanyrequests',
      'CrashLoopBackOff',
      'NotFound',
    ],
    [],
    { grade: 'hint' },
  ),
  rule(
    [
      'You must be logged in to the server',
      'pull access denied',
      'no basic auth credentials',
      'unauthorized: authentication required',
      'manifest unknown',
      'requested access to the resource is denied',
      'toomanyrequests',
    ],
    [],
    { grade: 'benign' },
  ),
  rule(['rejected connection from'], ['unexpected-eof', 'connection-reset'], {
    grade: 'end',
    followedBy: /^[^\n]{0,60}error "EOF"/,
  }),
  rule(['rejected connection from'], ['client-cert-required', 'client-cert-rejected'], { grade: 'hint' }),
  rule(
    [
      'missing client certificate',
      'client certificate authentication failed',
      'client cert not provided',
      'require and verify client cert',
    ],
    ['client-cert-required', 'client-cert-rejected'],
    { grade: 'alert' },
  ),
  rule(
    [
      'x509: certificate signed by unknown authority (possibly because of "crypto/rsa: verification error" while trying to verify candidate authority certificate',
      'while trying to verify candidate authority certificate "kubernetes"',
    ],
    ['untrusted-root', 'ca-file-unreadable'],
  ),
  rule(['authentication handshake failed'], ['untrusted-root', 'plaintext-server', 'handshake-refused'], {
    grade: 'hint',
  }),
  rule(
    [
      'error reading server preface',
      'http2: failed reading the frame payload',
      'http2: server sent GOAWAY',
      'malformed HTTP/2~',
      'received bogus greeting from client',
    ],
    ['tls-required', 'alpn-mismatch', 'unexpected-eof'],
    { grade: 'end' },
  ),
  rule(['error reading server preface'], ['tls-required', 'unexpected-eof'], { grade: 'end' }),
  rule(
    [
      'Ssl handshake failed: SSL_ERROR_SSL',
      'Handshake failed with fatal error SSL_ERROR_SSL',
      'ssl_transport_security',
      'TSI_PROTOCOL_FAILURE',
      'TSI_DATA_CORRUPTED',
      'Invalid cert chain file',
      'Handshaker factory creation failed',
    ],
    ['untrusted-root', 'plaintext-server', 'handshake-refused'],
    { grade: 'hint' },
  ),
  rule(
    [
      'Invalid cert chain file',
      'Handshaker factory creation failed',
      'Could not load any root certificate',
      'Cannot load server root certificates',
      'Could not get default pem root certs',
      'load_file: {"created"',
    ],
    ['ca-file-unreadable', 'client-roots-missing', 'client-cert-file'],
  ),
  rule(['is not in peer certificate'], ['hostname-mismatch', 'san-missing']),
  rule(['ssl_target_name_override'], ['hostname-mismatch'], { grade: 'hint' }),
  rule(
    [
      'invalid certificate: certificate has expired or is not yet valid',
      'certificate rotation',
      'part of the existing bootstrap client certificate is expired',
      'bootstrap client certificate is expired',
      'client certificate is expired',
    ],
    ['cert-expired', 'client-cert-rejected'],
    { grade: 'alert' },
  ),
  rule('bootstrap client certificate is expired', ['cert-expired', 'client-cert-rejected']),
  rule(['certificate is expired by'], ['cert-expired']),
  rule(
    [
      'will expire in',
      'certificate expires in',
      'Certificate will not expire~',
      'expires on',
      'is about to expire',
      'certificate is about to expire',
      'certificate expires soon',
      'expiring certificates',
      'due to expire',
      'approaching expiration',
      'cert expires soon',
      'expiration notice',
    ],
    ['cert-expiring-soon'],
    { grade: 'alert', with: ['certificate', 'cert expir~', 'SSL cert'] },
  ),
];
