import { describe, expect, it } from 'vitest';
import { closed, ended, healthy, unreached, unresolved } from '../support/facts.ts';
import { causesOf, findingOf, judgementOf, verdictOf } from '../support/verdict.ts';

describe('probe-stopped', () => {
  it('is a warning, not an error, where the limit is ours, and the verdict is not ok', () => {
    const facts = ended({
      kind: 'cannotComplete',
      what: 'keyExchange',
      value: 0x009e,
      waitingFor: 'serverKeyExchange',
    });
    expect(causesOf(facts)).toStrictEqual(['probe-stopped']);
    expect(verdictOf(facts).verdict).toBe('warn');
    expect(findingOf('probe-stopped', facts).summary).toContain('TLS_DHE_RSA_WITH_AES_128_GCM_SHA256');
  });

  it.each([
    ['in the handshake', ended({ kind: 'aborted', waitingFor: 'serverHello' })],
    ['in TCP', unreached({ kind: 'aborted' })],
    ['in DNS', unresolved({ kind: 'aborted' })],
  ])('is found where somebody interrupted %s', (_, facts) => {
    expect(causesOf(facts)).toStrictEqual(['probe-stopped']);
    expect(findingOf('probe-stopped', facts).summary).toContain('interrupted');
  });

  it('is not found where the server ended it', () => {
    expect(judgementOf('probe-stopped', healthy()).kind).toBe('ruledOut');
    expect(judgementOf('probe-stopped', ended(closed('fin'))).kind).toBe('ruledOut');
  });
});
