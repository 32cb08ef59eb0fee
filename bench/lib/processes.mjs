import { execFileSync, fork, spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cleanEnvironment } from './measure.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));

/** Everything that was started, to be ended. */
const started = [];

export function stopAll() {
  for (const child of started.splice(0)) child.kill();
}

/** Starts one of the scripts beside this file; gives the port that it tells. */
export function startOn(script, ...args) {
  const child = fork(join(here, script), args.map(String), { env: cleanEnvironment() });
  started.push(child);
  return new Promise((resolve, reject) => {
    child.once('message', resolve);
    child.once('exit', () => reject(new Error(`${script} ended`)));
  });
}

/** Starts a program that prints its port in a line. */
export function startProgram(program, args) {
  const child = spawn(program, args.map(String), { stdio: ['ignore', 'pipe', 'inherit'], env: cleanEnvironment() });
  started.push(child);
  return new Promise((resolve, reject) => {
    child.stdout.once('data', (said) => resolve(Number(String(said))));
    child.once('error', reject);
  });
}

/** Whether a program is on PATH. */
export const isThere = (program) => spawnSync('bash', ['-c', 'command -v "$1"', 'bash', program]).status === 0;

/** The first thing like a version that a command prints; null where it is not there. */
export function versionOf(program, args) {
  if (!isThere(program)) return null;
  const { stdout, stderr } = spawnSync(program, args, { encoding: 'utf8', timeout: 20_000, input: '' });
  return /\d+\.\d+(?:\.\d+)?/.exec(`${stdout}${stderr}`)?.[0] ?? 'of unknown version';
}

/** Builds the two Go programs; null without Go. */
export function buildGo(folder) {
  if (!isThere('go')) return null;
  const from = fileURLToPath(new URL('../go', import.meta.url));
  const env = { ...process.env, GOFLAGS: '-mod=mod', GOPROXY: 'off', GOTOOLCHAIN: 'local' };
  for (const name of ['client', 'server'])
    execFileSync('go', ['build', '-o', join(folder, `go-${name}`), `./${name}`], { cwd: from, env, stdio: 'inherit' });
  return { client: join(folder, 'go-client'), server: join(folder, 'go-server') };
}
