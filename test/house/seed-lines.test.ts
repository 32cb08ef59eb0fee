/** Every line of the two guides that whytls stands on has a test that names it. */
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { testsBySeedLine } from '../../scripts/seed-lines.mjs';

it('each requirement of the guides has a test', () => {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const found = testsBySeedLine(root);
  expect(found.size).toBe(132);
  expect([...found].filter(([, files]) => files.length === 0).map(([line]) => line)).toStrictEqual([]);
});
