/**
 * Bundles the program, and the library with it, as CommonJS: Node 20 takes a fifth longer to start the same as ES modules.
 *
 * - `main-<hash>.cjs` is the straight path: what `src/cli/whytls.ts` imports statically, in one scope, without the words of the
 *   diagnoses, with V8's code cache beside it.
 * - Everything that the sources `import()`, and the library, are files of their own that share their code: esbuild splits them as ES
 *   modules, and each is then made CommonJS. A module that the straight path has whole is not repeated: they take it from there, by
 *   `share` of `whytls.cjs`.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, transform } from 'esbuild';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const outdir = join(root, 'dist', 'cli');
const straightEntry = join(root, 'src', 'cli', 'whytls.ts');
const libraryEntry = join(root, 'src', 'index.ts');

/** Packages ask for import.meta.url; CommonJS has another word for it. */
const importMetaUrl = "const importMetaUrl = require('node:url').pathToFileURL(__filename).href;\n";

const options = {
  write: false,
  metafile: true,
  bundle: true,
  absWorkingDir: root,
  platform: 'node',
  target: 'node20.19',
  // import() of a CommonJS file would start the ES module loader all the same; require() does not.
  supported: { 'dynamic-import': false },
  minifySyntax: true,
  minifyWhitespace: true,
  // The licences of packages stay in the text.
  legalComments: 'inline',
  logLevel: 'warning',
  define: { 'import.meta.url': 'importMetaUrl' },
};

/** Packages that are loaded as such: what needs them can wait for them. */
const external = ['node-forge', 'asn1js', 'zod', 'bson', 'yargs', 'ora', '@noble/post-quantum'];

/** Writes dist/cli and dist/index.js. Returns the path of the program. */
export async function bundleProgram() {
  mkdirSync(outdir, { recursive: true });
  const entries = new Map([[libraryEntry, 'library.cjs']]);
  const shared = await sharedModules(entries);
  const main = await bundleStraight(entries, shared);
  const name = `main-${createHash('sha256').update(main).digest('hex').slice(0, 12)}`;
  writeFileSync(join(outdir, `${name}.cjs`), main);
  const { outputFiles, metafile } = await bundleRest(entries, shared);
  for (const { path, text } of outputFiles) writeFileSync(path, await commonJs(text));
  const library = Object.values(metafile.outputs).find(({ entryPoint }) => entryPoint === rootRelative(libraryEntry));
  writeLibrary(library.exports);
  const start = await build({
    ...options,
    entryPoints: [join(root, 'src', 'cli', 'start.ts')],
    format: 'cjs',
    banner: { js: '#!/usr/bin/env node' },
    define: { ...options.define, mainBundle: JSON.stringify(name) },
  });
  const program = join(outdir, 'whytls.cjs');
  writeFileSync(program, start.outputFiles[0].text, { mode: 0o755 });
  return program;
}

/**
 * The modules that the straight path has as whole as the rest needs them, with the names that they export. Sharing one of which it
 * has but a part would put all of it there.
 */
async function sharedModules(entries) {
  const straight = await build({ ...options, ...straightOptions(entries), entryPoints: [straightEntry] });
  const rest = await bundleRest(entries, new Map());
  const whole = new Map();
  for (const { inputs } of Object.values(rest.metafile.outputs))
    for (const [path, { bytesInOutput }] of Object.entries(inputs)) whole.set(path, bytesInOutput);
  const [{ inputs }] = Object.values(straight.metafile.outputs);
  const paths = Object.entries(inputs)
    .filter(
      ([path, { bytesInOutput }]) => path.startsWith('src/') && bytesInOutput >= 0.9 * (whole.get(path) ?? Infinity),
    )
    .map(([path]) => path);
  const each = await build({
    ...options,
    bundle: false,
    format: 'esm',
    entryPoints: paths,
    outdir: join(root, 'dist', 'x'),
  });
  const names = Object.values(each.metafile.outputs).map(({ entryPoint, exports }) => [entryPoint, exports]);
  return new Map(names.filter(([, exported]) => exported.length > 0 && !exported.includes('default')));
}

/** As a function, so that it can be run with a `require` of our choice. It returns what `start.ts` calls a Program. */
async function bundleStraight(entries, shared) {
  const modules = [...shared].map(([path, exported], index) => ({
    path,
    imports: `import { ${exported.map((name) => `${name} as m${index}_${name}`).join(', ')} } from './${path}';`,
    cases: `case ${JSON.stringify(path)}: return { ${exported.map((name) => `${name}: m${index}_${name}`).join(', ')} };`,
  }));
  const contents = [
    `export { start } from './${rootRelative(straightEntry)}';`,
    ...modules.map(({ imports }) => imports),
    `import { diagnoses } from './diagnostics/index.ts';`,
    `export function share(path) { switch (path) {`,
    ...modules.map(({ cases }) => cases),
    `case 'rules': return { ruleOf: (id) => diagnoses.find((rule) => rule.id === id) };`,
    `} throw new Error('not shared: ' + path); }`,
  ].join('\n');
  const stdin = { contents, resolveDir: root, sourcefile: 'program.ts', loader: 'ts' };
  const { outputFiles } = await build({ ...options, ...straightOptions(entries), stdin, minifyIdentifiers: true });
  return `(function (require, module, __filename) {${outputFiles[0].text}\nreturn module.exports;})`;
}

function straightOptions(entries) {
  return {
    format: 'cjs',
    plugins: [
      { name: 'own-files', setup: (esbuild) => ownFiles(esbuild, entries) },
      { name: 'without-words', setup: withoutWords },
    ],
  };
}

