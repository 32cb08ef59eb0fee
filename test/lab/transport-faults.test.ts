import { once } from 'node:events';
import { lookup } from 'node:dns/promises';
import { connect as tcpConnect } from 'node:net';
import { constants } from 'node:os';
import { connect as tlsConnect } from 'node:tls';
import { afterEach, describe, expect, it } from 'vitest';
import { fromHex } from '../../src/base/octets.ts';
import { nodeTcp } from '../../src/net/node/tcp.ts';
import { fetched } from '../support/fetched.ts';
import { hasPeer } from '../support/peers.ts';
import { openssl } from './openssl.ts';
import { start, stopAll } from './running.ts';

/** The shortest ClientHello that RFC 5246 7.4.1.2 allows: two suites, null compression, no extensions. */
const clientHello = fromHex(`16 0301 002f 01 00002b 0303 ${'5a'.repeat(32)} 00 0004 1301 1302 01 00`);

afterEach(stopAll);

describe.skipIf(!hasPeer('openssl'))('negotiation, as openssl s_client meets it', () => {
  it('protocol-version: alert 70 for supported_versions without 1.1 and 1.0, a handshake for these two', async () => {
    const { port, caFile } = await start('protocol-version');
    expect(caFile).toContain('BEGIN CERTIFICATE');
    for (const offer of [['-tls1_3'], ['-min_protocol', 'TLSv1.2']])
      expect(await client(port, ...offer)).toMatch(/tlsv1 alert protocol version[^\n]*SSL alert number 70/);
    // Without supported_versions a server answers with the best that it has (RFC 5246 E.1), and it is the client that refuses.
    expect(await client(port, '-tls1_2')).toContain('unsupported protocol');
    for (const [flag, name] of [
      ['-tls1_1', 'TLSv1.1'],
      ['-tls1', 'TLSv1'],
    ] as const) {
      const printed = await client(port, flag, '-cipher', 'DEFAULT:@SECLEVEL=0');
      expect(printed).toMatch(new RegExp(`Protocol *: ${name.replace('.', String.raw`\.`)}\n`));
      expect(printed).not.toContain('Cipher is (NONE)');
    }
  });

  it('no-shared-cipher: alert 40 without static RSA, AES128-SHA with it, TLS 1.2 only', async () => {
    const { port } = await start('no-shared-cipher');
    const modern = await client(port, '-tls1_2', '-cipher', 'ECDHE:DHE');
    expect(modern).toMatch(/alert handshake failure[^\n]*SSL alert number 40/);
    const old = await client(port, '-cipher', 'ECDHE:AES256-SHA:AES128-SHA');
    expect(old).toContain('New, SSLv3, Cipher is AES128-SHA');
    expect(old).toContain('Server public key is 2048 bit');
    expect(await client(port, '-tls1_3')).toContain('SSL alert number 70');
    expect(await client(port, '-cipher', 'AES256-SHA:@SECLEVEL=0')).toContain('SSL alert number 40');
  });

  it.each([
    ['plaintext-http', 'wrong version number'],
    ['plaintext-ssh', 'wrong version number'],
    ['plaintext-smtp', 'wrong version number'],
    ['plaintext-mongodb', 'unexpected eof while reading'],
    ['unexpected-eof', 'unexpected eof while reading'],
    ['connection-reset', `errno=${constants.errno.ECONNRESET}`],
    ['connection-refused', 'Connection refused'],
  ])('%s: %s', async (id, words) => {
    const { port } = await start(id);
    const printed = await client(port);
    expect(printed).toContain(words);
    expect(printed).not.toContain('BEGIN CERTIFICATE');
  });
});

describe('what is there instead of TLS', () => {
  it('plaintext-http serves HTTP, and answers a ClientHello with 400', async () => {
    const { host, port } = await start('plaintext-http');
    const page = await fetched(`http://${host}:${port}/`);
    expect(page.status).toBe(200);
    expect((await say(port, clientHello)).toString()).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
  });

  it('plaintext-ssh sends its identification before anything is said, and rejects a ClientHello', async () => {
    const { port } = await start('plaintext-ssh');
    expect((await say(port, clientHello)).toString()).toBe(
      'SSH-2.0-whytls_lab\r\nInvalid SSH identification string.\r\n',
    );
    expect((await say(port, 'SSH-2.0-test\r\n')).toString()).toBe('SSH-2.0-whytls_lab\r\n');
  });

  it('plaintext-smtp greets, answers commands and refuses what is none', async () => {
    const { port } = await start('plaintext-smtp');
    const conversation = (await say(port, 'EHLO client.example\r\nSTUFF\r\nnoop\r\nQUIT\r\n')).toString();
    const codes = conversation.split('\r\n').map((line) => line.slice(0, 4));
    expect(codes).toEqual(['220 ', '250-', '250 ', '500 ', '250 ', '221 ', '']);
  });

  it('plaintext-smtp ends a line without end', async () => {
    const { port } = await start('plaintext-smtp');
    expect((await say(port, 'x'.repeat(600))).toString()).toMatch(/^220 .*\r\n500 .*\r\n$/);
  });
});

