import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { getEventListeners, once } from 'node:events';
import { createServer } from 'node:net';
import type { Server, Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { utf8 } from '../../../src/base/octets.ts';
import type { Ending, TcpConnection, TcpListener } from '../../../src/net/ports.ts';
import { nodeLoopback } from '../../../src/net/node/loopback.ts';
import { nodeTcp } from '../../../src/net/node/tcp.ts';
import { deferred } from '../../support/deferred.ts';
import { listening } from '../../support/listening.ts';
import { value } from '../../support/result.ts';

describe('connecting', () => {
  it('says refused where nobody listens', async () => {
    const port = value(await nodeLoopback.refusing());
    expect(await connectTo(port.port)).toEqual({ ok: false, problem: { kind: 'refused' } });
    await port.stop();
  });

  it('says timedOut where the SYN is not answered', async () => {
    const port = value(await nodeLoopback.unanswering());
    const result = await connectTo(port.port, { timeoutMs: 120 });
    expect(result).toEqual({ ok: false, problem: { kind: 'timedOut', afterMs: 120 } });
    await port.stop();
  });

  it('says aborted when it is called off under way', async () => {
    const port = value(await nodeLoopback.unanswering());
    const controller = new AbortController();
    const pending = connectTo(port.port, { signal: controller.signal });
    controller.abort();
    expect(await pending).toEqual({ ok: false, problem: { kind: 'aborted' } });
    await port.stop();
  });

  it('does not begin when it was called off before', async () => {
    const { port, server } = await serve((socket) => void socket.pipe(socket));
    const connections: Socket[] = [];
    server.on('connection', (socket: Socket) => connections.push(socket));
    const aborted = await connectTo(port, { signal: AbortSignal.abort() });
    expect(aborted).toEqual({ ok: false, problem: { kind: 'aborted' } });
    const heard = hear();
    const other = value(await connectTo(port, { listener: heard.listener }));
    other.end();
    await Promise.all(connections.map((socket) => once(socket, 'close')));
    expect(connections).toHaveLength(1);
  });

  it('is no longer bound to the signal once it is open', async () => {
    const { port } = await serve((socket) => void socket.pipe(socket));
    const heard = hear();
    const controller = new AbortController();
    const connection = value(await connectTo(port, { signal: controller.signal, listener: heard.listener }));
    expect(getEventListeners(controller.signal, 'abort')).toHaveLength(0);
    controller.abort();
    connection.write(utf8('still open'));
    await heard.first;
    expect(heard.text()).toBe('still open');
    expect(connection.localAddress).toBe('127.0.0.1');
    connection.destroy();
  });
});

describe('an open connection', () => {
  it('hands over octets as plain Uint8Array, with a time that does not go back', async () => {
    const { port } = await serve((socket) => void socket.write('one'));
    const heard = hear();
    const before = performance.now();
    const connection = value(await connectTo(port, { listener: heard.listener }));
    await heard.first;
    const [chunk] = heard.chunks;
    expect(Object.getPrototypeOf(chunk?.octets)).toBe(Uint8Array.prototype);
    expect(chunk?.octets).toEqual(utf8('one'));
    expect(chunk?.atMs).toBeGreaterThanOrEqual(before);
    connection.destroy();
  });

  it('tells a FIN, and may still write after it', async () => {
    const received: Buffer[] = [];
    const { port, sockets } = await serve((socket) => {
      socket.on('data', (octets: Buffer) => received.push(octets));
      socket.end('bye');
    });
    const heard = hear();
    const connection = value(await connectTo(port, { listener: heard.listener }));
    expect(await heard.ending).toBe('fin');
    expect(heard.text()).toBe('bye');
    connection.write(utf8('after your FIN'));
    connection.end();
    const [socket] = sockets;
    if (socket === undefined) throw new Error('nobody came');
    await once(socket, 'end');
    expect(Buffer.concat(received).toString()).toBe('after your FIN');
  });

  it('tells a RST from a FIN, and hands over what came before it', async () => {
    const { port } = await serve((socket) => {
      socket.write('last words', () => {
        socket.once('data', () => socket.resetAndDestroy());
      });
    });
    const heard = hear();
    const connection = value(await connectTo(port, { listener: heard.listener }));
    await heard.first;
    connection.write(utf8('go on'));
    expect(await heard.ending).toBe('rst');
    expect(heard.text()).toBe('last words');
  });

  it('tells a RST from a FIN even where it comes together with octets', async () => {
    const { port } = await serve((socket) => {
      socket.once('data', () => socket.write('last words', () => socket.resetAndDestroy()));
    });
    for (let round = 0; round < 20; round += 1) {
      const heard = hear();
      const connection = value(await connectTo(port, { listener: heard.listener }));
      connection.write(utf8('go on'));
      expect(await heard.ending).toBe('rst');
      expect(heard.text()).toBe('last words');
    }
  });

  it('hands over an alert that came before our next write failed', async () => {
    // The server goes on in another process, so that it can act while this one is busy.
    const server = spawn(process.execPath, ['-e', alertAndReset], { stdio: ['ignore', 'pipe', 'ignore'] });
    children.push(server);
    const port = Number(await new Promise<Buffer>((resolve) => server.stdout.once('data', resolve)));
    const heard = hear();
    const connection = value(await connectTo(port, { listener: heard.listener }));
    connection.write(utf8('first flight'));
    await new Promise((resolve) => setImmediate(() => setImmediate(() => setImmediate(resolve))));
    // Blocks until the server says on a second connection that the first is reset: our write then meets a dead connection.
    spawnSync(process.execPath, ['-e', `require('net').connect(${port}, '127.0.0.1').resume()`]);
    connection.write(utf8('second flight'));
    expect(await heard.ending).toBe('rst');
    expect(heard.text()).toBe('alert');
  });

  it('sends what was written before destroy', async () => {
    const all = deferred<string>();
    const { port } = await serve((socket) => {
      const received: Buffer[] = [];
      socket.on('data', (octets: Buffer) => received.push(octets));
      socket.on('end', () => all.resolve(Buffer.concat(received).toString()));
    });
    const connection = value(await connectTo(port));
    connection.write(utf8('last '));
    connection.write(utf8('words'));
    connection.destroy();
    expect(await all.promise).toBe('last words');
  });

  it('drops what is written once it has ended', async () => {
    const { port } = await serve((socket) => void socket.once('data', () => socket.resetAndDestroy()));
    const heard = hear();
    const connection = value(await connectTo(port, { listener: heard.listener }));
    connection.write(utf8('x'));
    await heard.ending;
    connection.write(utf8('into the void'));
    connection.end();
    connection.destroy();
    expect(heard.endings).toEqual(['rst']);
  });

  it('tells the listener nothing after destroy', async () => {
    const { port, sockets } = await serve((socket) => {
      for (let count = 0; count < 200; count += 1) socket.write(Buffer.alloc(16_384));
      socket.end();
    });
    const calls: string[] = [];
    const destroyed = deferred();
    let opened: TcpConnection | null = null;
    const listener: TcpListener = {
      octets: () => {
        calls.push('octets');
        opened?.destroy();
        destroyed.resolve();
      },
      ended: () => calls.push('ended'),
    };
    opened = value(await connectTo(port, { listener }));
    await destroyed.promise;
    const [socket] = sockets;
    if (socket !== undefined && !socket.closed) await new Promise((resolve) => socket.once('close', resolve));
    expect(calls).toEqual(['octets']);
  });

  it('sends all that is queued before its FIN', async () => {
    const length = 4 * 1024 * 1024;
    let received = 0;
    const { port, sockets } = await serve((socket) => void socket.on('data', (octets) => (received += octets.length)));
    const connection = value(await connectTo(port));
    connection.write(new Uint8Array(length));
    connection.end();
    const [socket] = sockets;
    if (socket === undefined) throw new Error('nobody came');
    await once(socket, 'end');
    expect(received).toBe(length);
  });

  it('does not read while paused', async () => {
    const length = 32 * 1024 * 1024;
    const { port } = await serve((socket) => void socket.end(Buffer.alloc(length)));
    let received = 0;
    let paused: TcpConnection | null = null;
    const first = deferred();
    const ending = deferred<Ending>();
    const listener: TcpListener = {
      octets: (octets) => {
        if (received === 0) paused?.pause();
        received += octets.length;
        first.resolve();
      },
      ended: ending.resolve,
    };
    const connection = value(await connectTo(port, { listener }));
    paused = connection;
    await first.promise;
    const whenPaused = received;
    // A whole conversation beside it: the paused one had every chance to read on.
    const other = hear();
    const beside = value(await connectTo(port, { listener: other.listener }));
    await other.ending;
    expect(received).toBe(whenPaused);
    expect(whenPaused).toBeLessThan(length);
    beside.destroy();
    connection.resume();
    expect(await ending.promise).toBe('fin');
    expect(received).toBe(length);
  });
});

/** Sends an alert and RST on the first connection; ends the second once that is done. */
const alertAndReset = `
  let reset;
  const isReset = new Promise((resolve) => (reset = resolve));
  let count = 0;
  const server = require('net').createServer((socket) => {
    socket.on('error', () => {});
    if (count++ > 0) return isReset.then(() => socket.end());
    socket.once('data', () => socket.write('alert', () => socket.resetAndDestroy().once('close', reset)));
  });
  server.listen(0, '127.0.0.1', () => console.log(server.address().port));
`;

const servers: Server[] = [];
const accepted: Socket[] = [];
const children: ChildProcess[] = [];
afterEach(async () => {
  for (const child of children.splice(0)) child.kill();
  for (const socket of accepted.splice(0)) socket.destroy();
  await Promise.all(servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve))));
});

