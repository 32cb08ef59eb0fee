/** Servers that speak by the book, on loopback, and what our TCP makes of them. */
import { createServer } from 'node:net';
import type { Socket } from 'node:net';
import { latin1 } from '../../src/base/octets.ts';
import type { Ending, Tcp, TcpConnection, TcpListener } from '../../src/net/ports.ts';
import { deferred } from './deferred.ts';
import { listening } from './listening.ts';

export interface Speaker {
  readonly port: number;
  /** What each connection said to us, as it comes. */
  readonly heard: string[];
  readonly sockets: Socket[];
  stop(): Promise<void>;
}

/** `speak` is called for each connection, and again for all that it says. */
export async function startSpeaker(speak: (socket: Socket, heard: string) => void): Promise<Speaker> {
  const heard: string[] = [];
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    const index = sockets.push(socket) - 1;
    heard.push('');
    socket.on('error', () => socket.destroy());
    socket.on('data', (octets) => {
      heard[index] += octets.toString('latin1');
      speak(socket, octets.toString('latin1'));
    });
    speak(socket, '');
  });
  const port = await listening(server);
  return {
    port,
    heard,
    sockets,
    stop: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => {
        server.close(() => resolve());
      });
    },
  };
}

/** A listener that remembers, and can be waited for. */
export function hearing() {
  let text = '';
  const waiting: { readonly wanted: string; readonly resolve: () => void }[] = [];
  const ending = deferred<Ending>();
  const listener: TcpListener = {
    octets: (octets) => {
      text += latin1(octets);
      for (const { wanted, resolve } of waiting) if (text.includes(wanted)) resolve();
    },
    ended: ending.resolve,
  };
  const until = (wanted: string): Promise<void> => {
    const { promise, resolve } = deferred();
    waiting.push({ wanted, resolve });
    if (text.includes(wanted)) resolve();
    return promise;
  };
  return { listener, until, ending: ending.promise, text: () => text };
}

export interface Remembered {
  readonly tcp: Tcp;
  /** Connections that are not let go yet. */
  readonly open: () => number;
}

/** TCP that counts what is open, so that a test can see that nothing is left behind. */
export function counting(tcp: Tcp): Remembered {
  let open = 0;
  return {
    open: () => open,
    tcp: {
      async connect(to, listener) {
        const opened = await tcp.connect(to, listener);
        if (!opened.ok) return opened;
        open += 1;
        return { ok: true, value: letGoOnce(opened.value, () => (open -= 1)) };
      },
    },
  };
}

function letGoOnce(connection: TcpConnection, gone: () => void): TcpConnection {
  let held = true;
  const letGo = (act: () => void): void => {
    if (held) gone();
    held = false;
    act();
  };
  return {
    write: (octets) => connection.write(octets),
    end: () => letGo(() => connection.end()),
    destroy: () => letGo(() => connection.destroy()),
    pause: () => connection.pause(),
    resume: () => connection.resume(),
    localAddress: connection.localAddress,
  };
}
