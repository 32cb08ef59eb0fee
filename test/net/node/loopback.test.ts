import { once } from 'node:events';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { connect as tlsConnect } from 'node:tls';
import { networkInterfaces } from 'node:os';
import { afterEach, describe, expect, it } from 'vitest';
import { utf8 } from '../../../src/base/octets.ts';
import { nodeLoopback } from '../../../src/net/node/loopback.ts';
import type { Ending, LoopbackPort } from '../../../src/net/ports.ts';
import { issueCertificate } from '../../../src/x509/pki/issue/issue.ts';
import { deferred } from '../../support/deferred.ts';
import { problem, value } from '../../support/result.ts';

const hasV6 = Object.values(networkInterfaces()).some((all) => all?.some(({ address }) => address === '::1'));

describe('a plain port', () => {
  it('hears what is said and answers', async () => {
    const endings = deferred<Ending>();
    const { port } = await open(
      nodeLoopback.tcp((connection) => {
        connection.write(utf8('hello '));
        return { octets: (octets) => connection.write(octets), ended: endings.resolve };
      }),
    );
    const client = connect({ host: '127.0.0.1', port });
    client.write('echo');
    expect(await text(client, 10)).toBe('hello echo');
    client.end();
    expect(await endings.promise).toBe('fin');
  });

  it.skipIf(!hasV6)('is the same number on ::1', async () => {
    const { port } = await open(
      nodeLoopback.tcp((connection) => {
        connection.write(utf8(connection.localAddress));
        return { octets: () => {}, ended: () => connection.destroy() };
      }),
    );
    expect(await text(connect({ host: '::1', port }), 3)).toBe('::1');
    expect(await text(connect({ host: '127.0.0.1', port }), 9)).toBe('127.0.0.1');
  });

  it('cannot be reached by another address of this machine', async () => {
    const other = Object.values(networkInterfaces())
      .flatMap((all) => all ?? [])
      .find(({ internal, family }) => !internal && family === 'IPv4');
    const { port } = await open(nodeLoopback.tcp(() => ({ octets: () => {}, ended: () => {} })));
    // 127.0.0.2 is ours on Linux; where it is not, or there is another interface, that one must refuse as well.
    for (const host of ['127.0.0.2', ...(other === undefined ? [] : [other.address])]) {
      const client = connect({ host, port });
      const [error] = await once(client, 'error');
      expect(error).toHaveProperty('code', 'ECONNREFUSED');
    }
  });

  it('tells a RST of the client, and gives one', async () => {
    const ending = deferred<Ending>();
    const { port } = await open(
      nodeLoopback.tcp((connection) => ({
        octets: (octets) => void (octets[0] === 0x21 && connection.reset()),
        ended: ending.resolve,
      })),
    );
    const resetting = connect({ host: '127.0.0.1', port }, () => {
      resetting.write('x', () => resetting.resetAndDestroy());
    });
    expect(await ending.promise).toBe('rst');
    const client = connect({ host: '127.0.0.1', port }, () => client.write('!'));
    const [error] = await once(client, 'error');
    expect(error).toHaveProperty('code', 'ECONNRESET');
  });

  it('closes what is open when it is stopped', async () => {
    const accepted = deferred();
    const port = value(
      await nodeLoopback.tcp(() => {
        accepted.resolve();
        return { octets: () => {}, ended: () => {} };
      }),
    );
    const client = connect({ host: '127.0.0.1', port: port.port });
    client.on('error', () => {});
    const closed = once(client, 'close');
    await accepted.promise;
    await port.stop();
    client.resume();
    await closed;
    const [error] = await once(connect({ host: '127.0.0.1', port: port.port }), 'error');
    expect(error).toHaveProperty('code', 'ECONNREFUSED');
  });
});

describe('a TLS port', () => {
  it('lets go when the client does, in the middle of the handshake and after it', async () => {
    const { port } = await tlsPort();
    const half = connect({ host: '127.0.0.1', port, allowHalfOpen: true }, () => half.end('\x16\x03\x01'));
    half.on('error', () => {});
    half.resume();
    await once(half, 'close').catch(() => {});
    const whole = tlsConnect({ host: '127.0.0.1', port, rejectUnauthorized: false }, () => whole.end('bye'));
    whole.resume();
    await once(whole, 'end');
  });

  it('says so when the library does not know what it shall serve', async () => {
    expect(problem(await tlsResult({ ciphers: 'NO-SUCH-CIPHER' }))).toEqual({
      kind: 'other',
      code: 'ERR_SSL_NO_CIPHER_MATCH',
    });
  });
});

const ports: LoopbackPort[] = [];
afterEach(async () => {
  await Promise.all(ports.splice(0).map((port) => port.stop()));
});

async function open(result: ReturnType<typeof nodeLoopback.tcp>): Promise<LoopbackPort> {
  const port = value(await result);
  ports.push(port);
  return port;
}

async function tlsResult(limits: { readonly ciphers?: string }): ReturnType<typeof nodeLoopback.tls> {
  const now = Date.now();
  const leaf = await issueCertificate({
    subject: [['CN', 'localhost']],
    notBefore: now - 1000,
    notAfter: now + 100_000,
  });
  return nodeLoopback.tls({ certificates: leaf.pem, privateKey: leaf.keyPem, ...limits });
}

const tlsPort = (): Promise<LoopbackPort> => open(tlsResult({}));

/** The first octets that come, as text. */
function text(client: Socket, length: number): Promise<string> {
  return new Promise((resolve, reject) => {
    let received = '';
    client.on('data', (octets: Buffer) => {
      received += octets.toString();
      if (received.length < length) return;
      resolve(received);
      client.end();
    });
    client.on('error', reject);
  });
}
