import { describe, expect, it } from 'vitest';
import type { X509Problem } from '../../src/mongodb/x509-rules.ts';
import { deployment, findingsOf } from '../support/deployment.ts';
import { ruleContract } from '../support/x509-rule.ts';

const problem: Extract<X509Problem, { kind: 'clientUsage' }> = {
  kind: 'clientUsage',
  label: 'app.pem',
  lacks: ['clientAuth'],
  contradicted: true,
  keyUsage: null,
  extendedKeyUsage: ['1.3.6.1.5.5.7.3.1'],
};

ruleContract('x509-client-usage', { role: 'client', problem, says: 'may not serve as a client certificate' });

describe('x509-client-usage', () => {
  it('S2.11: is a warning where the extension is only absent', () => {
    const [finding] = findingsOf(deployment('client', { ...problem, contradicted: false, extendedKeyUsage: null }));
    expect(finding).toMatchObject({ severity: 'warning' });
    expect(finding?.summary).toContain("which MongoDB's guide asks of client certificates");
  });
});
