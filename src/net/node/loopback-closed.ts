import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { Worker } from 'node:worker_threads';
import { failed, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { IoProblem } from '../io-problem.ts';
import type { LoopbackPort } from '../ports.ts';
import { ioProblem } from './io-error.ts';
import { listenOnLoopback } from './loopback.ts';

/**
 * A port at which nobody listens and nobody can begin to: it is the client end of a connection that we hold. To bind and
 * close one would leave the number free for the next program that asks for any.
 */
export async function refusingPort(): Promise<Result<LoopbackPort, IoProblem>> {
  const other = await listenOnLoopback(() => {});
  if (!other.ok) return other;
  const { socket, outcome } = await tryToConnect(other.value.port);
  if (outcome.kind === 'connected' && socket.localPort !== undefined) {
    const stop = async (): Promise<void> => {
      socket.destroy();
      await other.value.stop();
    };
    return ok({ port: socket.localPort, stop });
  }
  await other.value.stop();
  return failed(outcome.kind === 'failed' ? outcome.problem : { kind: 'other', code: 'noConnection' });
}

/**
 * A port whose queue of connections that wait to be accepted is full, so that the kernel drops every further SYN and the
 * client hears nothing, as behind a firewall. Node accepts whatever comes, unless its event loop stands still: so the
 * listening socket belongs to a thread that is put to sleep, and we fill the queue ourselves.
 */
export async function unansweringPort(): Promise<Result<LoopbackPort, IoProblem>> {
  const worker = new Worker(sleepingListener, { eval: true });
  worker.unref();
  const port = await new Promise<number | null>((resolve) => {
    worker.once('message', (listening: unknown) => resolve(typeof listening === 'number' ? listening : null));
    worker.once('error', () => resolve(null));
    worker.once('exit', () => resolve(null));
  });
  // All at once, more than the queue can hold: what is left over waits for a place and would take it before any client.
  const fillers = port === null ? [] : await Promise.all(Array.from({ length: fillerCount }, () => tryToConnect(port)));
  const stop = async (): Promise<void> => {
    for (const { socket } of fillers) socket.destroy();
    await worker.terminate();
  };
  const outcomes = new Set(fillers.map(({ outcome }) => outcome.kind));
  if (port !== null && outcomes.has('pending') && !outcomes.has('failed')) return ok({ port, stop });
  await stop();
  return failed({ kind: 'other', code: port === null ? 'noPort' : 'answered' });
}

type Outcome =
  | { readonly kind: 'connected' }
  | { readonly kind: 'pending' }
  | { readonly kind: 'failed'; readonly problem: IoProblem };

function tryToConnect(port: number): Promise<{ readonly socket: Socket; readonly outcome: Outcome }> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port });
    const settle = (outcome: Outcome): void => {
      clearTimeout(timer);
      resolve({ socket, outcome });
    };
    const timer = setTimeout(() => settle({ kind: 'pending' }), connectsWithinMs);
    socket.on('connect', () => settle({ kind: 'connected' }));
    socket.on('error', (error) => settle({ kind: 'failed', problem: ioProblem(error, 0) }));
  });
}

/** CommonJS, as `eval` workers are. The thread sleeps from the moment that the port is known; `terminate` wakes it. */
const sleepingListener = `
  const { parentPort } = require('node:worker_threads');
  const server = require('node:net').createServer();
  server.on('error', () => process.exit(1));
  server.listen({ host: '127.0.0.1', port: 0, backlog: 1 }, () => {
    parentPort.postMessage(server.address().port);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  });
`;

/** On loopback a connection takes well under a millisecond: what has not happened after this will not. */
const connectsWithinMs = 300;
const fillerCount = 8;
