/** What the library promises to those who use it changes only where a review sees it. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

it('docs/api.d.ts holds the types of the last build (npm run docs)', () => {
  expect(read('docs/api.d.ts')).toBe(read('dist/index.d.ts'));
});

it('they name every export of the library, and no file of ours', async () => {
  const types = read('dist/index.d.ts');
  const exported = /^export \{ (.*) \};$/m
    .exec(types)?.[1]
    ?.split(', ')
    .map((name) => name.replace(/^type /, ''));
  for (const name of Object.keys(await import('../../src/index.ts'))) expect(exported).toContain(name);
  expect(types).not.toMatch(/from ["']\.|import\(["']\./);
});
