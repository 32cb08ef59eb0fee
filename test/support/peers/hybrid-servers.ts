/** TLS servers that know the hybrid groups of RFC 10024: Node 24 (OpenSSL 3.5) and Go 1.26. */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A server on loopback, and what it says once a handshake is done: the group, `?` where it cannot tell. */
export interface HybridServer {
  readonly port: number;
  /** The first line that the server prints about a handshake. */
  readonly heard: Promise<string>;
  stop(): Promise<void>;
}

/**
 * Whether there is a Go of at least 1.26, which has all three groups. It is never required: no distribution can install it by
 * name yet, and Node 24 knows the same groups.
 */
export function hasGo126(): boolean {
  const { stdout } = spawnSync('go', ['env', 'GOVERSION'], { encoding: 'utf8' });
  return Number(/go1\.(\d+)/.exec(stdout ?? '')?.[1] ?? 0) >= 26;
}

/** Starts Node's server with one group. */
export const startNodeServer = (program: string, group: string, cert: string, key: string): Promise<HybridServer> =>
  start(program, ['-e', nodeServer], { GROUP: group, CERT: cert, KEY: key });

/** Builds Go's server; the folder is to be removed afterwards. Takes a while where Go has not compiled its TLS yet. */
export function buildGoServer(): { readonly program: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'whytls-go-'));
  const program = join(folder, 'server');
  const source = fileURLToPath(new URL('hybrid-server.go', import.meta.url));
  const built = spawnSync('go', ['build', '-o', program, source], {
    encoding: 'utf8',
    cwd: folder,
    env: { ...process.env, GO111MODULE: 'auto', GOFLAGS: '', CGO_ENABLED: '0' },
  });
  if (built.status !== 0) throw new Error(`go build: ${built.stderr}`);
  return { program, remove: () => rmSync(folder, { recursive: true }) };
}

/** Starts Go's server with one group, by its code point. */
export const startGoServer = (program: string, group: number, cert: string, key: string): Promise<HybridServer> =>
  start(program, [], { GROUP: String(group), CERT: cert, KEY: key });

/** Both print their port, then a line for each handshake. */
function start(program: string, args: readonly string[], env: Record<string, string>): Promise<HybridServer> {
  const child = spawn(program, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  const lines: string[] = [];
  let tell = (_line: string): void => {};
  const heard = new Promise<string>((resolve) => (tell = resolve));
  let rest = '';
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      rest += chunk.toString();
      for (let end = rest.indexOf('\n'); end >= 0; end = rest.indexOf('\n')) {
        lines.push(rest.slice(0, end));
        rest = rest.slice(end + 1);
        if (lines.length === 1) resolve({ port: Number(lines[0]), heard, stop });
        else tell(lines[1] ?? '');
      }
    });
    child.on('error', reject);
    child.on('exit', (code) => reject(new Error(`${program} ended with ${code}: ${errors}`)));
  });
  function stop(): Promise<void> {
    return new Promise((resolve) => {
      child.removeAllListeners('exit');
      child.once('exit', () => resolve());
      child.kill('SIGKILL');
    });
  }
}

const nodeServer = `
const { CERT: cert, KEY: key, GROUP: ecdhCurve } = process.env;
const server = require('node:tls').createServer({ cert, key, ecdhCurve, minVersion: 'TLSv1.3' }, (socket) => {
  socket.on('error', () => {});
  console.log(socket.getProtocol());
});
server.on('tlsClientError', (error) => console.log(error.message));
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
`;
