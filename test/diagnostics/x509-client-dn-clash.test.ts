import { describe, expect, it } from 'vitest';
import type { X509Problem } from '../../src/mongodb/x509-rules.ts';
import { deployment, findingsOf } from '../support/deployment.ts';
import { ruleContract } from '../support/x509-rule.ts';

const problem: Extract<X509Problem, { kind: 'clientLooksLikeMember' }> = {
  kind: 'clientLooksLikeMember',
  label: 'app.pem',
  with: 'db1.pem',
  attributes: [{ type: 'O', value: 'X', shown: 'X' }],
  isSameSubject: false,
};

ruleContract('x509-client-dn-clash', { role: 'client', problem, says: 'servers take this client for a member' });

describe('x509-client-dn-clash', () => {
  it('S2.14: tells both outcomes, full privileges or no login, and the warning in the log', () => {
    const [finding] = findingsOf(deployment('client', problem));
    expect(finding?.remedies.map(({ text }) => text).join()).toMatch(
      /full internal privileges[\s\S]*20430[\s\S]*cannot log in/,
    );
  });
});
