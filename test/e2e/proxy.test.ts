/** Tunnels through real proxies to a real TLS server, and what the proxies say when they will not. */
import { createConnection, createServer } from 'node:net';
import type { Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toHex } from '../../src/base/octets.ts';
import type { IoProblem } from '../../src/net/io-problem.ts';
import { nodePorts } from '../../src/net/node/index.ts';
import { nodeLoopback } from '../../src/net/node/loopback.ts';
import { proxiedTcp } from '../../src/net/node/proxied-tcp.ts';
import { tlsTcp } from '../../src/net/node/tls-tcp.ts';
import type { LoopbackPort, Prelude, Tcp } from '../../src/net/ports.ts';
import { connectThrough } from '../../src/net/proxy/connect-through.ts';
import { parseProxyUrl } from '../../src/net/proxy/proxy-plan.ts';
import { connectWithStarttls } from '../../src/net/starttls/connect-with-starttls.ts';
import { dialogueFor } from '../../src/net/starttls/dialogue-for.ts';
import { driveHandshake } from '../../src/observe/probe/drive-handshake.ts';
import { credentials } from '../support/credentials.ts';
import type { Credentials } from '../support/credentials.ts';
import { listening } from '../support/listening.ts';
import { hasPeer } from '../support/peers.ts';
import { isRoot } from '../support/peers/peer-process.ts';
import type { PeerServer } from '../support/peers/peer-process.ts';
import { startDante, startMicrosocks, startTinyproxy } from '../support/peers/proxies.ts';
import { plan } from '../support/plans.ts';
import { value } from '../support/result.ts';

let issued: Credentials;
let closed: LoopbackPort;
const stops: (() => unknown)[] = [];
/** The server at the end of the tunnel: Node's, which is OpenSSL. */
let port = 0;

beforeAll(async () => {
  issued = await credentials();
  const server = createTlsServer(issued.context);
  server.on('tlsClientError', () => {});
  port = await listening(server);
  closed = value(await nodeLoopback.refusing());
  stops.push(
    () => server.close(),
    () => closed.stop(),
  );
});
afterAll(() => Promise.all(stops.map((stop) => stop())));

const running = async (starting: Promise<PeerServer>): Promise<number> => {
  const server = await starting;
  stops.push(() => server.stop());
  return server.port;
};

async function drive(tcp: Tcp, to: { readonly address?: string; readonly port?: number } = {}) {
  const { clock } = nodePorts();
  const preludes: Prelude[] = [];
  const noticing: Tcp = {
    async connect(there, listener) {
      const opened = await tcp.connect(there, listener);
      if (opened.ok) preludes.push(...(opened.value.preludes ?? []));
      return opened;
    },
  };
  const options = { address: '127.0.0.1', port, connectTimeoutMs: 10_000, timeoutMs: 20_000, ...to };
  return { driven: await driveHandshake({ tcp: noticing, clock }, plan(), options), preludes };
}

const connectPlain = (to: number): Socket => createConnection(to, '127.0.0.1');

const through = (url: string): Promise<Tcp> => proxiedTcp(nodePorts(), value(parseProxyUrl(url)));

/** Reaches the server through the proxy, and sees that it was the server and nobody in between. */
async function reaches(url: string, address = '127.0.0.1'): Promise<void> {
  const { driven, preludes } = await drive(await through(url), { address });
  if (driven.kind === 'noConnection') throw new Error(`no connection: ${JSON.stringify(driven.problem)}`);
  expect(driven.capture).toMatchObject({ completed: true, problem: null });
  expect(driven.capture.certificates[0]).toBe(toHex(issued.leaf.der));
  expect(preludes).toMatchObject([{ protocol: new URL(url).protocol.slice(0, -1), surplus: 0 }]);
  expect(JSON.stringify(preludes)).not.toContain('hunter2');
}

async function problemOf(url: string, to: Parameters<typeof drive>[1] = {}): Promise<IoProblem> {
  const { driven } = await drive(await through(url), to);
  if (driven.kind !== 'noConnection') throw new Error('the tunnel was opened');
  expect(JSON.stringify(driven)).not.toContain('hunter2');
  return driven.problem;
}

