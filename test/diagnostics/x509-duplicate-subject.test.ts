import type { X509Problem } from '../../src/mongodb/x509-rules.ts';
import { ruleContract } from '../support/x509-rule.ts';

const problem: Extract<X509Problem, { kind: 'sharedSubject' }> = {
  kind: 'sharedSubject',
  labels: ['app1.pem', 'app2.pem'],
  subject: 'CN=app',
};

ruleContract('x509-duplicate-subject', { role: 'client', problem, says: 'one and the same user' });
