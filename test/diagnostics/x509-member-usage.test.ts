import { describe, expect, it } from 'vitest';
import { deployment, findingsOf, judgementOf } from '../support/deployment.ts';
import type { X509Problem } from '../../src/mongodb/x509-rules.ts';

const problem: Extract<X509Problem, { kind: 'memberUsage' }> = {
  kind: 'memberUsage',
  label: 'db1.pem',
  role: 'member',
  lacks: ['clientAuth'],
  extendedKeyUsage: ['1.3.6.1.5.5.7.3.1'],
};

describe('x509-member-usage', () => {
  it('is found, and says what follows from it in both languages', () => {
    const [finding, ...others] = findingsOf(deployment('member', problem));
    expect(finding).toMatchObject({ id: 'x509-member-usage', rootCause: true, family: 'mongodb-x509' });
    expect(finding?.summary).toContain('without clientAuth');
    expect(others).toStrictEqual([]);
    expect(findingsOf(deployment('member', problem), 'zh')[0]?.summary).toMatch(/\p{Script=Han}/u);
  });

  it('S2.50: says that public CAs no longer issue clientAuth, and how to divide the roles', () => {
    const texts = findingsOf(deployment('member', problem))[0]
      ?.remedies.map(({ text }) => text)
      .join(' ');
    expect(texts).toMatch(/Public CAs[\s\S]*net\.tls\.clusterFile with clientAuth/);
  });

  it('is ruled out where the rule is kept', () => {
    expect(judgementOf('x509-member-usage', deployment('member')).kind).toBe('ruledOut');
  });

  it('does not arise where no such certificate is given', () => {
    expect(judgementOf('x509-member-usage', deployment('client')).kind).toBe('notApplicable');
  });
});
