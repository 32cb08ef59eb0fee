import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Duplex } from 'node:stream';
import { connect, TLSSocket } from 'node:tls';
import type { ConnectionOptions, SecureVersion } from 'node:tls';

/** A key with a self-signed certificate, PEM. */
export interface Credentials {
  readonly key: string;
  readonly cert: string;
}

/** What went over the wire of one connection, and the secrets that Node's keylog tells. */
export interface Conversation {
  /** All octets of each side, records one after the other. */
  readonly fromClient: Uint8Array;
  readonly fromServer: Uint8Array;
  /** Secrets by the label of the NSS key log: `CLIENT_RANDOM`, `SERVER_HANDSHAKE_TRAFFIC_SECRET`… */
  readonly secrets: ReadonlyMap<string, Uint8Array>;
  readonly protocol: string | null;
  /** IANA's name. */
  readonly suite: string;
}

/** Makes a self-signed certificate with the `openssl` program; `newkey` as its option has it. */
export function makeCredentials(...newkey: readonly string[]): Credentials {
  const folder = mkdtempSync(join(tmpdir(), 'whytls-'));
  try {
    const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
    const args = ['req', '-x509', '-nodes', '-newkey', ...newkey, '-keyout', key, '-out', cert, '-subj', '/CN=peer'];
    execFileSync('openssl', args, { stdio: 'ignore' });
    return { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * Lets Node's own TLS client and server (OpenSSL) speak to each other in memory: the client sends `ping`, the server answers
 * `pong` and closes.
 */
export async function converse(
  credentials: Credentials,
  version: SecureVersion,
  options: Pick<ConnectionOptions, 'ciphers' | 'secureOptions'>,
): Promise<Conversation> {
  const [near, far] = duplexPair();
  const common = { ...options, minVersion: version, maxVersion: version };
  const server = new TLSSocket(far.stream, { isServer: true, ...common, ...credentials, dhparam: 'auto' });
  const client = connect({ socket: near.stream, rejectUnauthorized: false, ...common });
  const secrets = new Map<string, Uint8Array>();
  client.on('keylog', (line) => {
    const [label = '', , secret = ''] = line.toString('latin1').trim().split(' ');
    secrets.set(label, Buffer.from(secret, 'hex'));
  });
  return new Promise((resolve, reject) => {
    client.on('error', reject);
    server.on('error', reject);
    server.once('data', () => server.end('pong'));
    client.on('data', () => undefined);
    client.on('end', () => {
      const { standardName } = client.getCipher();
      const protocol = client.getProtocol();
      resolve({ fromClient: near.sent(), fromServer: far.sent(), secrets, protocol, suite: standardName });
    });
    client.write('ping');
  });
}

interface End {
  readonly stream: Duplex;
  /** Everything written to this end so far. */
  readonly sent: () => Uint8Array;
}

function duplexPair(): [End, End] {
  const near: End = endOf(() => far.stream);
  const far: End = endOf(() => near.stream);
  return [near, far];
}

function endOf(other: () => Duplex): End {
  const written: Buffer[] = [];
  const stream = new Duplex({
    read: () => undefined,
    write: (chunk: Buffer, _encoding, done) => {
      written.push(chunk);
      other().push(chunk);
      done();
    },
    final: (done) => {
      other().push(null);
      done();
    },
  });
  return { stream, sent: () => Buffer.concat(written) };
}
