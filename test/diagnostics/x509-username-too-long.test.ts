import type { X509Problem } from '../../src/mongodb/x509-rules.ts';
import { ruleContract } from '../support/x509-rule.ts';

const problem: Extract<X509Problem, { kind: 'userNameTooLong' }> = {
  kind: 'userNameTooLong',
  label: 'app.pem',
  octets: 10_000,
};

ruleContract('x509-username-too-long', { role: 'client', problem, says: 'too long for the name of a user' });
