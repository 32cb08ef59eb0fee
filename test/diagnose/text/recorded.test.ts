/** What real clients printed about the lab's faults, recorded by test/e2e/explain-clients.test.ts. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readText } from '../../../src/cli/explain/reader.ts';
import { faultById } from '../../../src/lab/lab.ts';
import { cannotTell, isDecisive } from '../../support/recorded-errors.ts';

interface Recorded {
  readonly client: string;
  readonly version: string;
  readonly fault: string;
  readonly text: string;
}

const recorded = readFileSync(join(import.meta.dirname, 'recorded.ndjson'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Recorded)
  .filter(({ client, fault }) => !cannotTell(client, fault));

describe.each([...new Set(recorded.map(({ client }) => client))])('%s', (name) => {
  it.each(recorded.filter(({ client }) => client === name))('$version about $fault', ({ fault, text }) => {
    const ids = readText(text).candidates.map(({ id }) => id);
    if (isDecisive(fault)) expect(ids[0]).toBe(faultById(fault)?.diagnosis);
    else expect(ids).toContain(faultById(fault)?.diagnosis);
  });
});

it('holds every client', () => {
  expect(new Set(recorded.map(({ client }) => client)).size).toBeGreaterThanOrEqual(8);
});
