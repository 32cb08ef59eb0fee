import { describe, expect, it } from 'vitest';
import { ended, timedOut, unreached, unresolved } from '../support/facts.ts';
import { causesOf, findingOf, judgementOf, textOf } from '../support/verdict.ts';

describe('connect-timeout', () => {
  it('is found with the time, and is the only cause', () => {
    const facts = unreached({ kind: 'timedOut', afterMs: 2000 });
    expect(causesOf(facts)).toStrictEqual(['connect-timeout']);
    const finding = findingOf('connect-timeout', facts);
    expect(finding.summary).toContain('no TCP connection within 2.0 s');
    expect(finding.clientErrors[0]?.message).toBe('db1.example.net:27017: timed out');
  });

  it('speaks of the access list of Atlas only where it can be Atlas', () => {
    const text = (host: string): string => {
      const endpoint = { host, address: '192.0.2.7', port: 27017 };
      return textOf(findingOf('connect-timeout', { ...unreached({ kind: 'timedOut', afterMs: 2000 }), endpoint }));
    };
    expect(text('c0-shard-00-00.ab1cd.mongodb.net')).toContain('IP access list');
    expect(text('db1.example.net')).not.toContain('Atlas');
  });

  it('is not found for a refusal or an open connection', () => {
    expect(judgementOf('connect-timeout', unreached({ kind: 'refused' })).kind).toBe('ruledOut');
    expect(judgementOf('connect-timeout', ended(timedOut())).kind).toBe('ruledOut');
  });

  it('is open where no address was found', () => {
    expect(judgementOf('connect-timeout', unresolved({ kind: 'nameNotFound', name: 'x' })).kind).toBe('undetermined');
  });
});
