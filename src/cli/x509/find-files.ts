/** From what was typed to files: a folder stands for the certificates in it, a pattern for the names that fit. */
import { failed, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { Files } from '../../net/ports.ts';

/** The files of a path as typed, sorted by name. The problem is a code: what the platform said, or `noneFits`. */
export function findFiles(path: string, files: Pick<Files, 'list'>): Result<readonly string[], string> {
  const slash = path.lastIndexOf('/');
  const folder = slash < 0 ? '' : path.slice(0, slash + 1);
  const name = path.slice(slash + 1);
  if (/[*?]/.test(name)) {
    // A folder whose own name is a pattern is left to the shell.
    const names = files.list(folder === '' ? '.' : folder);
    if (!names.ok) return failed(names.problem.kind);
    const fitting = names.value.filter((one) => fits(one, name)).map((one) => folder + one);
    return fitting.length === 0 ? failed('noneFits') : ok(fitting.toSorted());
  }
  const names = files.list(path);
  if (!names.ok) return ok([path]);
  const prefix = path.endsWith('/') ? path : `${path}/`;
  const certificates = names.value.filter((one) => /\.(?:pem|crt|cer|cert|der)$/i.test(one)).map((one) => prefix + one);
  return certificates.length === 0 ? failed('noneFits') : ok(certificates.toSorted());
}

/** `*` stands for anything, `?` for one character. Linear: the pattern is walked with one place to go back to. */
function fits(name: string, pattern: string): boolean {
  let [at, inside, star, mark] = [0, 0, -1, 0];
  while (at < name.length) {
    if (pattern[inside] === '*') {
      star = inside;
      mark = at;
      inside += 1;
    } else if (pattern[inside] === '?' || pattern[inside] === name[at]) {
      inside += 1;
      at += 1;
    } else if (star >= 0) {
      inside = star + 1;
      mark += 1;
      at = mark;
    } else {
      return false;
    }
  }
  while (pattern[inside] === '*') inside += 1;
  return inside === pattern.length;
}
