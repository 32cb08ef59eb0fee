/** What help shows first must work as it stands. */
import { describe, expect, it } from 'vitest';
import { commands } from '../../src/cli/declare/commands.ts';
import { examples } from '../../src/cli/declare/examples.ts';
import { readArguments } from '../../src/cli/usage/args.ts';
import { readUnusual } from '../../src/cli/usage/unusual.ts';

/** As a shell would split it: by spaces, but not inside single quotes. */
const wordsOf = (line: string): string[] =>
  [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '');

describe('the examples of', () => {
  it.each(commands.map(({ name }) => name))('%s are command lines that the program takes', async (name) => {
    expect(examples[name].length).toBeGreaterThan(0);
    for (const { line } of examples[name]) {
      const words = wordsOf(line);
      const plain = readArguments(words);
      const unusual = plain === null ? await readUnusual(words, 'en') : null;
      expect(unusual?.ok, line).not.toBe(false);
    }
  });

  it.each(commands.map(({ name }) => name))('%s stand above its options in help, in both languages', async (name) => {
    const first = examples[name][0]?.line ?? '';
    for (const language of ['en', 'zh'] as const) {
      const help = await readUnusual([name, '--help'], language);
      const text = help.ok && help.value.kind === 'print' ? help.value.text : '';
      expect(text.indexOf(first)).toBeGreaterThan(-1);
      expect(text.indexOf(first)).toBeLessThan(text.indexOf('  --'));
    }
  });
});
