import { describe, expect, it } from 'vitest';
import { alert, answered, ended, refused, unreached } from '../support/facts.ts';
import { causesOf, findingOf, judgementOf, textOf } from '../support/verdict.ts';

describe('handshake-refused', () => {
  it('stays where alert 40 came and nothing explains it, and says what was not seen', () => {
    const facts = ended(alert(40), {}, [refused({ kind: 'answersAgain' }, alert(40))]);
    expect(causesOf(facts)).toStrictEqual(['handshake-refused']);
    const finding = findingOf('handshake-refused', facts);
    expect(finding.summary).toContain('handshake_failure (40)');
    expect(textOf(finding)).toContain('refused too');
    expect(finding.clientErrors[0]?.message).toContain('SSLV3_ALERT_HANDSHAKE_FAILURE');
  });

  it('says so where the same offer was accepted the second time', () => {
    const facts = ended(alert(40), {}, [answered({ kind: 'answersAgain' }, 0x0304, 0x1301)]);
    expect(findingOf('handshake-refused', facts).summary).toContain('accepted the same offer');
  });

  it('makes room for an explanation', () => {
    const explained = ended(alert(40), {}, [answered({ kind: 'acceptsVersion', version: 0x0303 }, 0x0303, 0x002f)]);
    expect(judgementOf('handshake-refused', explained).kind).toBe('ruledOut');
  });

  it('is open where no handshake was tried', () => {
    expect(judgementOf('handshake-refused', unreached({ kind: 'refused' }))).toMatchObject({ missing: 'connection' });
  });
});
