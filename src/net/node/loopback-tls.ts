import { createServer } from 'node:tls';
import { failed } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { IoProblem } from '../io-problem.ts';
import type { LoopbackPort, TlsServerOptions } from '../ports.ts';
import { ioProblem } from './io-error.ts';
import { listenOnLoopback } from './loopback.ts';

/** A node:tls server on a loopback port. It never listens itself: connections are handed to it, from both addresses. */
export async function serveTls(options: TlsServerOptions): Promise<Result<LoopbackPort, IoProblem>> {
  const { certificates, privateKey, staple, ...limits } = options;
  try {
    const server = createServer({ cert: certificates, key: privateKey, ...limits }, (connection) => {
      connection.on('error', () => connection.destroy());
      connection.resume();
    });
    server.on('tlsClientError', (_, connection) => connection.destroy());
    if (staple !== undefined) server.on('OCSPRequest', (_leaf, _issuer, answer) => answer(null, Buffer.from(staple)));
    return await listenOnLoopback((socket) => server.emit('connection', socket));
  } catch (error) {
    // A library that is built or configured without a version or suite that was asked for says so here.
    return failed(ioProblem(error, 0));
  }
}
