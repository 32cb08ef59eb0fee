/** The page about JSON is made from the schema: `npm run docs` writes it. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { jsonPage } from '../../src/cli/pages/json-page.ts';
import { reportJsonSchema } from '../../src/report/schema/output.ts';

const page = jsonPage();

it('docs/json.md is what the schema says (npm run docs)', () => {
  expect(readFileSync(new URL('../../docs/json.md', import.meta.url), 'utf8')).toBe(page);
});

it('has a section for each definition, and every link leads to one', () => {
  const sections = [...page.matchAll(/^## (\w+)$/gm)].map(([, name]) => String(name));
  expect(sections.toSorted()).toStrictEqual(Object.keys(reportJsonSchema().$defs ?? {}).toSorted());
  const links = new Set([...page.matchAll(/\]\(#(\w+)\)/g)].map(([, to]) => to));
  expect([...links].filter((to) => !sections.some((name) => name.toLowerCase() === to))).toStrictEqual([]);
});
