import { describe, expect, it } from 'vitest';
import { closed, ended, unreached, unresolved } from '../support/facts.ts';
import { causesOf, findingOf, judgementOf } from '../support/verdict.ts';

describe('connection-reset', () => {
  it('is found for a RST in the handshake, and is the only cause', () => {
    const facts = ended(closed('rst', 'certificate', 120));
    expect(causesOf(facts)).toStrictEqual(['connection-reset']);
    const finding = findingOf('connection-reset', facts);
    expect(finding.summary).toContain('when Certificate was due');
    expect(finding.clientErrors[0]?.message).toContain('[Errno 104] Connection reset by peer');
  });

  it('is found for a RST while TCP was being opened', () => {
    expect(causesOf(unreached({ kind: 'reset' }))).toStrictEqual(['connection-reset']);
  });

  it('is not found for a FIN or a refusal', () => {
    expect(judgementOf('connection-reset', ended(closed('fin'))).kind).toBe('ruledOut');
    expect(judgementOf('connection-reset', unreached({ kind: 'refused' })).kind).toBe('undetermined');
    expect(causesOf(unreached({ kind: 'refused' }))).toStrictEqual(['connection-refused']);
  });

  it('is open where no address was found', () => {
    expect(judgementOf('connection-reset', unresolved({ kind: 'nameNotFound', name: 'x' }))).toMatchObject({
      missing: 'address',
    });
  });
});
