import { describe, expect, it } from 'vitest';
import { alert, certificate, ended, healthy, now, opensslError, refusedPath, withoutCaFile } from '../support/facts.ts';
import { causesOf, commandsOf, findingOf, judgementOf } from '../support/verdict.ts';

describe('cert-not-yet-valid', () => {
  const early = {
    kind: 'notYetValid',
    depth: 0,
    subject: 'CN=db1.example.net',
    notBefore: Date.UTC(2026, 11, 1),
  } as const;

  it('is found for a leaf of the future, and is the only cause', () => {
    const facts = refusedPath([early], opensslError(9, 'certificate is not yet valid'));
    expect(causesOf(facts)).toStrictEqual(['cert-not-yet-valid']);
    const finding = findingOf('cert-not-yet-valid', facts);
    expect(finding.summary).toContain('only on 2026-12-01, in 10 days');
    expect(finding.clientErrors[0]?.message).toContain('certificate verify failed: certificate is not yet valid');
    expect(commandsOf(finding)).toContain('date -u');
  });

  it('reads the dates of the leaf even where no trust store can be read', () => {
    const facts = withoutCaFile({ kind: 'fileNotFound', path: 'ca.pem' });
    const young = certificate('db1.example.net', 'Issuing CA', { notBefore: now + 1 });
    expect(judgementOf('cert-not-yet-valid', { ...facts, chain: { kind: 'completed', value: [young] } }).kind).toBe(
      'found',
    );
  });

  it('is not found for an expired one', () => {
    const expired = { ...early, kind: 'expired', notAfter: now } as const;
    expect(judgementOf('cert-not-yet-valid', refusedPath([expired])).kind).toBe('ruledOut');
    expect(judgementOf('cert-not-yet-valid', healthy()).kind).toBe('ruledOut');
  });

  it('is open where no certificate was seen', () => {
    expect(judgementOf('cert-not-yet-valid', ended(alert(80))).kind).toBe('undetermined');
  });
});
