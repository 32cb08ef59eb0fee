import { describe, expect, it } from 'vitest';
import type { X509Problem } from '../../src/mongodb/x509-rules.ts';
import { deployment, findingsOf, judgementOf } from '../support/deployment.ts';

const problem: Extract<X509Problem, { kind: 'memberHost' }> = {
  kind: 'memberHost',
  label: 'db1.pem',
  host: 'db1.example.net',
  presented: ['db1.internal'],
  overridden: true,
  addressNotRead: false,
};

describe('x509-member-host', () => {
  it('S2.40: is found where the CN fits, and a subjectAltName overrides it', () => {
    const [finding, ...others] = findingsOf(deployment('member', problem));
    expect(finding).toMatchObject({ id: 'x509-member-host', severity: 'error' });
    expect(finding?.summary).toContain('any subjectAltName overrides the CN');
    expect(others).toStrictEqual([]);
    expect(findingsOf(deployment('member', problem), 'zh')[0]?.summary).toContain('CN 就不起作用');
  });

  it('S2.42: says that servers before 4.2 do not read IP addresses', () => {
    const old = { ...problem, host: '192.0.2.7', overridden: false, addressNotRead: true };
    expect(findingsOf(deployment('member', old))[0]?.summary).toContain('before 4.2 do not read IP addresses');
  });

  it('is ruled out where the host is in the certificate', () => {
    expect(judgementOf('x509-member-host', deployment('member')).kind).toBe('ruledOut');
  });

  it('does not arise where no member is given', () => {
    expect(judgementOf('x509-member-host', deployment('client')).kind).toBe('notApplicable');
  });
});
