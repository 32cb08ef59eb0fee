/**
 * Texts as programs print them and people paste them, with what they speak for: `=== printed-by accepted|also-accepted`, then the
 * text. Their hosts and names are made up.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readText } from '../../../src/cli/explain/reader.ts';

const folder = join(import.meta.dirname, 'corpus');

interface Paste {
  readonly client: string;
  readonly accepted: readonly string[];
  readonly text: string;
}

function pastesIn(file: string): readonly Paste[] {
  const [, ...parts] = readFileSync(join(folder, file), 'utf8').split(/^=== (\S+) (\S+)\n/m);
  return Array.from({ length: parts.length / 3 }, (_, index) => ({
    client: parts[3 * index] ?? '',
    accepted: (parts[3 * index + 1] ?? '').split('|'),
    text: (parts[3 * index + 2] ?? '').trimEnd(),
  }));
}

const files = readdirSync(folder).filter((file) => file.endsWith('.txt'));

describe.each(files)('%s', (file) => {
  it.each(pastesIn(file))('$client: $accepted', ({ accepted, text }) => {
    expect(accepted).toContain(readText(text).candidates[0]?.id ?? 'none');
  });
});

it('is a corpus of some size', () => {
  expect(files.flatMap(pastesIn).length).toBeGreaterThan(400);
});
