import { describe, expect, it } from 'vitest';
import { alert, ended, healthy, unreached } from '../support/facts.ts';
import { causesOf, findingOf, judgementOf } from '../support/verdict.ts';

describe('decrypt-error', () => {
  it('is found for alert 51, and is the only cause', () => {
    const facts = ended(alert(51));
    expect(causesOf(facts)).toStrictEqual(['decrypt-error']);
    const finding = findingOf('decrypt-error', facts);
    expect(finding.summary).toContain('decrypt_error (51)');
    expect(finding.clientErrors[0]?.message).toMatch(/^SSL handshake failed: db1\.example\.net:27017: \[SSL/);
    expect(findingOf('decrypt-error', facts, 'zh').summary).toMatch(/\p{Script=Han}/u);
  });

  it.each([20, 21])('is found for alert %i too', (description) => {
    expect(causesOf(ended(alert(description, 'finished')))).toStrictEqual(['decrypt-error']);
  });

  it('is not found for another alert or a server in order', () => {
    expect(judgementOf('decrypt-error', ended(alert(40))).kind).toBe('ruledOut');
    expect(judgementOf('decrypt-error', healthy()).kind).toBe('ruledOut');
  });

  it('is open where no handshake was tried', () => {
    expect(judgementOf('decrypt-error', unreached({ kind: 'refused' }))).toMatchObject({ missing: 'connection' });
  });
});
