import { describe, expect, it } from 'vitest';
import { alert, brokenPath, ended, opensslError, refusedPath } from '../support/facts.ts';
import { causesOf, findingOf, judgementOf, textOf } from '../support/verdict.ts';

describe('certificate-usage', () => {
  const wrong = { kind: 'purpose', depth: 0, subject: 'CN=app', usages: ['clientAuth'] } as const;

  it('is found for a leaf that is no server certificate, and is the only cause', () => {
    const facts = refusedPath([wrong], opensslError(26, 'unsuitable certificate purpose'));
    expect(causesOf(facts)).toStrictEqual(['certificate-usage']);
    const finding = findingOf('certificate-usage', facts);
    expect(finding.summary).toContain('is not made for a TLS server');
    expect(textOf(finding)).toContain('it permits clientAuth');
    expect(finding.clientErrors[0]?.message).toContain('unsuitable certificate purpose');
  });

  it.each(['notACa', 'pathLengthExceeded', 'cannotSignCertificates'] as const)('is found for %s', (kind) => {
    expect(causesOf(refusedPath([{ kind, depth: 1, subject: 'CN=Issuing CA' }]))).toStrictEqual(['certificate-usage']);
  });

  it('is not found for another fault, and is open where no certificate was seen', () => {
    expect(judgementOf('certificate-usage', brokenPath()).kind).toBe('ruledOut');
    expect(judgementOf('certificate-usage', ended(alert(40))).kind).toBe('undetermined');
  });
});
