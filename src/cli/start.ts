/**
 * The file that `package.json` names: starts the straight path from V8's code cache, which the build makes beside it. Parsing
 * and compiling it anew costs half as much as a whole probe. V8 refuses a cache of other flags; then, and where there is none, the
 * sources are compiled as usual. It does not refuse that of another patch release of Node with the same V8, and runs what the
 * other compiled: 20.19.0 with the cache of 20.20.2 lost the methods of arrays. So the name says whose it is, and holds a hash of
 * the sources.
 */
import { readFileSync, writeSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Script } from 'node:vm';
import { version } from './version.ts';

/** Name of the bundle without its ending; the build fills it in. */
declare const mainBundle: string;

if (process.argv.length === 3 && process.argv[2] === '--version') writeSync(1, `${version}\n`);
else startProgram();

function startProgram(): void {
  const filename = join(__dirname, `${mainBundle}.cjs`);
  // The bundle is plain ASCII, and one octet a character is what V8 likes best.
  const source = readFileSync(filename, 'latin1');
  const cachedData = readCache(join(__dirname, `${mainBundle}-${process.version}-${process.arch}.cache`));
  const script = new Script(source, cachedData === null ? { filename } : { filename, cachedData });
  const start: unknown = script.runInThisContext();
  if (typeof start === 'function') start(createRequire(filename), filename);
}

function readCache(path: string): Buffer | null {
  try {
    return readFileSync(path);
  } catch {
    return null;
  }
}
