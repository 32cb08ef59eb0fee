/**
 * A real TLS server (Node's, which is OpenSSL) talking to our client state machine in memory: no sockets, no clock, every
 * octet in the test's hands. Between the two, a test may cut, join, delay, change or drop what the server sends.
 */
import { Duplex } from 'node:stream';
import { TLSSocket, createSecureContext, createServer } from 'node:tls';
import type { SecureContextOptions, TlsOptions } from 'node:tls';
import type { Capture } from '../../src/tls/handshake/capture.ts';
import { ClientHandshake } from '../../src/tls/handshake/client.ts';
import type { Event } from '../../src/tls/handshake/event.ts';
import type { Resumable } from '../../src/tls/handshake/resumption.ts';
import type { Plan } from '../../src/tls/handshake/plan.ts';

/** One side's octets as they come out of the server's socket, and a way in for ours. */
class Wire extends Duplex {
  readonly fromServer: Uint8Array[] = [];
  onOutput: () => void = () => {};
  override _read(): void {}
  override _write(chunk: Uint8Array, _encoding: string, done: () => void): void {
    this.fromServer.push(new Uint8Array(chunk));
    this.onOutput();
    done();
  }
}

export interface MemoryServer {
  readonly context: SecureContextOptions;
  readonly options?: TlsOptions;
  /** OCSP response to staple, DER. */
  readonly staple?: Uint8Array;
}

/** What the test does with the server's octets: returns the events that our client gets instead. */
export type Meddle = (octets: Uint8Array) => readonly Event[];

/** Hands over whatever came, as it came. */
export const asItCame: Meddle = (octets) => [{ kind: 'octets', octets, atMs: 1 }];

export interface Conversation {
  readonly capture: Capture;
  /** The server's own view, if it finished: what it negotiated. */
  readonly server: { readonly protocol: string | null; readonly cipher: string; readonly alpn: string | null } | null;
  readonly lingered: boolean;
  readonly resumable: Resumable | null;
}

/** Runs one handshake to its end. When both sides fall silent, the client is told that time is up. */
export async function converse(plan: Plan, server: MemoryServer, meddle: Meddle = asItCame): Promise<Conversation> {
  const wire = new Wire();
  const node = createServer({ ...server.context, ...server.options });
  // Node reads some of a server's settings from the server object itself, OCSP listeners among them.
  const { staple } = server;
  if (staple !== undefined) {
    node.on('OCSPRequest', (_certificate, _issuer, answer) => answer(null, Buffer.from(staple)));
  }
  const socket = new TLSSocket(wire, {
    isServer: true,
    server: node,
    secureContext: createSecureContext({ ...server.context, ...server.options }),
    requestCert: server.options?.requestCert ?? false,
    rejectUnauthorized: server.options?.rejectUnauthorized ?? false,
    ...(server.options?.ALPNProtocols === undefined ? {} : { ALPNProtocols: server.options.ALPNProtocols }),
  });
  let negotiated: Conversation['server'] = null;
  socket.on('error', () => {});
  socket.on('secure', () => {
    negotiated = {
      protocol: socket.getProtocol(),
      cipher: socket.getCipher().standardName,
      alpn: typeof socket.alpnProtocol === 'string' ? socket.alpnProtocol : null,
    };
  });
  const client = new ClientHandshake(plan);
  const progress = { over: false, lingered: false };
  const give = (event: Event): void => {
    for (const command of client.handle(event)) {
      if (command.kind === 'send') wire.push(Buffer.from(command.octets));
      else if (command.kind === 'done') progress.over = true;
      else progress.lingered = true;
    }
  };
  give({ kind: 'connected', atMs: 0 });
  for (let quiet = 0; !progress.over && quiet < 20; quiet++) {
    await new Promise((resolve) => setImmediate(resolve));
    for (const octets of wire.fromServer.splice(0)) {
      quiet = 0;
      for (const event of meddle(octets)) if (!progress.over) give(event);
    }
  }
  if (!progress.over) give({ kind: 'timedOut', atMs: 1000 });
  for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve));
  socket.destroy();
  return { capture: client.capture(), server: negotiated, lingered: progress.lingered, resumable: client.resumable() };
}
