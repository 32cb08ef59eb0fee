/** Runs the program as its users do, in a process of its own, and measures its memory. */
import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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

export interface MeasuredProgram {
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
  return { run: (...argv) => run(outfile, argv), remove: () => rmSync(folder, { recursive: true }) };
}

function run(program: string, argv: readonly string[]): Promise<Measured> {
  const child = fork(program, [...argv, '--json'], { silent: true, execArgv: [] });
  let printed = '';
  let complained = '';
  let peak = Infinity;
  child.stdout?.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (complained += chunk.toString()));
  child.on('message', (message: { readonly rss: number }) => (peak = message.rss));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (exitCode) => {
      try {
        resolve({ exitCode, report: JSON.parse(printed) as Report, complained, peak });
      } catch {
        reject(new Error(`ended with ${exitCode}: ${complained}`));
      }
    });
  });
}
