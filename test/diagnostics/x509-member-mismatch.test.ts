import { describe, expect, it } from 'vitest';
import type { X509Problem } from '../../src/mongodb/x509-rules.ts';
import { deployment, findingsOf } from '../support/deployment.ts';
import { ruleContract } from '../support/x509-rule.ts';

const problem: Extract<X509Problem, { kind: 'memberMismatch' }> = {
  kind: 'memberMismatch',
  first: 'db1.pem',
  second: 'db2.pem',
  onlyFirst: [{ type: 'OU', value: 'Sales', shown: 'Sales' }],
  onlySecond: [],
  counts: [{ type: 'OU', first: 2, second: 1 }],
};

ruleContract('x509-member-mismatch', { role: 'member', problem, says: 'do not have the same O, OU and DC' });

describe('x509-member-mismatch', () => {
  it('S2.39: names the extra value, and counts', () => {
    expect(findingsOf(deployment('member', problem))[0]?.evidence).toStrictEqual([
      {
        what: 'db1.pem and db2.pem',
        value: 'only the first has OU=Sales; 2 OU values against 1',
      },
    ]);
  });
});
