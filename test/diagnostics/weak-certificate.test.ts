import { describe, expect, it } from 'vitest';
import {
  alert,
  brokenPath,
  certificate,
  ended,
  intermediate,
  leaf,
  opensslError,
  refusedPath,
} from '../support/facts.ts';
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

  it('names the kind of key and who refuses it, and sends the owner of a weak root to it', () => {
    const weak = certificate('Root', 'Root', { publicKey: { kind: 'rsa', bits: 1024 } });
    const finding = findingOf(
      'weak-certificate',
      refusedPath([{ kind: 'weakKey', depth: 2, subject: 'CN=Root', bits: 1024 }], null, {}, [
        { certificate: leaf, from: 'leaf' },
        { certificate: intermediate, from: 'sent' },
        { certificate: weak, from: 'trustStore' },
      ]),
    );
    expect(textOf(finding)).toContain('key RSA of 1024 bits');
    expect(textOf(finding)).toContain('Not Node 20, Go, Java 17, GnuTLS 3.7');
    expect(finding.remedies.map(({ side }) => side)).toStrictEqual(['server', 'client']);
  });

  it('asks for no new key where only the signature is weak', () => {
    const digest = { kind: 'weakDigest', depth: 0, subject: 'CN=x', algorithm: 'sha1WithRSAEncryption' } as const;
    expect(textOf(findingOf('weak-certificate', refusedPath([digest])))).not.toContain('openssl req');
    const key = { kind: 'weakKey', depth: 0, subject: 'CN=x', bits: 1024 } as const;
    expect(textOf(findingOf('weak-certificate', refusedPath([key])))).toContain('openssl req');
  });

  it('is found for a curve in numbers', () => {
    const facts = refusedPath(
      [{ kind: 'explicitCurve', depth: 1, subject: 'CN=Issuing CA' }],
      opensslError(94, 'Certificate public key has explicit ECC parameters'),
    );
    expect(causesOf(facts)).toStrictEqual(['weak-certificate']);
    expect(findingOf('weak-certificate', facts).clientErrors[0]?.message).toContain('explicit ECC parameters');
  });

  it('is not found for another fault, and is open where no certificate was seen', () => {
    expect(judgementOf('weak-certificate', brokenPath()).kind).toBe('ruledOut');
    expect(judgementOf('weak-certificate', ended(alert(40))).kind).toBe('undetermined');
  });
});
