import { describe, expect, it } from 'vitest';
import { alert, brokenPath, ended, opensslError, refusedPath } from '../support/facts.ts';
import { causesOf, findingOf, judgementOf, textOf } from '../support/verdict.ts';

describe('weak-certificate', () => {
  it('is found for a short key, with the level that asks for more', () => {
    const facts = refusedPath(
      [{ kind: 'weakKey', depth: 0, subject: 'CN=db1.example.net', bits: 1024 }],
      opensslError(66, 'EE certificate key too weak'),
    );
    expect(causesOf(facts)).toStrictEqual(['weak-certificate']);
    const finding = findingOf('weak-certificate', facts);
    expect(finding.summary).toContain('only 1024 bits');
    expect(textOf(finding)).toContain('security level 2');
    expect(finding.clientErrors[0]?.message).toContain('EE certificate key too weak');
  });

  it('is found for a weak signature', () => {
    const facts = refusedPath([
      { kind: 'weakDigest', depth: 1, subject: 'CN=Issuing CA', algorithm: 'sha1WithRSAEncryption' },
    ]);
    expect(findingOf('weak-certificate', facts).summary).toContain('signed with sha1WithRSAEncryption');
  });

  it('is not found for another fault, and is open where no certificate was seen', () => {
    expect(judgementOf('weak-certificate', brokenPath()).kind).toBe('ruledOut');
    expect(judgementOf('weak-certificate', ended(alert(40))).kind).toBe('undetermined');
  });
});
