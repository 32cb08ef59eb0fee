import type { X509Problem } from '../../src/mongodb/x509-rules.ts';
import { ruleContract } from '../support/x509-rule.ts';

const problem: Extract<X509Problem, { kind: 'memberWithoutName' }> = {
  kind: 'memberWithoutName',
  label: 'db1.pem',
  subject: 'CN=db1',
};

ruleContract('x509-member-dn', { role: 'member', problem, says: 'neither O, OU nor DC' });
