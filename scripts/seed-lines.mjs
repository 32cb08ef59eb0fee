// The requirements of the two documents that whytls stands on (PyMongo's TLS guide, MongoDB's x.509 guide) have a number each:
// S1.01 to S1.80, S2.01 to S2.52. A test that shows one of them to hold names its number.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const numbers = (seed, count) =>
  Array.from({ length: count }, (_, index) => `S${seed}.${String(index + 1).padStart(2, '0')}`);

/** Every line. */
export const seedLines = [...numbers(1, 80), ...numbers(2, 52)];

/** The test files that name each line. */
export function testsBySeedLine(root) {
  const found = new Map(seedLines.map((line) => [line, []]));
  for (const entry of readdirSync(join(root, 'test'), { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !entry.name.endsWith('.test.ts')) continue;
    const path = join(entry.parentPath, entry.name);
    for (const [line] of readFileSync(path, 'utf8').matchAll(/\bS[12]\.\d\d\b/g)) {
      const files = found.get(line);
      if (files !== undefined && !files.includes(path)) files.push(path);
    }
  }
  return found;
}
