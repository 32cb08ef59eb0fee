/** The repository's files and who imports whom, for the tests that look after the house. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, normalize, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Whether the repository has this file or folder. */
export const isThere = (path: string): boolean => existsSync(join(root, path));

/** A file's text, by its path in the repository. */
export const textOf = (path: string): string => readFileSync(join(root, path), 'utf8');

/** The files below a folder, as paths in the repository with `/`; none where the folder does not exist. */
export function filesIn(folder: string): readonly string[] {
  if (!isThere(folder)) return [];
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .toSorted();
}

/** One `from '...'`, `import '...'` or `import('...')`. */
export interface Import {
  readonly from: string;
  /** The file's path in the repository, or the name of a package as written. */
  readonly to: string;
  /** `type` is erased by the compiler, `static` is loaded with the file, `dynamic` when it is reached. */
  readonly kind: 'type' | 'static' | 'dynamic';
  /** What stands between `import` and `from`. */
  readonly names: string;
}

/** The imports of a file. */
export function importsOf(from: string, text: string = textOf(from)): readonly Import[] {
  const resolved = (to: string): string =>
    to.startsWith('.')
      ? normalize(join(dirname(from), to))
          .split(sep)
          .join('/')
      : to;
  const found: Import[] = [];
  for (const { groups = {} } of text.matchAll(statement)) {
    const { type, names = '', to = '' } = groups;
    found.push({ from, to: resolved(to), kind: type === undefined ? 'static' : 'type', names: names.trim() });
  }
  for (const [, to = ''] of text.matchAll(call)) found.push({ from, to: resolved(to), kind: 'dynamic', names: '' });
  return found;
}

const statement =
  /^[ \t]*(?:import|export)\b(?:[ \t]+(?<type>type)\b(?![ \t]+from\b))?(?:(?<names>[^'"`;()=]*?)\bfrom)?\s*'(?<to>[^'\n]+)'/gm;

const call = /\bimport\(\s*'([^'\n]+)'/g;