describe('plaintext-mongodb', () => {
  // Requests of the drivers, octet for octet.
  const opMsgHello =
    '3e0000000100000000000000dd0700000000000000290000001068656c6c6f00010000000868656c6c6f4f6b000102246462000600000061646d696e0000';
  const opMsgIsMaster =
    '410000000100000000000000dd07000000000000002c0000001069734d617374657200010000000868656c6c6f4f6b000102246462000600000061646d696e0000';
  const opQueryIsMaster =
    '440000000100000000000000d40700000400000061646d696e2e24636d640000000000ffffffff1d0000001069734d617374657200010000000868656c6c6f4f6b000100';

  it('closes on a ClientHello without sending an octet', async () => {
    const { port } = await start('plaintext-mongodb');
    expect(await say(port, clientHello)).toHaveLength(0);
  });

  it.each([
    ['OP_MSG hello', opMsgHello, 2013, 21],
    ['OP_MSG isMaster', opMsgIsMaster, 2013, 21],
    ['OP_QUERY isMaster', opQueryIsMaster, 1, 36],
  ])('answers %s', async (_, request, opCode, documentAt) => {
    const { port } = await start('plaintext-mongodb');
    const answer = await ask(
      port,
      fromHex(request),
      (received) => received.length >= 4 && received.length >= received.readInt32LE(0),
    );
    expect(answer.readInt32LE(0)).toBe(answer.length);
    expect(answer.readInt32LE(8)).toBe(1);
    expect(answer.readInt32LE(12)).toBe(opCode);
    const document = answer.subarray(documentAt);
    expect(document.readInt32LE(0)).toBe(document.length);
    expect(document.at(-1)).toBe(0);
    const wire = document.indexOf('\x10maxWireVersion\0', 0, 'latin1');
    expect(document.readInt32LE(wire + 16)).toBe(21);
    const ok = document.indexOf('\x01ok\0', 0, 'latin1');
    expect(document.readDoubleLE(ok + 4)).toBe(1);
  });

  it('answers a request that comes octet by octet', async () => {
    const { port } = await start('plaintext-mongodb');
    const socket = tcpConnect({ host: '127.0.0.1', port, noDelay: true });
    const answer = new Promise<Buffer>((resolve) => socket.once('data', resolve));
    for (const octet of fromHex(opMsgHello)) await new Promise((sent) => socket.write(Uint8Array.of(octet), sent));
    expect((await answer).readInt32LE(12)).toBe(2013);
    socket.destroy();
  });

  it('tells a browser what it is', async () => {
    const { host, port } = await start('plaintext-mongodb');
    const page = await fetched(`http://${host}:${port}/`);
    expect(page.body.toString()).toContain('trying to access MongoDB over HTTP');
  });

  it('closes on a length that makes no sense', async () => {
    const { port } = await start('plaintext-mongodb');
    expect(await say(port, fromHex('ffffff7f0100000000000000dd070000'))).toHaveLength(0);
    expect(await say(port, fromHex('000000000100000000000000dd070000'))).toHaveLength(0);
  });
});

describe('silence', () => {
  it('connect-timeout: the connection does not come about', async () => {
    const { host, port, probeArguments } = await start('connect-timeout');
    expect(probeArguments.connectTimeoutMs).toBeGreaterThan(0);
    const nobody = { octets: () => {}, ended: () => {} };
    const results = await Promise.all(
      Array.from({ length: 4 }, () => nodeTcp.connect({ address: host, port, timeoutMs: 150 }, nobody)),
    );
    for (const result of results) expect(result).toEqual({ ok: false, problem: { kind: 'timedOut', afterMs: 150 } });
  });

  it('handshake-timeout: the connection comes about, and then nothing', async () => {
    const { host, port, probeArguments } = await start('handshake-timeout');
    expect(probeArguments.timeoutMs).toBeGreaterThan(0);
    const below = tcpConnect({ host, port }).setTimeout(150);
    const socket = tlsConnect({ socket: below, rejectUnauthorized: false });
    const happened: string[] = [];
    for (const event of ['secureConnect', 'end', 'error']) socket.on(event, () => happened.push(event));
    await once(below, 'timeout');
    expect(happened).toEqual([]);
    expect(below.bytesWritten).toBeGreaterThan(0);
    expect(below.bytesRead).toBe(0);
    socket.destroy();
  });

  it('dns-failure: no resolver knows the name', async () => {
    const { host } = await start('dns-failure');
    // RFC 6761 6.4: whoever asks for a name under .invalid is told that there is none.
    expect(host).toMatch(/\.invalid$/);
    await expect(lookup(host)).rejects.toMatchObject({ code: expect.stringMatching(/^(ENOTFOUND|EAI_AGAIN)$/) });
  });
});

const client = (port: number, ...more: readonly string[]): Promise<string> =>
  openssl(['s_client', '-connect', `127.0.0.1:${port}`, '-servername', 'localhost', ...more]);

/** Says something and returns all that comes until the server closes. */
function say(port: number, what: string | Uint8Array): Promise<Buffer> {
  return ask(port, what, () => false);
}

function ask(port: number, what: string | Uint8Array, enough: (received: Buffer) => boolean): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    let received = Buffer.alloc(0);
    const socket = tcpConnect({ host: '127.0.0.1', port }, () => socket.write(what));
    socket.on('data', (octets: Buffer) => {
      received = Buffer.concat([received, octets]);
      if (enough(received)) socket.destroy();
    });
    socket.on('error', reject);
    socket.on('close', () => resolve(received));
  });
}
