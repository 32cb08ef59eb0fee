import { describe, expect, it } from 'vitest';
import { closed, ended, timedOut, unreached } from '../support/facts.ts';
import { causesOf, commandsOf, findingOf, judgementOf } from '../support/verdict.ts';

describe('handshake-timeout', () => {
  it('is found where the server says nothing, and is the only cause', () => {
    const facts = ended(timedOut());
    expect(causesOf(facts)).toStrictEqual(['handshake-timeout']);
    const finding = findingOf('handshake-timeout', facts);
    expect(finding.summary).toContain('no answer to the ClientHello within 10.0 s');
    expect(finding.clientErrors[0]?.message).toContain('The handshake operation timed out');
  });

  it('looks at the path where the server stops in the middle', () => {
    const facts = ended(timedOut(120, 'certificate'));
    expect(findingOf('handshake-timeout', facts).summary).toContain('Certificate did not come');
    expect(commandsOf(findingOf('handshake-timeout', facts))).toContain('ping -M do -s 1472 192.0.2.7');
  });

  it('is not found for a close or a connection that never opened', () => {
    expect(judgementOf('handshake-timeout', ended(closed('fin'))).kind).toBe('ruledOut');
    expect(causesOf(unreached({ kind: 'timedOut', afterMs: 9 }))).toStrictEqual(['connect-timeout']);
  });

  it('is open where no handshake was tried', () => {
    expect(judgementOf('handshake-timeout', unreached({ kind: 'refused' }))).toMatchObject({ missing: 'connection' });
  });
});
