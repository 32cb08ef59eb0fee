/** Runs the program as its users do, in a process of its own, and measures its memory. */
import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Report } from '../../src/report/report.ts';

export interface Measured {
  readonly exitCode: number | null;
  readonly report: Report;
  readonly complained: string;
  /** The most memory that the process held. Octets. */
  readonly peak: number;
}

export interface Fed extends Omit<Measured, 'report'> {
  readonly printed: string;
}

export interface MeasuredProgram {
  /** Runs `whytls ...` with this on its standard input. */
  feed(input: Iterable<string | Uint8Array>, ...argv: readonly string[]): Promise<Fed>;
  /** Runs `whytls ... --json`. */
  run(...argv: readonly string[]): Promise<Measured>;
  remove(): void;
}

/** Bundles the program once. */
export async function measuredProgram(): Promise<MeasuredProgram> {
  const folder = mkdtempSync(join(tmpdir(), 'whytls-measured-'));
  const outfile = join(folder, 'main.mjs');
  await build({
    entryPoints: [fileURLToPath(new URL('measured-main.ts', import.meta.url))],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20.19',
    format: 'esm',
    logLevel: 'warning',
    banner: {
      js: "import { createRequire as requireOf } from 'node:module'; const require = requireOf(import.meta.url);",
    },
  });
  return {
    run: (...argv) => run(outfile, argv),
    feed: (input, ...argv) => feed(outfile, input, argv),
    remove: () => rmSync(folder, { recursive: true }),
  };
}

async function run(program: string, argv: readonly string[]): Promise<Measured> {
  const { printed, ...measured } = await feed(program, [], [...argv, '--json']);
  try {
    return { ...measured, report: JSON.parse(printed) as Report };
  } catch {
    throw new Error(`ended with ${measured.exitCode}: ${measured.complained}`);
  }
}

function feed(program: string, input: Iterable<string | Uint8Array>, argv: readonly string[]): Promise<Fed> {
  const child = fork(program, [...argv], { silent: true, execArgv: [] });
  // It may end without having read all of it.
  child.stdin?.on('error', () => undefined);
  if (child.stdin !== null) Readable.from(input).pipe(child.stdin);
  let printed = '';
  let complained = '';
  let peak = Infinity;
  child.stdout?.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (complained += chunk.toString()));
  child.on('message', (message: { readonly rss: number }) => (peak = message.rss));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (exitCode) => resolve({ exitCode, printed, complained, peak }));
  });
}