describe.skipIf(!hasPeer('tinyproxy'))('through tinyproxy', () => {
  it('reaches the server by address and by name', async () => {
    const proxy = await running(startTinyproxy([]));
    await reaches(`http://127.0.0.1:${proxy}`);
    await reaches(`http://127.0.0.1:${proxy}`, 'localhost');
    await reaches(`http://localhost:${proxy}`);
  });

  it('hands on the words with which a port is not allowed, or the server not there', async () => {
    const proxy = await running(startTinyproxy(['ConnectPort 443']));
    const shown = `http://127.0.0.1:${proxy}`;
    const forbidden = await problemOf(shown);
    expect(forbidden).toMatchObject({ kind: 'proxyRefused', proxy: shown, status: 403 });
    expect(forbidden.kind === 'proxyRefused' && forbidden.said).toMatch(/^HTTP\/1\.\d 403 /);

    const open = await running(startTinyproxy([]));
    const unreachable = await problemOf(`http://127.0.0.1:${open}`, { port: closed.port });
    expect(unreachable).toMatchObject({ kind: 'proxyRefused', status: 500 });
    expect(unreachable.kind === 'proxyRefused' && unreachable.said).toContain('Unable to connect');
  });

  it('shows credentials, and never lets them out', async () => {
    const proxy = await running(startTinyproxy(['BasicAuth alice hunter2']));
    await reaches(`http://alice:hunter2@127.0.0.1:${proxy}`);
    const wrong = await problemOf(`http://mallory:hunter2@127.0.0.1:${proxy}`);
    expect(wrong).toMatchObject({ kind: 'proxyRefused', status: 401 });
    const none = await problemOf(`http://127.0.0.1:${proxy}`);
    expect(none).toMatchObject({ kind: 'proxyRefused', status: 407 });
    expect(none.kind === 'proxyRefused' && none.said).toMatch(/Proxy-Authenticate: Basic/);
  });

  it('is reached over TLS where the scheme is https', async () => {
    const proxy = await running(startTinyproxy([]));
    const front = createTlsServer(issued.context, (client) => {
      const behind = connectPlain(proxy);
      client.pipe(behind).pipe(client);
      client.on('error', () => behind.destroy());
      behind.on('error', () => client.destroy());
    });
    front.on('tlsClientError', () => {});
    const frontPort = await listening(front);
    stops.push(() => front.close());
    const ports = nodePorts();
    const way = value(parseProxyUrl(`https://localhost:${frontPort}`));

    const trusting = connectThrough({ ...ports, tcp: tlsTcp(way.host, [issued.root.pem]) }, way);
    const { driven } = await drive(trusting);
    expect(driven).toMatchObject({ kind: 'handshake', capture: { completed: true } });

    expect(await problemOf(way.shown)).toEqual({
      kind: 'proxyUnreachable',
      proxy: way.shown,
      cause: { kind: 'other', code: 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY' },
    });
  });
});

describe.skipIf(!hasPeer('danted') || !isRoot)('through dante', () => {
  it('reaches the server by address and by name, and says which rule or network forbids it', async () => {
    const proxy = await running(
      startDante([
        'socksmethod: none',
        'client pass { from: 0.0.0.0/0 to: 0.0.0.0/0 }',
        'socks block { from: 0.0.0.0/0 to: 127.0.0.1/32 port = 9 }',
        'socks pass { from: 0.0.0.0/0 to: 0.0.0.0/0 }',
      ]),
    );
    await reaches(`socks5://127.0.0.1:${proxy}`);
    await reaches(`socks5h://127.0.0.1:${proxy}`, 'localhost');
    const shown = `socks5://127.0.0.1:${proxy}`;
    expect(await problemOf(shown, { port: 9 })).toEqual({
      kind: 'proxyRefused',
      proxy: shown,
      said: 'connection not allowed by ruleset',
      status: 2,
    });
    expect(await problemOf(shown, { port: closed.port })).toEqual({
      kind: 'proxyRefused',
      proxy: shown,
      said: 'Connection refused',
      status: 5,
    });
  });
});

describe.skipIf(!hasPeer('microsocks'))('through microsocks', () => {
  it('shows user name and password, and says when they are not the right ones', async () => {
    const proxy = await running(startMicrosocks(['-u', 'alice', '-P', 'hunter2']));
    await reaches(`socks5://alice:hunter2@127.0.0.1:${proxy}`);
    expect(await problemOf(`socks5://mallory:hunter2@127.0.0.1:${proxy}`)).toMatchObject({
      kind: 'proxyRefused',
      said: 'user name or password not accepted',
    });
    expect(await problemOf(`socks5://127.0.0.1:${proxy}`)).toMatchObject({
      kind: 'proxyRefused',
      said: 'authentication required',
      status: 255,
    });
  });

  it('carries STARTTLS as well: a dialogue with the server behind the one with the proxy', async () => {
    const proxy = await running(startMicrosocks([]));
    const smtp = createServer((socket) => {
      socket.on('error', () => socket.destroy());
      socket.write('220 mail.test ESMTP\r\n');
      socket.on('data', function answer(octets) {
        if (!octets.toString().startsWith('STARTTLS')) return socket.write('250-mail.test\r\n250 STARTTLS\r\n');
        socket.off('data', answer);
        socket.pause();
        socket.write('220 go on\r\n');
        const behind = connectPlain(port);
        return socket.pipe(behind).pipe(socket);
      });
    });
    const smtpPort = await listening(smtp);
    stops.push(() => smtp.close());
    const tcp = await through(`socks5://127.0.0.1:${proxy}`);
    const starttls = connectWithStarttls({ tcp, clock: nodePorts().clock }, 'smtp', () =>
      dialogueFor('smtp', { host: 'localhost' }),
    );
    const { driven, preludes } = await drive(starttls, { port: smtpPort });
    expect(driven).toMatchObject({ kind: 'handshake', capture: { completed: true } });
    expect(preludes.map(({ protocol }) => protocol)).toEqual(['socks5', 'smtp']);
  });
});
