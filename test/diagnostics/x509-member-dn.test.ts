import { describe, expect, it } from 'vitest';
import { deployment, findingsOf, judgementOf } from '../support/deployment.ts';
import type { X509Problem } from '../../src/mongodb/x509-rules.ts';

const problem: Extract<X509Problem, { kind: 'memberWithoutName' }> = {
  kind: 'memberWithoutName',
  label: 'db1.pem',
  subject: 'CN=db1',
};

describe('x509-member-dn', () => {
  it('is found, and says what follows from it in both languages', () => {
    const [finding, ...others] = findingsOf(deployment('member', problem));
    expect(finding).toMatchObject({ id: 'x509-member-dn', rootCause: true, family: 'mongodb-x509' });
    expect(finding?.summary).toContain('neither O, OU nor DC');
    expect(others).toStrictEqual([]);
    expect(findingsOf(deployment('member', problem), 'zh')[0]?.summary).toMatch(/\p{Script=Han}/u);
  });

  it('is ruled out where the rule is kept', () => {
    expect(judgementOf('x509-member-dn', deployment('member')).kind).toBe('ruledOut');
  });

  it('does not arise where no such certificate is given', () => {
    expect(judgementOf('x509-member-dn', deployment('client')).kind).toBe('notApplicable');
  });
});
