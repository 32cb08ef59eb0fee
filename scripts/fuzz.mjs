// The fuzzer of test/fuzz as one file for Node alone: npm run fuzz -- [--seed n] [--runs n] [--seconds n] [--from run]
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const folder = mkdtempSync(join(tmpdir(), 'whytls-fuzz-'));
const outfile = join(folder, 'fuzz.mjs');

await build({
  entryPoints: [join(root, 'test', 'fuzz', 'main.ts')],
  outfile,
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  format: 'esm',
  sourcemap: 'inline',
  logLevel: 'warning',
  // Packages written as CommonJS ask for it.
  banner: {
    js: "import { createRequire as requireOf } from 'node:module'; const require = requireOf(import.meta.url);",
  },
});
// A peer may cost us 256 MiB at most; the fuzzer itself holds its corpus besides.
const options = ['--expose-gc', '--enable-source-maps', '--max-old-space-size=256'];
const { status } = spawnSync(process.execPath, [...options, outfile, ...process.argv.slice(2)], { stdio: 'inherit' });
rmSync(folder, { recursive: true });
process.exitCode = status ?? 1;
