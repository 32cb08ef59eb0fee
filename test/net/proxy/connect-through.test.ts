import { afterEach, describe, expect, it } from 'vitest';
import { utf8 } from '../../../src/base/octets.ts';
import { failed, ok } from '../../../src/base/result.ts';
import { nodeClock } from '../../../src/net/node/clock.ts';
import { nodeLoopback } from '../../../src/net/node/loopback.ts';
import { nodeTcp } from '../../../src/net/node/tcp.ts';
import type { Dns } from '../../../src/net/ports.ts';
import { connectThrough } from '../../../src/net/proxy/connect-through.ts';
import { parseProxyUrl } from '../../../src/net/proxy/proxy-plan.ts';
import { counting, hearing, startSpeaker } from '../../support/conversing.ts';
import type { Speaker } from '../../support/conversing.ts';
import { problem, value } from '../../support/result.ts';

const speakers: Speaker[] = [];
afterEach(() => Promise.all(speakers.splice(0).map((speaker) => speaker.stop())));

const speaking = async (...speak: Parameters<typeof startSpeaker>): Promise<Speaker> => {
  const speaker = await startSpeaker(...speak);
  speakers.push(speaker);
  return speaker;
};

const names: Dns = {
  addresses: (name) =>
    Promise.resolve(name === 'gate.test' ? ok(['127.0.0.2', '127.0.0.1']) : failed({ kind: 'nameNotFound', name })),
};
const { tcp, open } = counting(nodeTcp);
const through = (url: string) => connectThrough({ tcp, dns: names, clock: nodeClock }, value(parseProxyUrl(url)));
const server = { address: 'server.test', port: 443, timeoutMs: 10_000 };

describe('a connection through a proxy', () => {
  it('hands over the far end of the tunnel, first words of the server included', async () => {
    const { port } = await speaking((socket, heard) => {
      if (heard.startsWith('CONNECT')) socket.write('HTTP/1.1 200 OK\r\n\r\n220 mail');
      else if (heard !== '') socket.write(` echo ${heard}`);
    });
    const heard = hearing();
    const connection = value(await through(`http://127.0.0.1:${port}`).connect(server, heard.listener));
    expect(heard.text()).toBe('');
    connection.write(utf8('hello'));
    await heard.until('hello');
    expect(heard.text()).toBe('220 mail echo hello');
    expect(connection.preludes).toMatchObject([{ protocol: 'http', surplus: 8 }]);
    connection.end();
    expect(open()).toBe(0);
  });

  it('tries all addresses of the proxy', async () => {
    const { port } = await speaking((socket, heard) => {
      if (heard !== '') socket.write('HTTP/1.1 200 OK\r\n\r\n');
    });
    value(await through(`http://gate.test:${port}`).connect(server, hearing().listener)).destroy();
  });
});

describe('no connection through a proxy', () => {
  const fails = async (url: string, to: Partial<Parameters<typeof nodeTcp.connect>[0]> = {}) => {
    const found = problem(await through(url).connect({ ...server, ...to }, hearing().listener));
    expect(JSON.stringify(found)).not.toMatch(/hunter2|YWxpY2U6aHVudGVyMg/);
    expect(open()).toBe(0);
    return found;
  };

  it('where the proxy has no address, or nobody listens there', async () => {
    expect(await fails('http://alice:hunter2@nowhere.test:1')).toEqual({
      kind: 'proxyUnreachable',
      proxy: 'http://nowhere.test:1',
      cause: { kind: 'nameNotFound', name: 'nowhere.test' },
    });
    const closed = value(await nodeLoopback.refusing());
    const proxy = `http://127.0.0.1:${closed.port}`;
    expect(await fails(proxy)).toEqual({ kind: 'proxyUnreachable', proxy, cause: { kind: 'refused' } });
    await closed.stop();
  });

  it('where it says no, and repeats what it was told', async () => {
    const { port } = await speaking((socket, heard) => {
      if (heard !== '') socket.end(`HTTP/1.1 407 No\r\n\r\n${heard}`);
    });
    const found = await fails(`http://alice:hunter2@127.0.0.1:${port}`);
    expect(found).toMatchObject({ kind: 'proxyRefused', proxy: `http://127.0.0.1:${port}`, status: 407 });
    expect(found.kind === 'proxyRefused' && found.said).toContain('Proxy-Authorization: Basic ***');
  });

  it('where something else answers', async () => {
    const { port } = await speaking((socket) => void socket.write('SSH-2.0-x\r\n'));
    const found = { proxy: `http://127.0.0.1:${port}`, kind: 'proxyNotSpoken', said: 'SSH-2.0-x' };
    expect(await fails(found.proxy)).toEqual(found);
    expect(await fails(`socks5://127.0.0.1:${port}`)).toMatchObject({ kind: 'proxyNotSpoken' });
  });

  it('where it closes or falls silent', async () => {
    const closing = await speaking((socket, heard) => {
      if (heard !== '') socket.end();
    });
    const ended = { kind: 'proxyEnded', at: 'CONNECT', said: '' };
    expect(await fails(`http://127.0.0.1:${closing.port}`)).toMatchObject({ ...ended, how: 'fin' });
    const silent = await speaking(() => {});
    const timeoutMs = 150;
    expect(await fails(`http://127.0.0.1:${silent.port}`, { timeoutMs })).toMatchObject({ ...ended, how: 'silence' });
  });

  it('where it is called off', async () => {
    const controller = new AbortController();
    const { port } = await speaking((_, heard) => {
      if (heard !== '') controller.abort();
    });
    expect(await fails(`socks5://127.0.0.1:${port}`, { signal: controller.signal })).toEqual({ kind: 'aborted' });
  });
});
