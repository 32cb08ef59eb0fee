/** What `openssl -trace` calls the code points that it is sent: another implementation's names, out of its own table. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { concat } from '../../../src/base/octets.ts';
import { encode } from '../../../src/tls/wire/codec.ts';
import { namedGroupList, signatureSchemeList } from '../../../src/tls/wire/extensions/code-points.ts';
import type { Extension } from '../../../src/tls/wire/extensions/extension.ts';
import { clientHello } from '../../../src/tls/wire/messages/client-hello.ts';
import { handshakeMessage } from '../../../src/tls/wire/messages/handshake-message.ts';
import { record } from '../../../src/tls/wire/record.ts';
import { listening } from '../listening.ts';
import { output } from './openssl.ts';

/** Code points and OpenSSL's names for them; what it does not know is left out. */
export type Names = ReadonlyMap<number, string>;

/** The names of cipher suites, groups and signature schemes, out of one ClientHello that offers them all. */
export async function traceOffer(offer: {
  readonly suites: readonly number[];
  readonly groups: readonly number[];
  readonly schemes: readonly number[];
}): Promise<{ readonly suites: Names; readonly groups: Names; readonly schemes: Names }> {
  const trace = await traceHellos([
    hello(offer.suites, [
      { type: 10, data: encode(namedGroupList, offer.groups) },
      { type: 13, data: encode(signatureSchemeList, offer.schemes) },
    ]),
  ]);
  return {
    suites: names(trace, /^ +\{0x(?<high>\w\w), 0x(?<low>\w\w)\} (?<name>\S+)$/gm),
    groups: names(trace, /^ {10}(?<name>\w+)(?: \(P-\d+\))? \((?<decimal>\d+)\)$/gm),
    schemes: names(trace, /^ {10}(?<name>\w+) \(0x(?<high>\w\w)(?<low>\w\w)\)$/gm),
  };
}

/** The names of extensions: one ClientHello each, since OpenSSL stops listing at the first whose content it cannot read. */
export async function traceExtensions(types: readonly number[]): Promise<Names> {
  const trace = await traceHellos(types.map((type) => hello([0x1301], [{ type, data: new Uint8Array(0) }])));
  return names(trace, /extension_type=(?<name>\w+)\((?<decimal>\d+)\)/g);
}

/** The names of alerts: s_client gets each of them as answer to its ClientHello. */
export async function traceAlerts(descriptions: readonly number[]): Promise<Names> {
  let next = 0;
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.end(encode(record, { type: 21, version: 0x0303, fragment: Uint8Array.of(2, descriptions[next++] ?? 0) }));
  });
  const port = await listening(server);
  let trace = '';
  for (let i = 0; i < descriptions.length; i++)
    trace += await output('openssl', ['s_client', '-trace', '-connect', `127.0.0.1:${port}`]);
  server.close();
  return names(trace, /Received Record[^]*?Level=fatal\(2\), description=(?<name>[\w ]+)\((?<decimal>\d+)\)/g);
}

function hello(cipherSuites: readonly number[], extensions: readonly Extension[]): Uint8Array {
  const body = encode(clientHello, {
    legacyVersion: 0x0303,
    random: new Uint8Array(32),
    sessionId: new Uint8Array(0),
    cipherSuites,
    compressionMethods: [0],
    extensions,
  });
  return encode(record, { type: 22, version: 0x0301, fragment: handshakeMessage(1, body).raw });
}

/** Sends each hello in a connection of its own to s_server, which ends after the last one and so writes all it has. */
async function traceHellos(hellos: readonly Uint8Array[]): Promise<string> {
  const options = ['-accept', '127.0.0.1:0', '-nocert', '-trace', '-naccept', `${hellos.length}`];
  const child = spawn('openssl', ['s_server', ...options], { stdio: ['pipe', 'pipe', 'ignore'] });
  const ended = once(child, 'close');
  const chunks: Uint8Array[] = [];
  const port = await new Promise<number>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      const said = /ACCEPT \S+:(\d+)/.exec(Buffer.from(concat(chunks)).toString())?.[1];
      if (said !== undefined) resolve(Number(said));
    });
    child.once('error', reject);
    child.once('exit', () => reject(new Error('s_server ended early')));
  });
  for (const one of hellos) {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => {});
    socket.resume().write(one);
    await once(socket, 'close');
  }
  await ended;
  return Buffer.from(concat(chunks)).toString();
}

function names(trace: string, pattern: RegExp): Names {
  const found = new Map<number, string>();
  for (const { groups = {} } of trace.matchAll(pattern)) {
    const { name = '', decimal, high = '', low = '' } = groups;
    if (!/^unknown$/i.test(name))
      found.set(decimal === undefined ? Number.parseInt(high + low, 16) : Number(decimal), name);
  }
  return found;
}
