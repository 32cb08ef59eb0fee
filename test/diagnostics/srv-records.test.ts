import { describe, expect, it } from 'vitest';
import { seedFacts } from '../../src/observe/interpret/read-mongodb.ts';
import type { SeedObservation } from '../../src/observe/observation.ts';
import { attemptFailed } from '../../src/observe/attempt.ts';
import { healthy, unresolved } from '../support/facts.ts';
import { causesOf, commandsOf, findingOf, judgementOf } from '../support/verdict.ts';
import type { Facts } from '../../src/observe/facts.ts';

type Problem = Extract<SeedObservation['list'], { readonly kind: 'failed' }>['problem'];

/** Nobody was connected to: the seed list could not be had. */
function without(problem: Problem): Facts {
  const asked = { srv: '_mongodb._tcp.c0.example.net', txt: 'c0.example.net' };
  const seeds = seedFacts('c0.example.net', { asked, durationMs: 1, list: attemptFailed(problem) }, 'pymongo');
  return { ...unresolved({ kind: 'aborted' }), resolution: { kind: 'notTried', because: 'dns' }, seeds };
}

describe('srv-records', () => {
  it('tells a host outside the domain, and what PyMongo prints', () => {
    const facts = without({ kind: 'foreignHost', host: 'db1.example.org', domain: 'example.net' });
    expect(causesOf(facts)).toEqual(['srv-records']);
    const finding = findingOf('srv-records', facts);
    expect(finding.summary).toContain('the SRV records name db1.example.org, which does not lie in example.net');
    expect(finding.clientErrors[0]?.message).toBe('Invalid SRV host: db1.example.org');
    expect(commandsOf(finding)).toContain('dig +short SRV _mongodb._tcp.c0.example.net');
  });

  it('tells a TXT record that sets too much, and shows where to look', () => {
    const finding = findingOf('srv-records', without({ kind: 'txtOptions', options: ['ssl\u001b'] }));
    expect(finding.summary).toContain('the TXT record sets ssl\\u{1b}');
    expect(commandsOf(finding)).toContain('dig +short TXT c0.example.net');
  });

  it('leaves names that do not exist to dns-failure', () => {
    for (const problem of [
      { kind: 'noRecords', name: '_mongodb._tcp.c0.example.net' },
      { kind: 'nameNotFound', name: '_mongodb._tcp.c0.example.net' },
    ] as const) {
      const facts = without(problem);
      expect(judgementOf('srv-records', facts).kind).toBe('ruledOut');
      expect(causesOf(facts)).toEqual(['dns-failure']);
      expect(findingOf('dns-failure', facts).summary).toContain('DNS has no SRV record _mongodb._tcp.c0.example.net');
    }
    expect(findingOf('dns-failure', without({ kind: 'nameNotFound', name: 'x' })).clientErrors[0]?.message).toBe(
      'The DNS query name does not exist: _mongodb._tcp.c0.example.net.',
    );
    expect(findingOf('dns-failure', without({ kind: 'timedOut', afterMs: 1 })).summary).toContain(
      'no resolver answered',
    );
  });

  it('does not concern who asked for no records', () => {
    expect(judgementOf('srv-records', healthy()).kind).toBe('notApplicable');
  });
});
