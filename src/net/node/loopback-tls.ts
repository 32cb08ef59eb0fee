import { createServer } from 'node:tls';
import type { TLSSocket } from 'node:tls';
import { failed } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { IoProblem } from '../io-problem.ts';
import type { LoopbackPort, TlsServerOptions } from '../ports.ts';
import { ioProblem } from './io-error.ts';
import { listenOnLoopback } from './loopback.ts';

/** A node:tls server on a loopback port. It never listens itself: connections are handed to it, from both addresses. */
export async function serveTls(options: TlsServerOptions): Promise<Result<LoopbackPort, IoProblem>> {
  const { certificates, privateKey, staple, speaker, ...limits } = options;
  try {
    const server = createServer({ cert: certificates, key: privateKey, ...limits }, (connection) => {
      connection.on('error', () => connection.destroy());
      if (speaker === undefined) connection.resume();
      else converse(connection, speaker());
    });
    server.on('tlsClientError', (_, connection) => connection.destroy());
    if (staple !== undefined) server.on('OCSPRequest', (_leaf, _issuer, answer) => answer(null, Buffer.from(staple)));
    return await listenOnLoopback((socket) => server.emit('connection', socket));
  } catch (error) {
    // A library that is built or configured without a version or suite that was asked for says so here.
    return failed(ioProblem(error, 0));
  }
}

function converse(connection: TLSSocket, speak: ReturnType<NonNullable<TlsServerOptions['speaker']>>): void {
  let heard = 0;
  connection.on('data', (octets: Buffer) => {
    heard += octets.length;
    // What a client makes us answer could pile up.
    if (heard > mostOctets) {
      connection.destroy();
      return;
    }
    const { answer, isOver } = speak(octets);
    if (answer.length > 0) connection.write(answer);
    if (isOver) connection.end();
  });
}

const mostOctets = 131_072;
