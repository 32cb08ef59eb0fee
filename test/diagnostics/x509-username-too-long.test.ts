import { describe, expect, it } from 'vitest';
import { deployment, findingsOf, judgementOf } from '../support/deployment.ts';
import type { X509Problem } from '../../src/mongodb/x509-rules.ts';

const problem: Extract<X509Problem, { kind: 'userNameTooLong' }> = {
  kind: 'userNameTooLong',
  label: 'app.pem',
  octets: 10_000,
};

describe('x509-username-too-long', () => {
  it('is found, and says what follows from it in both languages', () => {
    const [finding, ...others] = findingsOf(deployment('client', problem));
    expect(finding).toMatchObject({ id: 'x509-username-too-long', rootCause: true, family: 'mongodb-x509' });
    expect(finding?.summary).toContain('too long for the name of a user');
    expect(others).toStrictEqual([]);
    expect(findingsOf(deployment('client', problem), 'zh')[0]?.summary).toMatch(/\p{Script=Han}/u);
  });

  it('is ruled out where the rule is kept', () => {
    expect(judgementOf('x509-username-too-long', deployment('client')).kind).toBe('ruledOut');
  });

  it('does not arise where no such certificate is given', () => {
    expect(judgementOf('x509-username-too-long', deployment('member')).kind).toBe('notApplicable');
  });
});
