import { describe, expect, it } from 'vitest';
import { alert, ended, healthy, unreached } from '../support/facts.ts';
import { causesOf, findingOf, judgementOf } from '../support/verdict.ts';

describe('sni-unrecognized', () => {
  it('is found for alert 112, and is the only cause', () => {
    const facts = ended(alert(112));
    expect(causesOf(facts)).toStrictEqual(['sni-unrecognized']);
    const finding = findingOf('sni-unrecognized', facts);
    expect(finding.summary).toContain('db1.example.net');
    expect(finding.clientErrors[0]?.message).toMatch(/^SSL handshake failed: db1\.example\.net:27017: \[SSL/);
    expect(findingOf('sni-unrecognized', facts, 'zh').summary).toMatch(/\p{Script=Han}/u);
  });

  it('is not found for another alert or a server in order', () => {
    expect(judgementOf('sni-unrecognized', ended(alert(40))).kind).toBe('ruledOut');
    expect(judgementOf('sni-unrecognized', healthy()).kind).toBe('ruledOut');
  });

  it('is open where no handshake was tried', () => {
    expect(judgementOf('sni-unrecognized', unreached({ kind: 'refused' }))).toMatchObject({ missing: 'connection' });
  });
});
