/** Clients of databases: they say a few words before TLS, which a relay in front of each fault listens to. */
import { connect, createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { hasPeer } from '../peers.ts';
import type { Meeting } from './meeting.ts';
import { eachAlone, firstLine } from './runner.ts';
import type { Runner } from './runner.ts';

/** What comes before TLS: octets that greet, how many octets of a request to wait for, the answer to it. */
interface Prologue {
  readonly greeting: Buffer;
  readonly request: number;
  readonly answer: Buffer;
}

/** PostgreSQL: SSLRequest, and `S`. */
const postgres: Prologue = { greeting: Buffer.alloc(0), request: 8, answer: Buffer.from('S') };

/** MariaDB: the handshake of version 10 with CLIENT_SSL, and the 36 octets of the SSL request. */
const mariadb: Prologue = { greeting: mariadbGreeting(), request: 36, answer: Buffer.alloc(0) };

function mariadbGreeting(): Buffer {
  const salt = Buffer.from('0123456789abcdefghij');
  const payload = Buffer.concat([
    Buffer.from('\u000a5.5.5-10.11.6-MariaDB\0'),
    Buffer.from([1, 0, 0, 0]),
    salt.subarray(0, 8),
    // A zero; capabilities below: every common one and CLIENT_SSL; utf8mb4; autocommit; capabilities above; length of the salt.
    Buffer.from([0, 0xfe, 0xff, 45, 2, 0, 0xff, 0x81, 21]),
    Buffer.alloc(10),
    salt.subarray(8),
    Buffer.from('\0mysql_native_password\0'),
  ]);
  return Buffer.concat([Buffer.from([payload.length, 0, 0, 0]), payload]);
}

/** Faults that begin before anything is said: these are met without a relay. */
const beforeWords: ReadonlySet<string> = new Set(['connection-refused', 'connect-timeout', 'dns-failure']);

const through =
  (prologue: Prologue, run: Runner['run']): Runner['run'] =>
  async (meetings) => {
    const relays: Server[] = [];
    // A reset does not come through a relay as one.
    const those = meetings.filter(({ id }) => id !== 'connection-reset');
    const relayed = those.map(async (meeting): Promise<Meeting> => {
      if (beforeWords.has(meeting.id)) return meeting;
      const relay = createServer((client) => converse(client, prologue, meeting));
      relays.push(relay);
      await new Promise<void>((resolve) => relay.listen(0, '127.0.0.1', resolve));
      return { ...meeting, ip: meeting.ip === null ? null : '127.0.0.1', port: (relay.address() as AddressInfo).port };
    });
    try {
      return await run(await Promise.all(relayed));
    } finally {
      for (const relay of relays) relay.close();
    }
  };

function converse(client: Socket, { greeting, request, answer }: Prologue, { host, port, ip }: Meeting): void {
  client.on('error', () => undefined);
  if (greeting.length > 0) client.write(greeting);
  const listen = (): void => {
    if (client.read(request) === null) return;
    client.off('readable', listen);
    if (answer.length > 0) client.write(answer);
    const server = connect(port, ip ?? host);
    server.on('error', () => client.destroy());
    server.on('close', () => client.destroy());
    client.on('close', () => server.destroy());
    client.pipe(server).pipe(client);
  };
  client.on('readable', listen);
}

/** TLS was all right, and then nobody spoke the database's protocol. */
const isAfterTls = (status: number | null, text: string): boolean =>
  status === 0 || /SSL connection has been closed unexpectedly|ERROR 2013|Lost connection to/.test(text);

export const databases: readonly Runner[] = [
  {
    clients: ['psql'],
    isHere: () => hasPeer('psql'),
    run: through(
      postgres,
      eachAlone(
        'psql',
        'psql',
        () => firstLine('psql', '--version'),
        ({ host, port, ip, ca, crl, trust }) => [
          '--no-password',
          '--command=select 1',
          [
            `host=${host} port=${port} user=app dbname=app connect_timeout=2 gssencmode=disable sslmode=verify-full`,
            ...(ip === null ? [] : [`hostaddr=${ip}`]),
            // It trusts nobody by itself.
            ...(trust === 'none' ? [] : [`sslrootcert=${ca ?? '/etc/ssl/certs/ca-certificates.crt'}`]),
            ...(crl === null ? [] : [`sslcrl=${crl}`]),
          ].join(' '),
        ],
        isAfterTls,
      ),
    ),
  },
  {
    clients: ['mariadb'],
    isHere: () => hasPeer('mariadb'),
    run: through(
      mariadb,
      eachAlone(
        'mariadb',
        'mariadb',
        () => firstLine('mariadb', '--version'),
        ({ host, port, ip, ca, crl }) =>
          ip !== null
            ? null
            : [
                '--no-defaults',
                '--protocol=tcp',
                `--host=${host}`,
                `--port=${port}`,
                '--user=app',
                '--connect-timeout=2',
                '--ssl-verify-server-cert',
                '--execute=select 1',
                ...(ca === null ? ['--ssl'] : [`--ssl-ca=${ca}`]),
                ...(crl === null ? [] : [`--ssl-crl=${crl}`]),
              ],
        isAfterTls,
      ),
    ),
  },
];
