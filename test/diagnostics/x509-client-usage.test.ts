import { describe, expect, it } from 'vitest';
import { deployment, findingsOf, judgementOf } from '../support/deployment.ts';
import type { X509Problem } from '../../src/mongodb/x509-rules.ts';

const problem: Extract<X509Problem, { kind: 'clientUsage' }> = {
  kind: 'clientUsage',
  label: 'app.pem',
  lacks: ['clientAuth'],
  contradicted: true,
  keyUsage: null,
  extendedKeyUsage: ['1.3.6.1.5.5.7.3.1'],
};

describe('x509-client-usage', () => {
  it('is found, and says what follows from it in both languages', () => {
    const [finding, ...others] = findingsOf(deployment('client', problem));
    expect(finding).toMatchObject({ id: 'x509-client-usage', rootCause: true, family: 'mongodb-x509' });
    expect(finding?.summary).toContain('may not serve as a client certificate');
    expect(others).toStrictEqual([]);
    expect(findingsOf(deployment('client', problem), 'zh')[0]?.summary).toMatch(/\p{Script=Han}/u);
  });

  it('S2.11: is a warning where the extension is only absent', () => {
    const [finding] = findingsOf(deployment('client', { ...problem, contradicted: false, extendedKeyUsage: null }));
    expect(finding).toMatchObject({ severity: 'warning' });
    expect(finding?.summary).toContain("which MongoDB's guide asks of client certificates");
  });

  it('is ruled out where the rule is kept', () => {
    expect(judgementOf('x509-client-usage', deployment('client')).kind).toBe('ruledOut');
  });

  it('does not arise where no such certificate is given', () => {
    expect(judgementOf('x509-client-usage', deployment('member')).kind).toBe('notApplicable');
  });
});
