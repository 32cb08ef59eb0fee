/** Every command line of ours in README and docs is one that the program takes. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readArguments } from '../../src/cli/usage/args.ts';
import { readUnusual } from '../../src/cli/usage/unusual.ts';

const root = new URL('../../', import.meta.url);
const pages = ['README.md', ...readdirSync(new URL('docs/', root)).filter((name) => name.endsWith('.md'))].map(
  (name) => (name === 'README.md' ? name : `docs/${name}`),
);

/** The words behind `whytls`, up to what belongs to the shell. */
const wordsOf = (line: string): string[] =>
  [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '');

const linesOf = (page: string): string[] =>
  [...readFileSync(new URL(page, root), 'utf8').matchAll(/^```(?:sh|text)\n([\s\S]*?)^```/gm)]
    .flatMap(([, block]) => String(block).split('\n'))
    .map((line) => /(?:^|\| |^\$ )(?:npx )?whytls (.*)/.exec(line)?.[1])
    .filter((line) => line !== undefined)
    .map((line) => line.replace(/ +#.*$| +[<>|].*$/, ''))
    .filter((line) => !/^completion|^\.\.\./.test(line));

const withLines = pages.map((page) => ({ page, lines: linesOf(page) })).filter(({ lines }) => lines.length > 0);

describe('the command lines of', () => {
  it.each(withLines)('$page are taken', async ({ lines }) => {
    for (const line of lines) {
      const words = wordsOf(line);
      const plain = readArguments(words);
      const unusual = plain === null ? await readUnusual(words, 'en') : null;
      expect(unusual?.ok, line).not.toBe(false);
    }
  });

  it('README and the user guide are among them', () => {
    const names = withLines.map(({ page }) => page);
    expect(names).toContain('README.md');
    expect(names).toContain('docs/user-guide.md');
  });
});
