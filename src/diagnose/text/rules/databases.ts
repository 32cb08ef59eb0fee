/** PostgreSQL, MySQL and MariaDB, Redis, Kafka, RabbitMQ, MQTT brokers, Elasticsearch, SQL Server, Oracle, Cassandra, etcd. */
import { anyVerifyFault, rule } from '../rule.ts';
import type { Rule } from '../rule.ts';

export const databaseRules: readonly Rule[] = [
  // PostgreSQL.
  rule(
    [
      'The server does not support SSL connections',
      'server does not support SSL',
      'sslmode value "require" invalid when SSL support is not compiled in',
      'SSL is not enabled on the server',
      'does not support SSL connections',
      'Server does not support TLS',
      'TLS is not supported by the server',
      'server refused TLS',
      'PostgreSQL server does not support~',
      'Server does not support secure connection',
      "server doesn't support SSL",
    ],
    ['plaintext-server'],
  ),
  rule(['no pg_hba.conf entry for'], ['tls-required', 'ip-not-allowed'], {
    followedBy: /^[^\n]{0,300}(?:SSL off|no encryption|SSL inactive)/,
    // libpq's second attempt, without TLS, after the first one failed in it.
    without: ['SSL error: certificate verify failed', 'failed: SSL error'],
  }),
  rule(['no pg_hba.conf entry for'], ['ip-not-allowed'], {
    grade: 'end',
    followedBy: /^[^\n]{0,300}(?:SSL on|SSL encryption|$)/,
  }),
  rule(
    ['pg_hba.conf rejects connection for', 'rejects connection for host'],
    ['tls-required', 'ip-not-allowed', 'client-cert-required'],
    {
      followedBy: /^[^\n]{0,300}(?:SSL off|no encryption)/,
    },
  ),
  rule(['requires a valid client certificate'], ['client-cert-required']),
  rule(['certificate authentication failed for user'], ['client-cert-rejected']),
  // `sslmode=verify-full`, and nobody to trust: psql has no roots of its own.
  rule(['root certificate file'], ['ca-file-unreadable', 'client-roots-missing'], {
    followedBy: /^[^\n]{0,200}[/\\]root\.crt"? does not exist/,
  }),
  rule('connection to server at', ['connect-timeout', 'handshake-timeout'], {
    grade: 'end',
    followedBy: /^[^\n]{1,160} failed: timeout expired/,
  }),
  rule(['root certificate file'], ['ca-file-unreadable'], { followedBy: /^[^\n]{0,200}(?:does not exist|could not)/ }),
  rule(
    [
      'could not read root certificate file',
      'could not load root certificate file',
      'could not get home directory to locate root certificate file',
      'unable to read root certificate',
    ],
    ['ca-file-unreadable'],
  ),
  rule(
    [
      'certificate present, but not private key file',
      'could not read certificate file',
      'could not load certificate file',
      'could not open certificate file',
      'could not load server certificate file',
      'could not load private key file',
      'has group or world access; permissions',
      'has group or world access',
      'private key file',
    ],
    ['client-cert-file', 'client-key-password'],
    { grade: 'alert', notFollowedBy: /^[^\n]{0,300}key values mismatch/, with: ['certificate', 'private key file'] },
  ),
  rule('has group or world access', ['client-cert-file']),
  rule('private key file', ['client-cert-file'], {
    followedBy: /^[^\n]{0,200}(?:cannot be accessed|does not exist|must be owned)/,
  }),
  rule(
    [
      'could not load root CRL file',
      'could not load SSL certificate revocation list',
      'certificate revocation list file',
    ],
    ['crl-problem'],
  ),
  rule(['server certificate for', 'host name mismatch', 'does not match host name'], ['hostname-mismatch'], {
    followedBy: /^[^\n]{0,160}does not match host name/,
  }),
  rule('does not match host name', ['hostname-mismatch', 'san-missing']),
  rule(['host name must be specified for a verified SSL connection'], ['options-conflict', 'hostname-mismatch']),
  rule(
    ["could not get server's host name from server certificate", 'could not get peer certificate'],
    ['san-missing', 'certificate-malformed'],
  ),
  rule(['weak sslmode', 'sslrootcert=system'], ['options-conflict'], { grade: 'alert' }),
  rule(
    [
      'invalid response to SSL negotiation',
      'unrecognized SSL error code',
      'received direct SSL connection request without ALPN',
    ],
    ['plaintext-server', 'alpn-mismatch'],
  ),
  rule('received direct SSL connection request without ALPN', ['alpn-mismatch']),
  rule(['invalid length of startup packet', 'unsupported frontend protocol'], ['plaintext-server'], {
    grade: 'alert',
    with: ['invalid length of startup packet'],
  }),
  rule(['SSL SYSCALL error: EOF detected', 'SSL SYSCALL error'], ['unexpected-eof', 'connection-reset'], {
    grade: 'end',
    followedBy: /^(?![^\n]{0,40}reset)/,
  }),
  rule('SSL SYSCALL error: Connection reset by peer', ['connection-reset'], { grade: 'end' }),
  rule(
    ['SSL SYSCALL error: Connection timed out', 'SSL SYSCALL error: Operation timed out'],
    ['connect-timeout', 'connection-reset'],
    { grade: 'end' },
  ),
  rule(
    [
      'SSL connection has been closed unexpectedly',
      'server closed the connection unexpectedly',
      'could not receive data from client: Connection reset by peer',
      'could not accept SSL connection: EOF detected',
      'could not accept SSL connection: Success',
      'could not accept SSL connection',
    ],
    ['unexpected-eof', 'connection-reset'],
    { grade: 'end', followedBy: /^(?!: (?:tls|ssl|sslv3|tlsv1|unknown|wrong|http|no |certificate|unsupported))/i },
  ),
  rule('could not accept SSL connection: Connection reset by peer', ['connection-reset'], { grade: 'end' }),
  rule(['Is the server running on host', 'Is the server running locally'], ['connection-refused', 'connect-timeout'], {
    grade: 'hint',
  }),
  rule(['could not translate host name'], ['dns-failure'], { grade: 'end' }),
  rule(['password authentication failed', 'no password supplied'], [], {
    grade: 'benign',
  }),
  rule(['FATAL: database', 'FATAL: role'], [], { grade: 'benign', followedBy: /^[^\n]{0,100}does not exist/ }),
  rule(['relation', 'syntax error at or near'], [], {
    grade: 'benign',
    followedBy: /^ (?:"|at or near|[^\n]{0,60}does not exist)/,
  }),

  // StackExchange.Redis, of whatever befell authentication, which is TLS's first.
  rule('check that passwords (or client certificates) are configured correctly', anyVerifyFault, { grade: 'alert' }),

  // MySQL and MariaDB.
  rule(
    [
      "SSL connection error: SSL is required but the server doesn't support it",
      "SSL is required but the server doesn't support it",
      'SSL is required, but the server does not support it',
      'Server does not support secure connnection',
      'server does not support SSL connections',
      'SSL Connection required, but not supported by server',
      'TLS requested but server does not support TLS',
      'client requested SSL but server does not',
      "server doesn't support TLS",
    ],
    ['plaintext-server'],
  ),
  rule(
    [
      'Connections using insecure transport are prohibited',
      'reported error: Authentication requires secure connection',
      'nats: secure connection required',
      'require_secure_transport',
      'ERROR 3159',
      'SSL connection is required',
      'must be secured with SSL',
      'SSL Required',
      'Client with IP address is not allowed to connect',
      'secure connection is required',
      'SSL/TLS required',
    ],
    ['tls-required'],
  ),
  rule(
    [
      'Client with IP address',
      'is not allowed to connect to this MySQL server',
      'is not allowed to connect to this MariaDB server',
      'is not allowed to access the server',
      'is not allowed to access this server',
    ],
    ['ip-not-allowed'],
    { followedBy: /^[^\n]{0,200}(?:is not allowed|server|$)/ },
  ),
  rule(['Host', 'is blocked because of many connection errors'], ['ip-not-allowed'], {
    grade: 'alert',
    with: ['is blocked because of many connection errors'],
  }),
  rule(['SSL connection error: Unable to get certificate', 'Unable to get certificate'], ['client-cert-file']),
  rule(
    ['SSL connection error: Unable to get private key', 'Unable to get private key'],
    ['client-cert-file', 'client-key-password', 'client-key-mismatch'],
  ),
  // Prisma.
  rule('valid PEM is mandatory here', ['ca-file-unreadable', 'client-cert-file']),
  rule('opening a TLS connection: One or more parameters passed to a function were not valid', [
    'client-cert-file',
    'client-key-password',
    'ca-file-unreadable',
  ]),
  rule(
    [
      'SSL_CTX_set_default_verify_paths failed',
      'SSL connection error: SSL_CTX_set_default_verify_paths failed',
      'SSL CA certificate is required',
      'SSL_CTX_set_tmp_dh failed',
    ],
    ['ca-file-unreadable'],
  ),
  rule(
    [
      'SSL connection error: protocol version mismatch',
      'protocol version mismatch',
      'TLS version is invalid',
      'Unsupported TLS version',
    ],
    ['protocol-version'],
  ),
  rule(
    ['SSL connection error: ASN: bad other signature confirmation', 'ASN: bad other signature confirmation'],
    ['untrusted-root', 'client-cert-rejected'],
  ),
  rule('ASN: after date in past', ['cert-expired', 'clock-skew']),
  rule('ASN: before date in the future', ['cert-not-yet-valid', 'clock-skew']),
  rule(
    [
      'SSL certificate validation failure',
      'Certificate verification failure: The certificate is NOT trusted',
      'SSL certificate is self-signed',
    ],
    anyVerifyFault,
    { grade: 'wrapper' },
  ),
  rule(
    [
      'SSL connection error: error:00000001:lib(0)',
      'SSL connection error: socket layer receive error',
      'SSL connection error: unknown error number',
      "Lost connection to MySQL server at 'reading initial communication packet'",
      "Lost connection to MySQL server at 'reading authorization packet'",
      'Lost connection to server at',
    ],
    ['unexpected-eof', 'connection-reset', 'protocol-version'],
    { grade: 'end' },
  ),
  rule('TLS/SSL error: Connection reset', ['connection-reset', 'unexpected-eof', 'protocol-version'], { grade: 'end' }),
  // No error in the queue: the peer only closed the connection.
  rule(
    [
      'SSL connection error: error:00000000:lib(0)',
      'TLS/SSL error: error:00000000:lib(0)',
      'SSL error: error:00000000:lib(0)',
    ],
    ['unexpected-eof', 'connection-reset', 'protocol-version'],
    { grade: 'end' },
  ),
  rule(['SSL connection error', 'TLS/SSL error'], ['ca-file-unreadable', 'client-cert-file'], {
    followedBy: /^:? {0,2}(?:The system cannot find|No such file|Permission denied|Failed to (?:open|read|load))/i,
  }),
  rule(['SSL connection error', 'TLS/SSL error'], ['protocol-version', 'untrusted-root', 'handshake-refused'], {
    grade: 'hint',
  }),
  rule(
    ["Can't connect to MySQL server on", "Can't connect to server on", "Can't connect to MySQL server"],
    ['connection-refused'],
    { grade: 'end', followedBy: /^[^\n]{0,200}\((?:111|61|10061)/ },
  ),
  rule(["Can't connect to MySQL server on", "Can't connect to server on"], ['connect-timeout'], {
    grade: 'end',
    followedBy: /^[^\n]{0,200}\((?:110|60|10060|timed out)/,
  }),
  // Its own wait came to an end with the connection still under way: refused, or no answer.
  rule(["Can't connect to MySQL server on", "Can't connect to server on"], ['connection-refused', 'connect-timeout'], {
    grade: 'end',
    followedBy: /^[^\n]{0,200}\((?:115|10035)\)/,
  }),
  // MariaDB's connector, where no name in the certificate matches; of a path it repeats the library's words.
  rule(
    ['TLS/SSL error: Validation of SSL server certificate failed', 'Validation of SSL server certificate failed'],
    ['hostname-mismatch', ...anyVerifyFault],
  ),
  rule('TLS/SSL error: no certificate or crl found', ['ca-file-unreadable', 'crl-problem', 'client-cert-file']),
  rule(['Unknown MySQL server host', 'Unknown server host'], ['dns-failure'], { grade: 'end' }),
  rule(
    [
      'Public Key Retrieval is not allowed',
      'Authentication plugin',
      'Access denied for user',
      'Unknown database',
      'Too many connections',
    ],
    [],
    { grade: 'benign' },
  ),

  // Redis.
  rule(
    [
      'Protocol error, got "\\x15" as reply type byte',
      'Protocol error, got "\\x15',
      'got "\\x15"',
      "Protocol error (b'\\x15",
      'bytes: [21 3',
      'b"\\x15\\x03',
    ],
    ['tls-required'],
    { followedBy: /^/ },
  ),
  rule(['Protocol error, got'], ['tls-required', 'plaintext-server'], { followedBy: /^ "\\x1[56]/ }),
  rule(['Error accepting a client connection: (null)'], ['unexpected-eof', 'connection-reset', 'tls-required'], {
    grade: 'end',
  }),
  rule(['Error accepting a client connection: Broken pipe'], ['connection-reset', 'unexpected-eof'], { grade: 'end' }),
  rule(['Error accepting a client connection'], ['tls-required', 'untrusted-root', 'client-cert-required'], {
    grade: 'hint',
  }),
  rule(
    [
      'Failed to configure TLS',
      'Failed to load certificate',
      'Failed to load private key',
      'Failed to configure CA certificate(s) file/directory',
      'Failed to configure ciphers',
      'tls-ca-cert-file or tls-ca-cert-dir must be specified',
      'No tls-cert-file configured',
      'Either tls-ca-cert-file or tls-ca-cert-dir must be specified',
    ],
    ['client-cert-file', 'ca-file-unreadable', 'client-key-mismatch'],
    { grade: 'alert' },
  ),
  rule(
    ['Failed to configure CA certificate(s) file/directory', 'tls-ca-cert-file or tls-ca-cert-dir must be specified'],
    ['ca-file-unreadable', 'options-conflict'],
  ),
  rule(
    ['SSL_connect failed: certificate verify failed', 'SSL_connect failed'],
    ['untrusted-root', 'missing-intermediate'],
    { grade: 'hint' },
  ),
  rule(
    [
      'MISCONF Redis',
      'LOADING Redis is loading',
      'CLUSTERDOWN',
      "READONLY You can't write against a read only replica",
      'OOM command not allowed',
    ],
    [],
    { grade: 'benign' },
  ),

  // Kafka, ZooKeeper, RabbitMQ, MQTT.
  rule(
    ['Unexpected handshake request with client mechanism', 'Invalid receive (size ='],
    ['tls-required', 'plaintext-server'],
    { grade: 'alert' },
  ),
  rule(
    [
      'Invalid receive (size = 369296128',
      'size = 369296384',
      '369296128',
      '369295616',
      '352518912',
      '352518400',
      '369296640',
      '352518656',
      '1347375956',
      '1195725856',
    ],
    ['tls-required', 'plaintext-server'],
  ),
  rule(
    [
      'might be caused by incorrect security.protocol configuration',
      'connecting to a SSL listener?',
      'connecting to a PLAINTEXT broker listener?',
      'terminated during authentication. This may happen due to any of the following reasons',
    ],
    ['tls-required', 'plaintext-server', 'unexpected-eof'],
    { grade: 'alert' },
  ),
  rule(['connecting to a PLAINTEXT broker listener'], ['plaintext-server']),
  rule(['connecting to a SSL listener'], ['tls-required']),
  rule(
    [
      'client SSL authentication might be required (see ssl.key.location and ssl.certificate.location and consult the broker logs',
      'client SSL authentication might be required',
      'client authentication might be required',
    ],
    ['client-cert-required', 'unexpected-eof', 'client-cert-rejected'],
    { grade: 'alert' },
  ),
  rule(
    [
      'broker certificate could not be verified, verify that ssl.ca.location is correctly configured',
      'broker certificate could not be verified',
      'verify that ssl.ca.location is correctly configured or root CA certificates are installed',
      'verify that ssl.ca.location is correctly configured',
      'root CA certificates are installed',
    ],
    ['untrusted-root', 'client-roots-missing', 'missing-intermediate', 'self-signed-leaf'],
  ),
  rule(
    [
      'ssl.ca.location failed',
      'ssl.certificate.location failed',
      'ssl.key.location failed',
      'ssl.keystore.location failed',
    ],
    ['client-cert-file', 'ca-file-unreadable'],
  ),
  rule('ssl.ca.location failed', ['ca-file-unreadable']),
  rule('nats: secure connection not available', ['plaintext-server']),
  rule('Private key check failed', ['client-key-mismatch', 'client-cert-file'], { grade: 'alert', with: ['rdkafka'] }),
  rule(['bad_header', '{bad_header,<<22,3'], ['plaintext-server'], {
    followedBy: /^[^\n]{0,20}22,\s?3/,
  }),
  rule(
    ['{bad_header', 'detected TLS connection on plain listener', 'TLS client detected on a plain port'],
    ['plaintext-server'],
    { grade: 'alert' },
  ),
  rule(['OpenSSL Error[0]', 'Socket error on client'], [], { grade: 'hint' }),
  rule(
    ['A TLS error occurred.', 'Connection error: Connection Refused: not authorised', 'MOSQ_ERR_TLS'],
    anyVerifyFault,
    { grade: 'wrapper', with: ['A TLS error occurred', 'MOSQ_ERR_TLS'] },
  ),
  rule(
    [
      'Connection Refused: not authorised',
      'Connection refused: Not authorized',
      'Bad username or password',
      'Connection Refused: bad user name or password',
      'ACCESS_REFUSED',
    ],
    [],
    { grade: 'benign' },
  ),
  rule(
    ['Problem setting TLS options: File not found', 'Problem setting TLS options'],
    ['ca-file-unreadable', 'client-cert-file', 'options-conflict'],
    { grade: 'alert' },
  ),

  // Oracle, Cassandra, Elasticsearch, Db2, LDAP gateways.
  rule('ORA-29024', ['untrusted-root', 'missing-intermediate', 'client-roots-missing', 'cert-expired']),
  rule(['ORA-28860', 'ORA-28862', 'ORA-29106'], ['protocol-version', 'no-shared-cipher', 'client-cert-required'], {
    grade: 'alert',
  }),
  rule(['ORA-28759', 'ORA-28750', 'ORA-28858'], ['ca-file-unreadable', 'client-cert-file', 'untrusted-root'], {
    grade: 'alert',
  }),
  rule('ORA-28759', ['ca-file-unreadable', 'client-cert-file']),
  rule('ORA-29003', ['hostname-mismatch', 'protocol-version'], { grade: 'alert' }),
  rule(['ORA-24263', 'ORA-24247', 'ORA-12541', 'ORA-12170'], [], { grade: 'hint' }),
  rule('ORA-24263', ['hostname-mismatch']),
  rule('ORA-12541', ['connection-refused'], { grade: 'end' }),
  rule('ORA-12170', ['connect-timeout'], { grade: 'end' }),
  rule('ORA-24247', ['ip-not-allowed'], { grade: 'hint' }),
  rule(['Client authentication is required'], ['client-cert-required'], { grade: 'alert' }),
  rule(['Invalid or unsupported protocol version'], ['tls-required', 'plaintext-server'], { grade: 'alert' }),
];
