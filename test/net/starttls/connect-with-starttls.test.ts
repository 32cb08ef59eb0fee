import { getEventListeners } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import { utf8 } from '../../../src/base/octets.ts';
import { nodeClock } from '../../../src/net/node/clock.ts';
import { nodeLoopback } from '../../../src/net/node/loopback.ts';
import { nodeTcp } from '../../../src/net/node/tcp.ts';
import { connectWithStarttls } from '../../../src/net/starttls/connect-with-starttls.ts';
import { dialogueFor } from '../../../src/net/starttls/dialogue-for.ts';
import type { StarttlsProtocol } from '../../../src/net/starttls/protocols.ts';
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

/** An SMTP server up to the go-ahead, to which it adds something. */
const mail = (added = '') =>
  speaking((socket, heard) => {
    if (heard === '') socket.write('220 mail.test\r\n');
    else if (heard.startsWith('EHLO')) socket.write('250-mail.test\r\n250 STARTTLS\r\n');
    else if (heard.startsWith('STARTTLS')) socket.write(`220 go ahead\r\n${added}`);
    else socket.write(`echo ${heard}`);
  });

const { tcp, open } = counting(nodeTcp);
const starttls = (protocol: StarttlsProtocol) =>
  connectWithStarttls({ tcp, clock: nodeClock }, protocol, () => dialogueFor(protocol, { host: 'mail.test' }));
const to = (port: number, more: { timeoutMs?: number; signal?: AbortSignal } = {}) => ({
  address: '127.0.0.1',
  port,
  timeoutMs: 10_000,
  ...more,
});

describe('a connection with STARTTLS', () => {
  it('is handed over after the go-ahead, with nothing of the dialogue to be heard', async () => {
    const { port } = await mail();
    const heard = hearing();
    const connection = value(await starttls('smtp').connect(to(port), heard.listener));
    connection.write(utf8('ClientHello'));
    await heard.until('ClientHello');
    expect(heard.text()).toBe('echo ClientHello');
    expect(connection.localAddress).toBe('127.0.0.1');
    const [prelude] = connection.preludes ?? [];
    expect(prelude).toMatchObject({ protocol: 'smtp', said: '220 go ahead', advertised: true, surplus: 0 });
    expect(prelude?.durationMs).toBeGreaterThan(0);
    connection.end();
    expect(open()).toBe(0);
  });

  it('counts and drops what came together with the go-ahead', async () => {
    const { port } = await mail('250 injected\r\n');
    const heard = hearing();
    const connection = value(await starttls('smtp').connect(to(port), heard.listener));
    connection.write(utf8('ClientHello'));
    await heard.until('ClientHello');
    expect(heard.text()).toBe('echo ClientHello');
    expect(connection.preludes).toMatchObject([{ surplus: 14 }]);
    connection.destroy();
  });

  it('tells the listener of an ending that comes after', async () => {
    const { port } = await speaking((socket, heard) => {
      if (heard !== '') socket.end('S');
    });
    const heard = hearing();
    const connection = value(await starttls('postgres').connect(to(port), heard.listener));
    expect(await heard.ending).toBe('fin');
    connection.destroy();
  });

  it('begins a dialogue of its own each time', async () => {
    const { port, heard: said } = await mail();
    const through = starttls('smtp');
    const both = await Promise.all([
      through.connect(to(port), hearing().listener),
      through.connect(to(port), hearing().listener),
    ]);
    for (const opened of both) value(opened).destroy();
    expect(said).toEqual(Array.from({ length: 2 }, () => 'EHLO whytls.invalid\r\nSTARTTLS\r\n'));
  });
});

describe('no connection with STARTTLS', () => {
  const fails = async (protocol: StarttlsProtocol, ...where: Parameters<typeof to>) => {
    const heard = hearing();
    const found = problem(await starttls(protocol).connect(to(...where), heard.listener));
    expect(heard.text()).toBe('');
    expect(open()).toBe(0);
    return found;
  };

  it('where there is none at all', async () => {
    const closed = value(await nodeLoopback.refusing());
    expect(await fails('smtp', closed.port)).toEqual({ kind: 'refused' });
    await closed.stop();
  });

  it('where the server says no', async () => {
    const { port } = await speaking((socket) => void socket.write('554 go away\r\n'));
    expect(await fails('smtp', port)).toEqual({
      kind: 'starttlsRefused',
      protocol: 'smtp',
      at: 'greeting',
      said: '554 go away',
      status: 554,
      advertised: null,
    });
  });

  it('where somebody else answers', async () => {
    const { port } = await speaking((socket) => void socket.write('SSH-2.0-x\r\n'));
    const found = { kind: 'starttlsNotSpoken', protocol: 'imap', at: 'greeting', said: 'SSH-2.0-x' };
    expect(await fails('imap', port)).toEqual(found);
  });

  it('where the server never stops', async () => {
    const { port } = await speaking((socket) => void socket.write('220-x\r\n'.repeat(10_000)));
    expect(await fails('smtp', port)).toEqual({ kind: 'tooLarge', limit: 16_384 });
  });

  it.each([
    ['fin', (socket: { end(): unknown }) => socket.end()],
    ['rst', (socket: { resetAndDestroy(): unknown }) => socket.resetAndDestroy()],
  ] as const)('where it ends with %s in between', async (how, leave) => {
    const { port } = await speaking((socket, heard) => {
      if (heard === '') socket.write('220 x\r\n');
      else socket.write('250-wait', () => leave(socket));
    });
    expect(await fails('smtp', port)).toMatchObject({
      kind: 'starttlsEnded',
      protocol: 'smtp',
      at: 'EHLO',
      said: '250-wait',
      how,
    });
  });

  it('where the server is silent, as one is that waits for TLS itself', async () => {
    const { port, sockets } = await speaking(() => {});
    const found = await fails('smtp', port, { timeoutMs: 150 });
    expect(found).toMatchObject({ kind: 'starttlsEnded', at: 'greeting', said: '', how: 'silence' });
    expect(sockets).toHaveLength(1);
  });

  it('where it is called off', async () => {
    const controller = new AbortController();
    const { port } = await speaking((socket, heard) => {
      if (heard === '') socket.write('220 x\r\n');
      else controller.abort();
    });
    expect(await fails('smtp', port, { signal: controller.signal })).toEqual({ kind: 'aborted' });
    expect(getEventListeners(controller.signal, 'abort')).toEqual([]);
  });
});
