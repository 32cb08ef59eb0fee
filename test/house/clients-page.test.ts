import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { clientsPage } from '../../src/cli/pages/clients-page.ts';
import { clients } from '../../src/clients/index.ts';

const page = readFileSync(new URL('../../docs/clients.md', import.meta.url), 'utf8');

it('docs/clients.md is what the profiles say (npm run docs)', () => {
  expect(page).toBe(clientsPage());
});

it.each(clients.map(({ id }) => id))('docs/clients.md tells how %s was measured', (id) => {
  const section = page.split('\n### ').find((text) => text.startsWith(`\`${id}\``)) ?? '';
  expect(section).toMatch(/Measured: .{10,}/);
});
