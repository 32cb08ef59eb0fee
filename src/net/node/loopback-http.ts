import { createServer } from 'node:http';
import type { Result } from '../../base/result.ts';
import type { IoProblem } from '../io-problem.ts';
import type { HttpAnswer, LoopbackPort } from '../ports.ts';
import { listenOnLoopback } from './loopback.ts';

/** A node:http server on a loopback port. What is no HTTP it answers as node:http does: 400 and close. */
export function serveHttp(
  serve: (request: { readonly method: string; readonly path: string }) => HttpAnswer,
): Promise<Result<LoopbackPort, IoProblem>> {
  const server = createServer((request, response) => {
    // Bodies are read and dropped: an answer does not depend on them.
    request.resume();
    const { status, headers, body } = serve({ method: request.method ?? '', path: request.url ?? '' });
    response.writeHead(status, { 'content-length': body?.length ?? 0, connection: 'close', ...headers });
    response.end(body);
  });
  return listenOnLoopback((socket) => server.emit('connection', socket));
}