async function serve(on: (socket: Socket) => void): Promise<{ port: number; server: Server; sockets: Socket[] }> {
  const sockets: Socket[] = [];
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    sockets.push(socket);
    accepted.push(socket);
    socket.on('error', () => socket.destroy());
    on(socket);
  });
  servers.push(server);
  return { port: await listening(server), server, sockets };
}

const connectTo = (
  port: number,
  options: { timeoutMs?: number; signal?: AbortSignal; listener?: TcpListener } = {},
): ReturnType<typeof nodeTcp.connect> => {
  const { listener = { octets: () => {}, ended: () => {} }, ...rest } = options;
  return nodeTcp.connect({ address: '127.0.0.1', port, timeoutMs: 5000, ...rest }, listener);
};

function hear() {
  const chunks: { octets: Uint8Array; atMs: number }[] = [];
  const endings: Ending[] = [];
  const first = deferred();
  const ending = deferred<Ending>();
  const listener: TcpListener = {
    octets: (octets, atMs) => {
      chunks.push({ octets, atMs });
      first.resolve();
    },
    ended: (how) => {
      endings.push(how);
      ending.resolve(how);
    },
  };
  return {
    chunks,
    endings,
    first: first.promise,
    ending: ending.promise,
    listener,
    text: () => Buffer.concat(chunks.map(({ octets }) => octets)).toString(),
  };
}
