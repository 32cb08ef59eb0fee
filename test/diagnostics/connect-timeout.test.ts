import { describe, expect, it } from 'vitest';
import { ended, timedOut, unreached, unresolved } from '../support/facts.ts';
import { causesOf, findingOf, judgementOf } from '../support/verdict.ts';

describe('connect-timeout', () => {
  it('is found with the time, and is the only cause', () => {
    const facts = unreached({ kind: 'timedOut', afterMs: 2000 });
    expect(causesOf(facts)).toStrictEqual(['connect-timeout']);
    const finding = findingOf('connect-timeout', facts);
    expect(finding.summary).toContain('no TCP connection within 2.0 s');
    expect(finding.clientErrors[0]?.message).toBe('db1.example.net:27017: timed out');
  });

  it('is not found for a refusal or an open connection', () => {
    expect(judgementOf('connect-timeout', unreached({ kind: 'refused' })).kind).toBe('ruledOut');
    expect(judgementOf('connect-timeout', ended(timedOut())).kind).toBe('ruledOut');
  });

  it('is open where no address was found', () => {
    expect(judgementOf('connect-timeout', unresolved({ kind: 'nameNotFound', name: 'x' })).kind).toBe('undetermined');
  });
});
