import { createServer } from 'node:net';
import type { Server, Socket } from 'node:net';
import { failed, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { IoProblem } from '../io-problem.ts';
import type { Loopback, LoopbackPort, ServedConnection, TcpListener } from '../ports.ts';
import { ioProblem } from './io-error.ts';
import { openConnection } from './tcp.ts';

/**
 * The serving side of this machine's loopback interface. Load it when it is needed: no probe does. What serves TLS, HTTP or
 * silence comes in only when it is asked for.
 */
export const nodeLoopback: Loopback = {
  tcp: (serve) => listenOnLoopback((socket) => serveRaw(socket, serve), { allowHalfOpen: true }),
  tls: async (options) => (await import('./loopback-tls.ts')).serveTls(options),
  http: async (serve) => (await import('./loopback-http.ts')).serveHttp(serve),
  refusing: async () => (await import('./loopback-closed.ts')).refusingPort(),
  unanswering: async () => (await import('./loopback-closed.ts')).unansweringPort(),
};

/**
 * Listens on one port number of 127.0.0.1 and ::1, so that a client finds us whichever way it reads `localhost`. Each
 * connection is handed over with an error listener; those beyond the limit or the time are dropped.
 */
export async function listenOnLoopback(
  serve: (socket: Socket) => void,
  options: { readonly allowHalfOpen: boolean } = { allowHalfOpen: false },
): Promise<Result<LoopbackPort, IoProblem>> {
  const open = new Set<Socket>();
  const accept = (socket: Socket): void => {
    open.add(socket);
    const tooLong = setTimeout(() => socket.destroy(), longestConnectionMs).unref();
    socket.once('close', () => {
      open.delete(socket);
      clearTimeout(tooLong);
    });
    // Without this a client's RST would be an uncaught exception.
    socket.on('error', () => socket.destroy());
    serve(socket);
  };
  for (let attempt = 1; ; attempt += 1) {
    const v4 = await listen({ host: '127.0.0.1', port: 0, ...options }, accept);
    if (!v4.ok) return v4;
    const v6 = await listen({ host: '::1', port: v4.value.port, ...options }, accept);
    if (v6.ok || v6.problem.kind === 'unreachable') {
      const servers = v6.ok ? [v4.value.server, v6.value.server] : [v4.value.server];
      return ok({ port: v4.value.port, stop: () => stop(servers, open) });
    }
    await stop([v4.value.server], open);
    // Somebody else has this number on ::1: another number, but not for ever.
    if (attempt === mostAttempts) return v6;
  }
}

function listen(
  { host, port, allowHalfOpen }: { readonly host: string; readonly port: number; readonly allowHalfOpen: boolean },
  accept: (socket: Socket) => void,
): Promise<Result<{ readonly server: Server; readonly port: number }, IoProblem>> {
  return new Promise((resolve) => {
    const server = createServer({ allowHalfOpen, noDelay: true }, accept);
    server.maxConnections = mostConnections;
    server.on('error', (error) => resolve(failed(ioProblem(error, 0))));
    server.listen({ host, port, ipv6Only: true }, () => {
      const address = server.address();
      resolve(ok({ server, port: address !== null && typeof address === 'object' ? address.port : port }));
    });
  });
}

async function stop(servers: readonly Server[], open: ReadonlySet<Socket>): Promise<void> {
  const closed = servers.map((server) => new Promise<void>((resolve) => server.close(() => resolve())));
  for (const socket of open) socket.destroy();
  await Promise.all(closed);
}

function serveRaw(socket: Socket, serve: (connection: ServedConnection) => TcpListener): void {
  // The listener is made from the connection, so the connection must exist first: it hears nothing before this returns.
  let listener: TcpListener | null = null;
  const connection = openConnection(socket, {
    octets: (octets, atMs) => listener?.octets(octets, atMs),
    ended: (how, atMs) => listener?.ended(how, atMs),
  });
  listener = serve({ ...connection, reset: () => void socket.resetAndDestroy() });
}

const mostConnections = 512;
const longestConnectionMs = 300_000;
const mostAttempts = 8;
