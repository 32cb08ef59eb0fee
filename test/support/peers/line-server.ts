/** Servers of our own making in other runtimes: each prints its ports in the first line, then a line for each handshake. */
import { spawn } from 'node:child_process';

export interface LineServer {
  readonly ports: readonly number[];
  stop(): Promise<void>;
}

/** Ready when the ports are printed. Its input stays open until it is stopped. */
export function startLineServer(
  program: string,
  options: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<LineServer> {
  const child = spawn(program, options, { env: { ...process.env, ...env }, stdio: ['pipe', 'pipe', 'pipe'] });
  let said = '';
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => (errors = (errors + chunk.toString()).slice(-4096)));
  child.stdin.on('error', () => {});
  const stop = (): Promise<void> =>
    new Promise((resolve) => {
      child.removeAllListeners('exit');
      child.once('exit', () => resolve());
      child.kill('SIGKILL');
    });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => reject(new Error(`${program} ended with ${code}: ${errors}`)));
    child.stdout.on('data', (chunk: Buffer) => {
      if (said.includes('\n')) return;
      said += chunk.toString();
      const [first = ''] = said.split('\n');
      if (said.includes('\n')) resolve({ ports: first.split(' ').map(Number), stop });
    });
  });
}
