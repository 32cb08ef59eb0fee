/**
 * The file that `package.json` names: starts the straight path from V8's code cache, which the build makes beside it. Parsing
 * and compiling it anew costs half as much as a whole probe. V8 refuses a cache of other flags; then, and where there is none, the
 * sources are compiled as usual. It does not refuse that of another patch release of Node with the same V8, and runs what the
 * other compiled: 20.19.0 with the cache of 20.20.2 lost the methods of arrays. So the name says whose it is, and holds a hash of
 * the sources.
 */
import { readFileSync, writeSync } from 'node:fs';
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

let program: Program | null = null;

/** The same, for the files that need it. */
export const share = (path: string): unknown => (program ??= load()).share(path);

// The library comes by here too, and starts nothing.
if (require.main === module) {
  if (process.argv.length === 3 && process.argv[2] === '--version') writeSync(1, `${version}\n`);
  else (program = load()).start();
}

function load(): Program {
  const filename = join(__dirname, `${mainBundle}.cjs`);
  // The bundle is plain ASCII, and one octet a character is what V8 likes best.
  const source = readFileSync(filename, 'latin1');
  const cachedData = readCache(join(__dirname, `${mainBundle}-${process.version}-${process.arch}.cache`));
  const script = new Script(source, cachedData === null ? { filename } : { filename, cachedData });
  const run: (require: NodeJS.Require, module: object, filename: string) => Program = script.runInThisContext();
  // The file beside us: what it requires it finds as we would.
  return run(require, { exports: {} }, filename);
}

function readCache(path: string): Buffer | null {
  try {
    return readFileSync(path);
  } catch {
    return null;
  }
}
