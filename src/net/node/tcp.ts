import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { concat, noOctets } from '../../base/octets.ts';
import { failed, ok } from '../../base/result.ts';
import type { Tcp, TcpConnection, TcpListener } from '../ports.ts';
import { withinDeadline } from './deadline.ts';
import { nodeClock } from './clock.ts';
import { ioProblem } from './io-error.ts';

/**
 * TCP by node:net. Half-open connections are allowed: after the peer's FIN we still may write, and see the FIN as what it is.
 * The deadline and the signal are those of connecting; afterwards the connection is the caller's to let go.
 */
export const nodeTcp: Tcp = {
  connect: (to, listener) =>
    withinDeadline(to, (settle) => {
      const begun = nodeClock.monotonicMs();
      const socket = connect({ host: to.address, port: to.port, noDelay: true, allowHalfOpen: true });
      socket.once('error', (error) => settle(failed(ioProblem(error, nodeClock.monotonicMs() - begun))));
      socket.once('connect', () => settle(ok(openConnection(socket, listener))));
      return () => socket.destroy();
    }),
};

/**
 * Couples an open socket to a listener. The listener hears of one ending at most, and of nothing once we have let go.
 * Shared with the ports that the loopback side serves.
 */
export function openConnection(socket: Socket, listener: TcpListener): TcpConnection {
  let listening = true;
  const ended = (how: 'fin' | 'rst'): void => {
    if (!listening) return;
    listening = false;
    listener.ended(how, nodeClock.monotonicMs());
  };
  socket.on('data', (chunk: Buffer) => {
    if (listening) listener.octets(plain(chunk), nodeClock.monotonicMs());
  });
  // Octets and a RST that come together are reported by libuv as octets and an orderly end. Writing nothing tells: it succeeds
  // after a FIN and fails on a connection that is gone.
  socket.on('end', () => socket.write(noOctets, (error) => ended(error ? 'rst' : 'fin')));
  // Whatever tears an open connection down (a reset, a network that went away, a dead peer), it did not end in order.
  socket.on('error', () => ended('rst'));
  const held = heldBack(socket);
  return {
    write: held.write,
    end() {
      listening = false;
      held.flush();
      // What still arrives is read and dropped: closing over unread octets would make a RST of our FIN.
      socket.resume();
      const lingering = setTimeout(() => socket.destroy(), lingerMs).unref();
      socket.once('close', () => clearTimeout(lingering));
      socket.end(() => socket.unref());
    },
    destroy() {
      listening = false;
      held.flush();
      socket.destroy();
    },
    pause: () => void socket.pause(),
    resume: () => void socket.resume(),
    localAddress: socket.localAddress ?? '',
  };
}

/**
 * Holds what is written back until the event loop has once looked at what came in. A server that sent an alert and a RST while
 * we were computing would otherwise fail our write, and Node would throw the alert away with the socket. As it does so once
 * for many writes, a flight in pieces leaves as one segment too. (`cork` would do the same with five times the code of Node's.)
 */
function heldBack(socket: Socket): { readonly write: (octets: Uint8Array) => void; readonly flush: () => void } {
  let held: Uint8Array[] = [];
  const flush = (): void => {
    if (held.length > 0 && socket.writable) socket.write(concat(held));
    held = [];
  };
  return {
    write(octets) {
      if (!socket.writable) return;
      // The first callback may run before the loop reads; between it and the second it surely does.
      if (held.length === 0) setImmediate(() => setImmediate(flush));
      held.push(octets);
    },
    flush,
  };
}

/** A Buffer is a Uint8Array whose `slice` means something else: hand out the plain type over the same memory. */
const plain = (chunk: Buffer): Uint8Array => new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength);

/** How long `end` waits for the peer to take what is queued and to close its side. It does not keep the process alive. */
const lingerMs = 1000;
