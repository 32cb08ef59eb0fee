/** A bounded part of what `npm run fuzz` does without end. */
import { expect, it } from 'vitest';
import { fuzz } from './fuzz.ts';

it('survives four thousand changed flights, certificates and structs', async () => {
  const { runs, failures, endings, found } = await fuzz({ seed: 20261121, runs: 4000, judgeOneIn: 20 });
  expect(failures).toEqual([]);
  expect(runs).toBe(4000);
  // A fuzzer whose changes all break at the same place would prove little.
  for (const ending of ['completed', 'undecodable', 'unexpected', 'illegalChoice', 'checkFailed', 'alertReceived'])
    expect(endings.get(ending) ?? 0, ending).toBeGreaterThan(5);
  expect([...found.keys()]).toContain('server-protocol-error');
}, 120_000);
