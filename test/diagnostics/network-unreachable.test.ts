import { describe, expect, it } from 'vitest';
import { unreached, unresolved } from '../support/facts.ts';
import { causesOf, commandsOf, findingOf, judgementOf } from '../support/verdict.ts';

describe('network-unreachable', () => {
  it('is found with the code of the system, and is the only cause', () => {
    const facts = unreached({ kind: 'unreachable', code: 'EHOSTUNREACH' });
    expect(causesOf(facts)).toStrictEqual(['network-unreachable']);
    expect(findingOf('network-unreachable', facts).summary).toContain('EHOSTUNREACH');
  });

  it('advises -4 for an IPv6 address', () => {
    const endpoint = { host: 'db1.example.net', address: '2001:db8::7', port: 27017 };
    const facts = unreached({ kind: 'unreachable', code: 'ENETUNREACH' }, { endpoint });
    expect(commandsOf(findingOf('network-unreachable', facts))).toContain(
      'whytls db1.example.net:27017 --tlsCAFile ca.pem -4',
    );
  });

  it('is not found for a refusal, and is open where no address was found', () => {
    expect(judgementOf('network-unreachable', unreached({ kind: 'refused' })).kind).toBe('ruledOut');
    expect(judgementOf('network-unreachable', unresolved({ kind: 'nameNotFound', name: 'x' })).kind).toBe(
      'undetermined',
    );
  });
});
