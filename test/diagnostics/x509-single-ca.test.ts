import { describe, expect, it } from 'vitest';
import { deployment, findingsOf, judgementOf } from '../support/deployment.ts';
import type { X509Problem } from '../../src/mongodb/x509-rules.ts';

const problem: Extract<X509Problem, { kind: 'severalRoots' }> = {
  kind: 'severalRoots',
  roots: [
    { subject: 'CN=A', labels: ['db1.pem'] },
    { subject: 'CN=B', labels: ['db2.pem'] },
  ],
};

describe('x509-single-ca', () => {
  it('is found, and says what follows from it in both languages', () => {
    const [finding, ...others] = findingsOf(deployment('member', problem));
    expect(finding).toMatchObject({ id: 'x509-single-ca', rootCause: true, family: 'mongodb-x509' });
    expect(finding?.summary).toContain('2 different roots');
    expect(others).toStrictEqual([]);
    expect(findingsOf(deployment('member', problem), 'zh')[0]?.summary).toMatch(/\p{Script=Han}/u);
  });

  it('is ruled out where the rule is kept', () => {
    expect(judgementOf('x509-single-ca', deployment('member')).kind).toBe('ruledOut');
  });

  it('does not arise where no certificate is given', () => {
    expect(judgementOf('x509-single-ca', { ...deployment('member'), certificates: [] }).kind).toBe('notApplicable');
  });
});
