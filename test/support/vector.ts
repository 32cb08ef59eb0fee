import { readFileSync } from 'node:fs';
import { fromHex } from '../../src/base/octets.ts';

/** Octet strings by name, out of one annotated file. */
export type Vectors = Readonly<Record<string, Uint8Array>>;

/**
 * Reads a file of `test/vectors`: `name: hex`, going on in lines that begin with a space, and `#` before what is for people.
 * A name twice, hexadecimal that is none, or a line that is neither throws: a vector is never read as less than it is.
 */
export function loadVectors(file: string): Vectors {
  const vectors: Record<string, string> = {};
  let name: string | null = null;
  const text = readFileSync(new URL(`../vectors/${file}`, import.meta.url), 'utf8');
  for (const [index, line] of text.split('\n').entries()) {
    const content = line.replace(/#.*$/, '').trimEnd();
    if (content === '') continue;
    const start = /^([\w-]+):(.*)$/.exec(content);
    if (start !== null) {
      name = start[1] ?? '';
      if (name in vectors) throw new Error(`${file}:${index + 1}: ${name} again`);
    }
    if (name === null || (start === null && !content.startsWith(' ')))
      throw new Error(`${file}:${index + 1}: no vector`);
    vectors[name] = (vectors[name] ?? '') + (start?.[2] ?? content);
  }
  return Object.fromEntries(Object.entries(vectors).map(([key, hex]) => [key, fromHex(hex)]));
}

/** One of the vectors; throws where there is none of this name. */
export function vector(vectors: Vectors, name: string): Uint8Array {
  const found = vectors[name];
  if (found === undefined) throw new Error(`no vector ${name}`);
  return found;
}
