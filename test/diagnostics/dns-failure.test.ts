import { describe, expect, it } from 'vitest';
import { unreached, unresolved } from '../support/facts.ts';
import { causesOf, findingOf, judgementOf, verdictOf } from '../support/verdict.ts';

describe('dns-failure', () => {
  it('is found for a name that does not exist, and is the only cause', () => {
    const facts = unresolved({ kind: 'nameNotFound', name: 'db1.example.net' });
    expect(causesOf(facts)).toStrictEqual(['dns-failure']);
    expect(verdictOf(facts)).toMatchObject({ verdict: 'fail', undetermined: [] });
    const finding = findingOf('dns-failure', facts);
    expect(finding.summary).toContain('db1.example.net has no address');
    expect(finding.clientErrors[0]?.message).toBe('db1.example.net:27017: [Errno -2] Name or service not known');
    expect(finding.endpoints).toStrictEqual([]);
  });

  it.each([
    [{ kind: 'resolverFailed', name: 'x', code: 'ESERVFAIL' }, 'ESERVFAIL'],
    [{ kind: 'timedOut', afterMs: 5000 }, 'no resolver answered in time'],
  ] as const)('is found for %o', (problem, says) => {
    expect(findingOf('dns-failure', unresolved(problem)).summary).toContain(says);
  });

  it('is not found where an address was found, and is open where nobody asked', () => {
    expect(judgementOf('dns-failure', unreached({ kind: 'refused' })).kind).toBe('ruledOut');
    const unasked = {
      ...unresolved({ kind: 'aborted' }),
      resolution: { kind: 'notTried', because: 'notAsked' } as const,
    };
    expect(judgementOf('dns-failure', unasked)).toMatchObject({ missing: 'address' });
  });
});
