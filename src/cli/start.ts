/**
 * The file that `package.json` names: loads the program's files with V8's code caches, which the build makes beside them. Parsing
 * and compiling them anew costs half as much as a whole probe. V8 refuses a cache of other flags; then, and where there is none, the
 * sources are compiled as usual. It does not refuse that of another patch release of Node with the same V8, and runs what the
 * other compiled: 20.19.0 with the cache of 20.20.2 lost the methods of arrays. So the name of a cache says whose it is; the build
 * writes both, for V8 knows a source by its length alone.
 */
import { readFileSync, writeSync } from 'node:fs';
import { Module } from 'node:module';
import { join } from 'node:path';
import { Script } from 'node:vm';
import { version } from './version.ts';

/** Name of the bundle without its ending; the build fills it in. */
declare const mainBundle: string;

/** What the bundle gives. */
interface Program {
  readonly start: () => void;
  /** A module of the straight path, by the path of its source: the other files of the program do not repeat it. */
  readonly share: (path: string) => unknown;
}

/** Starts the program with the command line of this process. */
export const start = (): void => program().start();

/** A module of the straight path, for the files that need it. */
export const share = (path: string): unknown => program().share(path);

/** The scripts of the files that were loaded here, by path: `scripts/make-cache.mjs` makes their caches. */
export const scripts = new Map<string, Script>();

let loaded: Program | null = null;

// The library comes by here too, and starts nothing.
if (require.main === module) {
  if (process.argv.length === 3 && process.argv[2] === '--version') writeSync(1, `${version}\n`);
  else start();
}

function program(): Program {
  if (loaded !== null) return loaded;
  const path = join(__dirname, `${mainBundle}.cjs`);
  // The bundle is a function already, and plain ASCII: one octet a character is what V8 likes best.
  const run: (require: typeof load, module: object, filename: string) => Program = scriptOf(
    path,
    readFileSync(path, 'latin1'),
  ).runInThisContext();
  return (loaded = run(load, { exports: {} }, path));
}

/** As `require`, for the files beside us with their caches. They stand in its own memory, so nobody loads them again. */
function load(id: string): unknown {
  if (!id.startsWith('./')) return require(id);
  const path = join(__dirname, id);
  const known = require.cache[path];
  if (known !== undefined) return known.exports;
  const part = new Module(path);
  require.cache[path] = part;
  const source = `(function (exports, require, module, __filename) {${readFileSync(path, 'utf8')}\n})`;
  const run: (exports: unknown, require: typeof load, module: Module, filename: string) => void = scriptOf(
    path,
    source,
  ).runInThisContext();
  run(part.exports, load, part, path);
  part.loaded = true;
  return part.exports;
}

/** A script whose value is a function. */
function scriptOf(filename: string, source: string): Script {
  const cachedData = readCache(`${filename.slice(0, -'.cjs'.length)}-${process.version}-${process.arch}.cache`);
  const script = new Script(source, cachedData === null ? { filename } : { filename, cachedData });
  scripts.set(filename, script);
  return script;
}

function readCache(path: string): Buffer | null {
  try {
    return readFileSync(path);
  } catch {
    return null;
  }
}
