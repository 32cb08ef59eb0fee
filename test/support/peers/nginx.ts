/** nginx as a peer, in a folder of its own. */
import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createConnection, createServer } from 'node:net';
import { join } from 'node:path';
import { listening } from '../listening.ts';

export interface NginxServer {
  readonly port: number;
  stop(): Promise<void>;
}

/** Starts nginx with one TLS server block; `directives` go into it. `through`: a program that runs it. Ready when this resolves. */
export async function startNginx(
  folder: string,
  directives: readonly string[],
  through: readonly string[] = [],
): Promise<NginxServer> {
  const port = await freePort();
  const home = join(folder, `nginx-${port}`);
  mkdirSync(join(home, 'tmp'), { recursive: true });
  const paths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (kind) => `${kind}_temp_path ${home}/tmp/${kind};`,
  );
  writeFileSync(
    join(home, 'nginx.conf'),
    [
      'daemon off; worker_processes 1; user root;',
      `pid ${home}/nginx.pid; error_log stderr error;`,
      'events { worker_connections 64; }',
      `http { access_log off; ${paths.join(' ')}`,
      `server { listen 127.0.0.1:${port} ssl http2; server_name localhost;`,
      ...directives.map((directive) => `${directive};`),
      'location / { return 200 "ok"; } } }',
    ].join('\n'),
  );
  const [program, ...before] = [...through, 'nginx', '-p', home, '-c', join(home, 'nginx.conf')];
  // A group of its own: what runs it may stay beside it, and must end with it.
  const child = spawn(program, before, { stdio: ['ignore', 'ignore', 'pipe'], detached: true });
  let said = '';
  let gone = false;
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const exited = new Promise<void>((resolve) => {
    child.once('exit', () => {
      gone = true;
      resolve();
    });
  });
  while (!(await accepts(port))) {
    if (gone) throw new Error(`nginx ended: ${said}`);
  }
  return {
    port,
    stop: () => {
      if (child.pid !== undefined && !gone) process.kill(-child.pid, 'SIGTERM');
      return exited;
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listening(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const accepts = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = createConnection({ port, host: '127.0.0.1' });
    socket.once('connect', () => resolve(true));
    socket.once('error', () => setImmediate(resolve, false));
    socket.once('connect', () => socket.destroy());
  });
