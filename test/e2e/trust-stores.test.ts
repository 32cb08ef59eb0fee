/**
 * One server of a private CA, and real clients whose stores have its root or not: what each of them says of it is what the table
 * of trust stores says beforehand. "It works in curl and fails in Java" is one row against another.
 */
import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:tls';
import type { Server } from 'node:tls';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { main } from '../../src/cli/main.ts';
import type { Report } from '../../src/report/report.ts';
import { credentials } from '../support/credentials.ts';
import { fakeIo } from '../support/fake-io.ts';
import { hasPeer } from '../support/peers.ts';

const folder = mkdtempSync(join(tmpdir(), 'whytls-trust-'));
const file = (name: string): string => join(folder, name);
const { PATH = '', HOME = '' } = process.env;
let server: Server;
let port: number;

beforeAll(async () => {
  const { root, context } = await credentials();
  writeFileSync(file('root.pem'), root.pem);
  writeFileSync(file('empty.pem'), '');
  for (const name of ['hashed', 'none']) mkdirSync(file(name));
  writeFileSync(file('hashed/root.pem'), root.pem);
  execFileSync('openssl', ['rehash', file('hashed')]);
  const store = ['-storetype', 'PKCS12', '-storepass', 'changeit', '-noprompt'];
  execFileSync('keytool', ['-importcert', '-file', file('root.pem'), '-keystore', file('root.p12'), ...store], {
    stdio: 'ignore',
  });
  writeFileSync(file('Ask.java'), ask);
  server = createServer(context, (socket) => socket.end('HTTP/1.0 200 OK\r\n\r\n'));
  server.on('tlsClientError', () => {});
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const bound = server.address();
  port = bound !== null && typeof bound === 'object' ? bound.port : 0;
}, 60_000);
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

const ask = `import javax.net.ssl.*;
public class Ask {
  public static void main(String[] a) throws Exception {
    SSLSocket s = (SSLSocket) SSLSocketFactory.getDefault().createSocket("127.0.0.1", Integer.parseInt(a[0]));
    SSLParameters p = s.getSSLParameters(); p.setEndpointIdentificationAlgorithm("HTTPS"); s.setSSLParameters(p);
    s.startHandshake();
  }
}`;

/** The row of the table, and the client whose store it is: it exits with 0 where it accepts the server. */
const clients = {
  curl: { rows: ['sslCertFile', 'sslCertDir', 'system'], words: () => ['curl', '-s', `https://127.0.0.1:${port}/`] },
  python: {
    rows: ['sslCertFile', 'sslCertDir', 'system'],
    words: () => [
      'python3',
      '-c',
      `import socket, ssl
c = ssl.create_default_context()
c.wrap_socket(socket.create_connection(('127.0.0.1', ${port})), server_hostname='127.0.0.1')`,
    ],
  },
  node: {
    rows: ['nodeExtra', 'node'],
    words: () => [
      process.execPath,
      '-e',
      `const s = require('tls').connect({ host: '127.0.0.1', port: ${port} }, () => process.exit(0));
s.on('error', () => process.exit(1))`,
    ],
  },
  java: { rows: ['java'], words: () => ['java', '-XX:TieredStopAtLevel=1', file('Ask.java'), String(port)] },
} as const;

const accepts = (client: keyof typeof clients, env: Readonly<Record<string, string>>): Promise<boolean> =>
  new Promise((resolve) => {
    const [program = '', ...args] = clients[client].words();
    execFile(program, args, { env: { PATH, HOME, ...env }, timeout: 60_000 }, (error) => resolve(error === null));
  });

/** What the table says, row by row; the first of a client's rows that is there is the one that it goes by. */
async function foreseen(env: Readonly<Record<string, string>>): Promise<Readonly<Record<string, boolean | null>>> {
  const io = fakeIo({ env: { LANG: 'C.UTF-8', PATH, HOME, ...env } });
  await main([`127.0.0.1:${port}`, '--client', 'openssl', '--all-stores', '--json'], io);
  const { endpoints } = JSON.parse(io.printed()) as Report;
  const rows = endpoints[0]?.verification.trustStores ?? [];
  return Object.fromEntries(
    Object.entries(clients).map(([client, { rows: wanted }]) => [
      client,
      rows.find(({ name }) => (wanted as readonly string[]).includes(name))?.accepted ?? null,
    ]),
  );
}

const peers = ['curl', 'python3', 'java', 'keytool', 'openssl'];

describe.skipIf(!peers.every(hasPeer))('the table of trust stores', () => {
  const cases: readonly (readonly [
    string,
    () => Readonly<Record<string, string>>,
    readonly (keyof typeof clients)[],
  ])[] = [
    ['nobody has the root', () => ({}), ['curl', 'python', 'node', 'java']],
    ['OpenSSL has it in a file', () => ({ SSL_CERT_FILE: file('root.pem') }), ['curl', 'python', 'node']],
    [
      'OpenSSL has it in a hashed folder, and a file of nothing',
      () => ({ SSL_CERT_DIR: file('hashed'), SSL_CERT_FILE: file('empty.pem') }),
      ['python', 'node'],
    ],
    ['Node has it', () => ({ NODE_EXTRA_CA_CERTS: file('root.pem') }), ['curl', 'python', 'node']],
    [
      'Java has it',
      () => ({
        JAVA_TOOL_OPTIONS: `-Djavax.net.ssl.trustStore=${file('root.p12')} -Djavax.net.ssl.trustStorePassword=changeit`,
      }),
      ['java', 'node'],
    ],
    [
      'Java has it, but not the password',
      () => ({ JAVA_TOOL_OPTIONS: `-Djavax.net.ssl.trustStore=${file('root.p12')}` }),
      ['java'],
    ],
  ];
  it.each(cases)('is right where %s', async (_, env, asked) => {
    const table = await foreseen(env());
    const said = await Promise.all(asked.map(async (client) => [client, await accepts(client, env())] as const));
    expect(said).toEqual(asked.map((client) => [client, table[client] ?? false]));
  });
});
