import { describe, expect, it } from 'vitest';
import { alert, ended, healthy, unreached } from '../support/facts.ts';
import { causesOf, findingOf, judgementOf } from '../support/verdict.ts';

describe('alpn-mismatch', () => {
  it('is found for alert 120, and is the only cause', () => {
    const facts = ended(alert(120));
    expect(causesOf(facts)).toStrictEqual(['alpn-mismatch']);
    const finding = findingOf('alpn-mismatch', facts);
    expect(finding.summary).toContain('application protocols');
    expect(finding.clientErrors[0]?.message).toMatch(/^SSL handshake failed: db1\.example\.net:27017: \[SSL/);
    expect(findingOf('alpn-mismatch', facts, 'zh').summary).toMatch(/\p{Script=Han}/u);
  });

  it('is not found for another alert or a server in order', () => {
    expect(judgementOf('alpn-mismatch', ended(alert(40))).kind).toBe('ruledOut');
    expect(judgementOf('alpn-mismatch', healthy()).kind).toBe('ruledOut');
  });

  it('is open where no handshake was tried', () => {
    expect(judgementOf('alpn-mismatch', unreached({ kind: 'refused' }))).toMatchObject({ missing: 'connection' });
  });
});
