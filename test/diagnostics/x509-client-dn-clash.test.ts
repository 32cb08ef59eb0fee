import { describe, expect, it } from 'vitest';
import { deployment, findingsOf, judgementOf } from '../support/deployment.ts';
import type { X509Problem } from '../../src/mongodb/x509-rules.ts';

const problem: Extract<X509Problem, { kind: 'clientLooksLikeMember' }> = {
  kind: 'clientLooksLikeMember',
  label: 'app.pem',
  with: 'db1.pem',
  attributes: [{ type: 'O', value: 'X', shown: 'X' }],
  isSameSubject: false,
};

describe('x509-client-dn-clash', () => {
  it('is found, and says what follows from it in both languages', () => {
    const [finding, ...others] = findingsOf(deployment('client', problem));
    expect(finding).toMatchObject({ id: 'x509-client-dn-clash', rootCause: true, family: 'mongodb-x509' });
    expect(finding?.summary).toContain('servers take this client for a member');
    expect(others).toStrictEqual([]);
    expect(findingsOf(deployment('client', problem), 'zh')[0]?.summary).toMatch(/\p{Script=Han}/u);
  });

  it('S2.14: tells both outcomes, full privileges or no login, and the warning in the log', () => {
    const [finding] = findingsOf(deployment('client', problem));
    expect(finding?.remedies.map(({ text }) => text).join()).toMatch(
      /full internal privileges[\s\S]*20430[\s\S]*cannot log in/,
    );
  });

  it('is ruled out where the rule is kept', () => {
    expect(judgementOf('x509-client-dn-clash', deployment('client')).kind).toBe('ruledOut');
  });

  it('does not arise where no such certificate is given', () => {
    expect(judgementOf('x509-client-dn-clash', deployment('member')).kind).toBe('notApplicable');
  });
});
