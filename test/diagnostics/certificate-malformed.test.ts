import { describe, expect, it } from 'vitest';
import { completed } from '../../src/observe/attempt.ts';
import {
  alert,
  brokenPath,
  certificate,
  ended,
  healthy,
  opensslError,
  refusedPath,
  verification,
  withoutChain,
} from '../support/facts.ts';
import { causesOf, findingOf, judgementOf } from '../support/verdict.ts';

describe('certificate-malformed', () => {
  it('is found for a chain that cannot be read, and is the only cause', () => {
    const facts = withoutChain({
      chain: {
        kind: 'failed',
        problem: { kind: 'undecodable', index: 1, path: 'Certificate.tbsCertificate.validity' },
      },
    });
    expect(causesOf(facts)).toStrictEqual(['certificate-malformed']);
    expect(findingOf('certificate-malformed', facts).summary).toContain('Certificate.tbsCertificate.validity');
  });

  it.each([
    { kind: 'badSignature', depth: 0, subject: 'CN=x' },
    { kind: 'unusableKey', depth: 1, subject: 'CN=x' },
    { kind: 'pathTooLong', depth: 100, subject: 'CN=x' },
    { kind: 'malformedExtension', depth: 0, subject: 'CN=x', oids: ['2.5.29.17'] },
    { kind: 'unhandledCriticalExtension', depth: 0, subject: 'CN=x', oid: '1.2.3.4' },
    { kind: 'proxyCertificate', depth: 0, subject: 'CN=x' },
    { kind: 'authorityKeyIdentifierMissing', depth: 0, subject: 'CN=x' },
    { kind: 'basicConstraintsNotCritical', depth: 1, subject: 'CN=x' },
  ] as const)('is found for $kind', (problem) => {
    expect(causesOf(refusedPath([problem]))).toStrictEqual(['certificate-malformed']);
  });

  it('calls extensions by name, and says what OpenSSL says instead', () => {
    const twice = { kind: 'malformedExtension', depth: 0, subject: 'CN=x', oids: ['2.5.29.15', '1.2.3'] } as const;
    const finding = findingOf('certificate-malformed', refusedPath([twice]));
    expect(finding.summary).toContain('CN=x holds keyUsage (2.5.29.15) and 1.2.3 in a form that cannot be read.');
    expect(finding.evidence.some(({ value }) => value.includes('finds no issuer'))).toBe(true);
  });

  it('tells what stands there twice from what cannot be read', () => {
    const keyUsage = { oid: '2.5.29.15', critical: true, value: new Uint8Array() };
    const leaf = certificate('db1.example.net', 'Issuing CA', { extensions: [keyUsage, keyUsage] });
    const problem = { kind: 'malformedExtension', depth: 0, subject: 'CN=x', oids: ['2.5.29.15'] } as const;
    const path = [{ certificate: leaf, from: 'leaf' }] as const;
    const facts = { ...healthy(), verification: completed(verification([problem], null, path)) };
    const summary = (language: 'en' | 'zh'): string => findingOf('certificate-malformed', facts, language).summary;
    expect(summary('en')).toContain('CN=x holds keyUsage (2.5.29.15) more than once.');
    expect(summary('zh')).toContain('CN=x 中重复出现扩展 keyUsage (2.5.29.15)。');
  });

  it('leaves a key on a curve in numbers to weak-certificate, which says why it is of no use', () => {
    const key = { kind: 'unusableKey', depth: 1, subject: 'CN=Issuing CA' } as const;
    const curve = { kind: 'explicitCurve', depth: 1, subject: 'CN=Issuing CA' } as const;
    expect(causesOf(refusedPath([key, curve]))).toStrictEqual(['weak-certificate']);
    expect(causesOf(refusedPath([key]))).toStrictEqual(['certificate-malformed']);
  });

  it('is found for a refusal that names no problem: silence is not health', () => {
    const facts = refusedPath([], opensslError(43, 'no explicit policy', 1));
    expect(causesOf(facts)).toStrictEqual(['certificate-malformed']);
    expect(findingOf('certificate-malformed', facts).summary).toContain('no explicit policy (43)');
  });

  it('is not found for a path in order or with another fault, and is open where no certificate was seen', () => {
    expect(judgementOf('certificate-malformed', healthy()).kind).toBe('ruledOut');
    expect(judgementOf('certificate-malformed', brokenPath()).kind).toBe('ruledOut');
    expect(judgementOf('certificate-malformed', ended(alert(40))).kind).toBe('undetermined');
  });
});
