import type { X509Problem } from '../../src/mongodb/x509-rules.ts';
import { deployment } from '../support/deployment.ts';
import { ruleContract } from '../support/x509-rule.ts';

const problem: Extract<X509Problem, { kind: 'severalRoots' }> = {
  kind: 'severalRoots',
  roots: [
    { subject: 'CN=A', labels: ['db1.pem'] },
    { subject: 'CN=B', labels: ['db2.pem'] },
  ],
};

ruleContract('x509-single-ca', {
  role: 'member',
  problem,
  says: '2 different roots',
  nowhere: { ...deployment('member'), certificates: [] },
});
