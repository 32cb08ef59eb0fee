import { describe, expect, it } from 'vitest';
import type { X509Problem } from '../../src/mongodb/x509-rules.ts';
import { deployment, findingsOf } from '../support/deployment.ts';
import { ruleContract } from '../support/x509-rule.ts';

const problem: Extract<X509Problem, { kind: 'memberUsage' }> = {
  kind: 'memberUsage',
  label: 'db1.pem',
  role: 'member',
  lacks: ['clientAuth'],
  extendedKeyUsage: ['1.3.6.1.5.5.7.3.1'],
};

ruleContract('x509-member-usage', { role: 'member', problem, says: 'without clientAuth' });

describe('x509-member-usage', () => {
  it('S2.50: says that public CAs no longer issue clientAuth, and how to divide the roles', () => {
    const texts = findingsOf(deployment('member', problem))[0]
      ?.remedies.map(({ text }) => text)
      .join(' ');
    expect(texts).toMatch(/Public CAs[\s\S]*net\.tls\.clusterFile with clientAuth/);
  });
});