/** Each source that is imported dynamically is a file of its own. */
function ownFiles(esbuild, entries) {
  esbuild.onResolve({ filter: /^\./ }, ({ path, kind, resolveDir }) => {
    if (kind !== 'dynamic-import') return undefined;
    const source = resolve(resolveDir, path);
    if (!entries.has(source)) entries.set(source, fileName(source));
    return { path: `./${entries.get(source)}`, external: true };
  });
}

/** Leaves out of each diagnosis what `Rule` of src/diagnose/define.ts does without. */
function withoutWords(esbuild) {
  esbuild.onLoad({ filter: diagnosisFile }, ({ path }) => {
    if (path.endsWith('index.ts')) return undefined;
    let contents = readFileSync(path, 'utf8');
    for (const text of wordsIn(path, contents)) contents = contents.replace(text, '');
    return { contents, loader: 'ts' };
  });
}

/** Leaves in each diagnosis what `Rule` does without, and takes the rule from the straight path. */
function withoutRules(esbuild) {
  esbuild.onResolve({ filter: /^shared:rules$/ }, ({ path }) => ({ path, external: true }));
  esbuild.onLoad({ filter: diagnosisFile }, ({ path }) => {
    const contents = readFileSync(path, 'utf8');
    const [before, after] = contents.split(/^export default defineDiagnosis(?:<.*>)?\(\{$/m);
    // The diagnoses of deployments are not on the straight path.
    if (after === undefined) return undefined;
    const end = after.search(/^\}\);$/m);
    if (end === -1) throw new Error(`${path}: its diagnosis does not end`);
    const words = wordsIn(path, after.slice(0, end)).join('');
    // What words call may stand behind it.
    const behind = after.slice(end + '});'.length);
    const rule = `...ruleOf(${JSON.stringify(basename(path, '.ts'))})`;
    return {
      contents: `import { ruleOf } from 'shared:rules';\n${before}export default { ${rule},\n${words}};${behind}`,
      loader: 'ts',
    };
  });
}

const diagnosisFile = /\/diagnostics\/[^/]*\.ts$/;

/** The properties of a diagnosis that are words. */
const wordsIn = (path, contents) =>
  ['sources', 'clientErrors', 'example', 'en'].map((property) => {
    const found = contents.match(new RegExp(`^  ${property}(?:,\\n|: (?:.*,\\n|[^]*?^  [\\]}]\\)?,\\n))`, 'gm'));
    if (found?.length !== 1) throw new Error(`${path}: no property ${property}, or several`);
    return found[0];
  });

/** The rest, as ES modules that share code. */
const bundleRest = (entries, shared) =>
  build({
    ...options,
    supported: {},
    entryPoints: [...entries].map(([source, name]) => ({ in: source, out: basename(name, '.cjs') })),
    external,
    outdir,
    format: 'esm',
    splitting: true,
    chunkNames: 'part-[hash]',
    outExtension: { '.js': '.cjs' },
    plugins: [
      { name: 'shared', setup: (esbuild) => takeShared(esbuild, shared) },
      { name: 'without-rules', setup: withoutRules },
      { name: 'own-url', setup: takeUrlOfNode },
    ],
  });

/** They stay imports, of a name that {@link commonJs} knows. */
function takeShared(esbuild, shared) {
  esbuild.onResolve({ filter: /^\./ }, ({ path, resolveDir }) => {
    const source = rootRelative(resolve(resolveDir, path));
    return shared.has(source) ? { path: `shared:${source}`, external: true } : undefined;
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

async function commonJs(text) {
  const { code } = await transform(withExports(text), {
    format: 'cjs',
    platform: 'node',
    target: options.target,
    supported: options.supported,
    minifySyntax: true,
    minifyWhitespace: true,
    charset: 'utf8',
    minifyIdentifiers: true,
    legalComments: 'inline',
  });
  const asked = code.replaceAll(/require\("shared:([^"]+)"\)/g, 'require("./whytls.cjs").share("$1")');
  return asked.includes('importMetaUrl') ? importMetaUrl + asked : asked;
}

/**
 * An ES module's last statement, `export{a as b}`, as CommonJS has it: in place before anything is required. esbuild's own way takes
 * half a kilobyte for each file.
 */
function withExports(text) {
  const [clause, names] = /export\{([^{}]*)\};?\s*$/.exec(text) ?? ['', ''];
  const getters = names.split(',').flatMap((name) => {
    const [local, exported = local] = name.trim().split(' as ');
    return local === '' ? [] : [`get ${exported}(){return ${local}}`];
  });
  const rest = text.slice(0, text.length - clause.length);
  if (/^export\b/m.test(rest)) throw new Error('an export elsewhere than at the end');
  return `module.exports={${['__esModule:true', ...getters].join(',')}};\n${rest}`;
}

/** What `import … from 'whytls'` loads. */
function writeLibrary(exported) {
  writeFileSync(
    join(root, 'dist', 'index.js'),
    `import library from './cli/library.cjs';\nexport const { ${exported.join(', ')} } = library;\n`,
  );
}

/** `src/cli/commands/lab.ts` becomes `cli-commands-lab.cjs`. */
function fileName(source) {
  const path = relative(root, source).split(sep);
  return `${path.slice(path[0] === 'src' ? 1 : 0, -1).join('-')}-${basename(source, '.ts')}.cjs`;
}

function rootRelative(source) {
  return relative(root, source).split(sep).join('/');
}
