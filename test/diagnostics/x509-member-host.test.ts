import { describe, expect, it } from 'vitest';
import type { X509Problem } from '../../src/mongodb/x509-rules.ts';
import { deployment, findingsOf } from '../support/deployment.ts';
import { ruleContract } from '../support/x509-rule.ts';

const problem: Extract<X509Problem, { kind: 'memberHost' }> = {
  kind: 'memberHost',
  label: 'db1.pem',
  host: 'db1.example.net',
  presented: ['db1.internal'],
  overridden: true,
  addressNotRead: false,
};

ruleContract('x509-member-host', { role: 'member', problem, says: 'any subjectAltName overrides the CN' });

describe('x509-member-host', () => {
  it('S2.40: is an error where the CN fits, and a subjectAltName overrides it', () => {
    expect(findingsOf(deployment('member', problem))[0]?.severity).toBe('error');
    expect(findingsOf(deployment('member', problem), 'zh')[0]?.summary).toContain('CN 就不起作用');
  });

  it('S2.42: says that servers before 4.2 do not read IP addresses', () => {
    const old = { ...problem, host: '192.0.2.7', overridden: false, addressNotRead: true };
    expect(findingsOf(deployment('member', old))[0]?.summary).toContain('before 4.2 do not read IP addresses');
  });
});
