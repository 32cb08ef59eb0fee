// Packs the package, installs it in an empty folder as a user would, and runs it there on every Node version that it supports.
//   node scripts/check-package.mjs [Node version …]
// The Node versions are packages of npm themselves; they are kept between runs. Wants a build in dist.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const { version, engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
/** The oldest that the package promises to run on, and the newest of each later line. */
const oldest = `${/\d+\.\d+/.exec(engines.node)?.[0]}.0`;
const nodes = process.argv.length > 2 ? process.argv.slice(2) : [oldest, '22', '24'];
const npm = createRequire(import.meta.url).resolve(npmPath());
const unpackedLimit = 2 * 1024 * 1024;

const place = mkdtempSync(join(tmpdir(), 'whytls-package-'));
try {
  const tarball = pack();
  install(tarball);
  checkTypes();
  for (const wanted of nodes) await runOn(nodeOf(wanted));
} finally {
  rmSync(place, { recursive: true, force: true });
}
console.log('the package is sound');

function pack() {
  const [{ filename, size, unpackedSize, entryCount }] = JSON.parse(
    run(process.execPath, [npm, 'pack', '--json', '--ignore-scripts', '--pack-destination', place], root),
  );
  console.log(`${filename}: ${entryCount} files, ${kib(size)} KiB packed, ${kib(unpackedSize)} KiB unpacked`);
  check(unpackedSize <= unpackedLimit, `it is larger than ${kib(unpackedLimit)} KiB unpacked`);
  return join(place, filename);
}

function install(tarball) {
  writeFileSync(join(place, 'package.json'), '{ "private": true, "type": "module" }\n');
  run(process.execPath, [npm, 'install', '--no-audit', '--no-fund', tarball], place);
}

/** The examples are TypeScript to a type checker that looks into our types, too. */
function checkTypes() {
  for (const [name, code] of examples()) writeFileSync(join(place, `${name}.ts`), code);
  const options = { module: 'nodenext', target: 'es2023', strict: true, noEmit: true, types: ['node'] };
  const typeRoots = [join(root, 'node_modules', '@types')];
  writeFileSync(
    join(place, 'tsconfig.json'),
    JSON.stringify({ compilerOptions: { ...options, typeRoots }, include: ['*.ts'] }),
  );
  const tsc = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin', 'tsc');
  run(process.execPath, [tsc, '-p', place], place);
}

async function runOn(node) {
  const bin = join(place, 'node_modules', 'whytls', 'dist', 'cli', 'whytls.cjs');
  const nodeVersion = run(node, ['--version']).trim();
  const whytls = (words, status = 0) => run(node, [bin, ...words], place, status);
  check(whytls(['--version']).trim() === version, 'it says another version');
  const npx = run(node, [join(dirname(npm), 'npx-cli.js'), '--no-install', 'whytls', '--version'], place, 0, node);
  check(npx.trim() === version, 'npx says another version');

  const lab = spawn(node, [bin, 'lab', 'cert-expired'], { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const [, target, ca] = await lineLike(lab.stdout, /whytls (localhost:\d+) --tlsCAFile (\S+)/);
    const report = JSON.parse(whytls([target, '--tlsCAFile', ca, '--json'], 1));
    const causes = report.findings.filter(({ rootCause }) => rootCause).map(({ id }) => id);
    check(causes.join() === 'cert-expired', `the probe found ${causes.join()}`);
    const sent = report.endpoints[0].chain.map(({ pem }) => pem).join('\n');
    writeFileSync(join(place, 'chain.pem'), sent);
    writeFileSync(join(place, 'ca.pem'), readFileSync(ca));
    check(whytls([target, '--tlsCAFile', ca, '--lang', 'zh'], 1).includes('cert-expired'), 'no report in Chinese');
    whytls(['verify', '--chain', 'chain.pem', '--ca', 'ca.pem', '--host', 'localhost'], 1);
    for (const [name, code] of examples()) {
      writeFileSync(join(place, `${name}.mjs`), code.replace('db1.example.net:27017', target));
      const printed = run(node, [`${name}.mjs`], place);
      check(printed.includes('cert-expired'), `the example ${name} printed ${printed}`);
    }
  } finally {
    lab.kill('SIGINT');
    if (lab.exitCode === null) await once(lab, 'exit');
  }
  check(whytls(['explain', 'certificate verify failed: certificate has expired']).includes('cert-expired'), 'explain');
  check(JSON.parse(whytls(['env', '--json', '--no-run'], null)).schema !== undefined, 'env');
  whytls(['--help']);
  check(whytls(['completion']).includes('whytls'), 'completion');
  whytls(['demo']);
  console.log(`Node ${nodeVersion}: ok`);
}

/** The examples of docs/library.md: name and code. */
function examples() {
  const text = readFileSync(join(root, 'docs', 'library.md'), 'utf8');
  const found = [...text.matchAll(/<!-- example: (\w+) -->\n\n```ts\n([\s\S]*?)```/g)].map(([, name, code]) => [
    name,
    code,
  ]);
  check(found.length > 0, 'docs/library.md has no examples');
  return found;
}

/** The path of a Node of this version, installed beside the peers of the tests. */
function nodeOf(wanted) {
  const cache = process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache');
  const folder = join(cache, 'whytls-peers', `node-${wanted}`);
  const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  const path = join(folder, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (!existsSync(path)) {
    mkdirSync(folder, { recursive: true });
    const options = ['--no-save', '--no-audit', '--no-fund', '--no-package-lock', '--ignore-scripts'];
    run(process.execPath, [npm, 'install', '--prefix', folder, ...options, `${name}@${wanted}`], folder);
  }
  return path;
}

async function lineLike(stream, pattern) {
  let text = '';
  for await (const chunk of stream) {
    text += chunk;
    const match = pattern.exec(text);
    if (match !== null) return match;
  }
  throw new Error(`no line like ${pattern}: ${text}`);
}

/** What the program printed; it must end with `status`, or with 0 or 1 where that is null. */
function run(program, words, cwd = place, status = 0, node = program) {
  const env = { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env.PATH}` };
  const result = spawnSync(program, words, {
    cwd,
    env,
    encoding: 'utf8',
    timeout: 180_000,
    maxBuffer: 64 * 1024 * 1024,
  });
  const isRight = status === null ? result.status === 0 || result.status === 1 : result.status === status;
  check(isRight, `${words.join(' ')} ended with ${result.status ?? result.signal}:\n${result.stdout}${result.stderr}`);
  return result.stdout;
}

function npmPath() {
  const candidates = [
    process.env.npm_execpath,
    join(dirname(process.execPath), 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    join(dirname(process.execPath), '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
  ];
  return candidates.find((path) => path !== undefined && path.endsWith('npm-cli.js') && existsSync(path)) ?? 'npm';
}

function kib(octets) {
  return Math.round(octets / 1024);
}

function check(condition, otherwise) {
  if (!condition) throw new Error(`the package is not sound: ${otherwise}`);
}
