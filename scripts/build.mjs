// Builds the package: the library (dist/src, ES modules with types), the program (dist/cli, CommonJS bundles) and the
// JSON Schema of the reports. The straight path is one file, dist/cli/main-<hash>.cjs, with V8's code cache beside it, started
// by dist/cli/whytls.cjs; whatever the sources import() becomes a bundle of its own, loaded when it is needed. CommonJS, since
// Node 20 takes a fifth longer to start the same as ES modules.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { bundleTypes } from './bundle-types.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const outdir = join(root, 'dist', 'cli');
/** Packages ask for import.meta.url; CommonJS has another word for it. */
const importMetaUrl = "const importMetaUrl = require('node:url').pathToFileURL(__filename).href;";

rmSync(join(root, 'dist'), { recursive: true, force: true });
compileLibrary();
await bundleTypes(root);
await bundleProgram();
await writeSchema();

function compileLibrary() {
  const tsc = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin', 'tsc');
  const { status } = spawnSync(process.execPath, [tsc, '-p', join(root, 'tsconfig.json')], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

async function bundleProgram() {
  const main = join(root, 'src', 'cli', 'whytls.ts');
  /** Sources that get a bundle of their own, and its file name. The list grows while it is walked. */
  const bundles = new Map();
  const program = await bundle(main, bundles, {});
  // As a function, so that it can be run with a `require` of our choice.
  const text = `(function (require, __filename) {${program}\n})`;
  const name = `main-${createHash('sha256').update(text).digest('hex').slice(0, 12)}`;
  mkdirSync(outdir, { recursive: true });
  writeFileSync(join(outdir, `${name}.cjs`), text);
  for (const [entry, file] of bundles)
    writeFileSync(join(outdir, file), await bundle(entry, bundles, { banner: importMetaUrl }));
  const start = await bundle(join(root, 'src', 'cli', 'start.ts'), bundles, {
    banner: '#!/usr/bin/env node',
    define: { mainBundle: JSON.stringify(name) },
  });
  writeFileSync(join(outdir, 'whytls.cjs'), start, { mode: 0o755 });
  makeCache(join(outdir, name));
}

async function bundle(entry, bundles, { banner = '', define = {} }) {
  const { outputFiles } = await build({
    entryPoints: [entry],
    write: false,
    bundle: true,
    platform: 'node',
    target: 'node20.19',
    format: 'cjs',
    // import() of a CommonJS file would start the ES module loader all the same; require() does not.
    supported: { 'dynamic-import': false },
    minifySyntax: true,
    minifyWhitespace: true,
    // The licences of packages stay in the text.
    legalComments: 'inline',
    logLevel: 'warning',
    define: { 'import.meta.url': 'importMetaUrl', ...define },
    banner: { js: banner },
    plugins: [
      { name: 'own-bundles', setup: (esbuild) => splitDynamicImports(esbuild, bundles) },
      { name: 'own-url', setup: takeUrlOfNode },
    ],
  });
  return outputFiles[0].text;
}

/** A build without a cache works as well, and starts more slowly: no reason to fail. */
function makeCache(path) {
  const { status } = spawnSync(
    process.execPath,
    [join(root, 'scripts', 'make-cache.mjs'), `${path}.cjs`, `${path}-${process.version}-${process.arch}.cache`],
    { stdio: ['ignore', 'ignore', 'inherit'], timeout: 30_000 },
  );
  if (status !== 0) console.error('whytls starts without a code cache: it could not be made here.');
}

function splitDynamicImports(esbuild, bundles) {
  esbuild.onResolve({ filter: /^\./ }, ({ path, kind, resolveDir }) => {
    if (kind !== 'dynamic-import') return undefined;
    const source = resolve(resolveDir, path);
    if (!bundles.has(source)) bundles.set(source, bundleName(source));
    return { path: `./${bundles.get(source)}`, external: true };
  });
}

/**
 * The connection string parser of the drivers brings a URL class of its own, with all of Unicode's tables: 20 ms at each start.
 * Node has the same class (test/cli/bundled-url.test.ts holds both to the same strings).
 */
function takeUrlOfNode(esbuild) {
  esbuild.onResolve({ filter: /^whatwg-url$/ }, ({ path }) => ({ path, namespace: 'own-url' }));
  esbuild.onLoad({ filter: /.*/, namespace: 'own-url' }, () => ({
    contents: 'module.exports = { URL, URLSearchParams };',
  }));
}

/** `src/cli/commands/lab.ts` becomes `cli-commands-lab.cjs`. */
function bundleName(source) {
  const path = relative(root, source).split(sep);
  return `${path.slice(path[0] === 'src' ? 1 : 0, -1).join('-')}-${basename(source, '.ts')}.cjs`;
}

async function writeSchema() {
  const { reportJsonSchema } = await import(pathToFileURL(join(root, 'dist', 'src', 'report', 'schema.js')).href);
  mkdirSync(join(root, 'schema'), { recursive: true });
  writeFileSync(join(root, 'schema', 'report.json'), `${JSON.stringify(reportJsonSchema(), null, 2)}\n`);
}
