/** What clients do to a server, with real programs, and what its log may be taken for then. */
import { connect } from 'node:net';
import { asLines, output, peer } from './runner.ts';

/** PEM files of the client. */
export interface ClientFiles {
  /** Who signed the server's certificate. */
  readonly ca: string;
  /** Another CA. */
  readonly stranger: string;
  /** Certificate and key, of another CA, and one that has expired. */
  readonly ofStranger: string;
  readonly expired: string;
}

/** Which form of the server it needs. */
export type Form = 'sound' | 'expired' | 'demanding';

export interface ServerEvent {
  readonly id: string;
  readonly form: Form;
  readonly happen: (at: { readonly port: number; readonly starttls?: string }, files: ClientFiles) => Promise<unknown>;
  /** What `explain` may say first of the log. */
  readonly first: readonly string[];
  /** This must be among the candidates; null: nothing must. */
  readonly among: string | null;
  /** The servers that it happens to; absent: all. */
  readonly servers?: readonly string[];
}

/** What a log can say at most: where a server keeps the reason to itself. */
export interface VagueLog {
  readonly server: string;
  /** Of these events; absent: of all. */
  readonly events?: readonly string[];
  readonly says: RegExp;
  readonly first: readonly string[];
  readonly why: string;
}

export const vagueLogs: readonly VagueLog[] = [
  {
    server: 'haproxy',
    says: /SSL handshake failure$/m,
    first: ['protocol-version', 'no-shared-cipher', 'unexpected-eof'],
    why: 'its plain log has no reason',
  },
  {
    server: 'ferretdb',
    events: ['client-finds-it-expired', 'client-finds-another-name'],
    says: /local error: tls: bad record MAC/,
    first: ['untrusted-root'],
    why: 'Go cannot read the alert, and with it the reason',
  },
  {
    server: 'node-server',
    events: ['client-of-another-ca', 'client-certificate-expired'],
    says: /socket hang up/,
    first: ['connection-reset'],
    why: 'Node resets the connection, and tells its listener only that',
  },
  {
    server: 'nginx',
    events: ['client-speaks-mongodb'],
    says: /client sent invalid method/,
    first: ['none'],
    why: 'it does not say that the port was one for TLS',
  },
];

const issuer = ['untrusted-root', 'missing-intermediate', 'client-roots-missing'];

/** OpenSSL's client: it checks the certificate and the name, and asks for a page. */
const opensslClient =
  (options: (files: ClientFiles) => readonly string[]): ServerEvent['happen'] =>
  ({ port, starttls }, files) =>
    output(
      'timeout',
      [
        '4',
        'openssl',
        's_client',
        '-connect',
        `127.0.0.1:${port}`,
        '-servername',
        'localhost',
        '-verify_return_error',
        ...(starttls === undefined ? [] : ['-starttls', starttls]),
        ...options(files),
      ],
      { input: 'GET / HTTP/1.0\r\n\r\n' },
    );

/** Connects, says something, and leaves when the server has answered or ended. */
const says =
  (octets: Uint8Array): ServerEvent['happen'] =>
  ({ port }) =>
    new Promise((resolve) => {
      const socket = connect(port, '127.0.0.1', () => (octets.length === 0 ? socket.end() : socket.write(octets)));
      socket.setTimeout(1000, () => socket.destroy());
      socket.on('data', () => socket.end());
      socket.on('error', () => undefined);
      socket.on('close', resolve);
    });

/** OP_QUERY of a driver of old, without TLS. */
const mongodbHello = Buffer.concat([
  Buffer.from([0x3f, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0xd4, 7, 0, 0, 0, 0, 0, 0]),
  Buffer.from('admin.$cmd\0'),
  Buffer.from([0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 0x18, 0, 0, 0, 0x10]),
  Buffer.from('isMaster\0'),
  Buffer.from([1, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
]);

/** Its port begins without TLS. */
const allButPostgres = [
  'openssl-s_server',
  'nginx',
  'haproxy',
  'haproxy-detailed',
  'node-server',
  'python-server',
  'ferretdb',
];

export const serverEvents: readonly ServerEvent[] = [
  {
    id: 'client-leaves',
    form: 'sound',
    happen: says(new Uint8Array(0)),
    first: ['none', 'unexpected-eof', 'connection-reset'],
    among: null,
  },
  {
    id: 'client-distrusts',
    form: 'sound',
    happen: opensslClient(({ stranger }) => ['-CAfile', stranger]),
    first: issuer,
    among: 'untrusted-root',
  },
  {
    id: 'java-distrusts',
    form: 'sound',
    // Its alert is another one than OpenSSL's.
    servers: ['openssl-s_server', 'nginx', 'ferretdb'],
    happen: ({ port }) =>
      asLines('java', ['-XX:TieredStopAtLevel=1', peer('Meet.java')], '', [
        { id: 'it', host: '127.0.0.1', port, ip: null, trust: 'default', ca: null, crl: null, uri: '', env: {} },
      ]),
    first: issuer,
    among: 'untrusted-root',
  },
  {
    id: 'client-finds-it-expired',
    form: 'expired',
    happen: opensslClient(({ ca }) => ['-CAfile', ca]),
    first: ['cert-expired'],
    among: 'cert-expired',
  },
  {
    id: 'client-finds-another-name',
    form: 'sound',
    happen: opensslClient(({ ca }) => ['-CAfile', ca, '-verify_hostname', 'db.example.net']),
    // It is alert 42, which has many reasons.
    first: ['hostname-mismatch', 'untrusted-root', 'client-cert-rejected'],
    among: 'hostname-mismatch',
  },
  {
    id: 'client-too-old',
    form: 'sound',
    happen: opensslClient(({ ca }) => ['-CAfile', ca, '-tls1_1', '-cipher', 'ALL:@SECLEVEL=0']),
    first: ['protocol-version'],
    among: 'protocol-version',
  },
  {
    id: 'client-with-other-suites',
    form: 'sound',
    happen: opensslClient(({ ca }) => ['-CAfile', ca, '-tls1_2', '-cipher', 'AES256-SHA256']),
    first: ['no-shared-cipher'],
    among: 'no-shared-cipher',
  },
  {
    id: 'client-speaks-http',
    form: 'sound',
    servers: allButPostgres,
    happen: says(Buffer.from('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n')),
    first: ['tls-required'],
    among: 'tls-required',
  },
  {
    id: 'client-speaks-mongodb',
    form: 'sound',
    servers: allButPostgres,
    happen: says(mongodbHello),
    first: ['tls-required'],
    among: 'tls-required',
  },
  {
    id: 'client-without-certificate',
    form: 'demanding',
    happen: opensslClient(({ ca }) => ['-CAfile', ca]),
    first: ['client-cert-required'],
    among: 'client-cert-required',
  },
  {
    id: 'client-of-another-ca',
    form: 'demanding',
    happen: opensslClient(({ ca, ofStranger }) => ['-CAfile', ca, '-cert', ofStranger, '-key', ofStranger]),
    first: ['client-cert-rejected'],
    among: 'client-cert-rejected',
  },
  {
    id: 'client-certificate-expired',
    form: 'demanding',
    happen: opensslClient(({ ca, expired }) => ['-CAfile', ca, '-cert', expired, '-key', expired]),
    first: ['cert-expired', 'client-cert-rejected'],
    among: 'client-cert-rejected',
  },
];
