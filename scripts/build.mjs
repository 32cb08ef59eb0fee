// Builds the package: the program and the library (dist/cli, dist/index.js; see bundle-program.mjs), their types and the JSON
// Schema of the reports. dist/src and dist/diagnostics are the sources compiled one by one: for scripts, not for the package.
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { bundleProgram } from './bundle-program.mjs';
import { bundleTypes } from './bundle-types.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
rmSync(join(root, 'dist'), { recursive: true, force: true });
compileLibrary();
await bundleTypes(root);
makeCaches(await bundleProgram());
await writeSchema();

function compileLibrary() {
  const tsc = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin', 'tsc');
  const { status } = spawnSync(process.execPath, [tsc, '-p', join(root, 'tsconfig.json')], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

/** A build without caches works as well, and starts more slowly: no reason to fail. */
function makeCaches(program) {
  const { status } = spawnSync(process.execPath, [join(root, 'scripts', 'make-cache.mjs'), program], {
    stdio: ['ignore', 'ignore', 'inherit'],
    timeout: 60_000,
  });
  if (status !== 0) console.error('whytls starts without code caches: they could not be made here.');
}

async function writeSchema() {
  const { reportJsonSchema } = await import(
    pathToFileURL(join(root, 'dist', 'src', 'report', 'schema', 'output.js')).href
  );
  mkdirSync(join(root, 'schema'), { recursive: true });
  writeFileSync(join(root, 'schema', 'report.json'), `${JSON.stringify(reportJsonSchema())}\n`);
}
