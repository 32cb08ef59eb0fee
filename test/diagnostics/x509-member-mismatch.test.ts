import { describe, expect, it } from 'vitest';
import { deployment, findingsOf, judgementOf } from '../support/deployment.ts';
import type { X509Problem } from '../../src/mongodb/x509-rules.ts';

const problem: Extract<X509Problem, { kind: 'memberMismatch' }> = {
  kind: 'memberMismatch',
  first: 'db1.pem',
  second: 'db2.pem',
  onlyFirst: [{ type: 'OU', value: 'Sales', shown: 'Sales' }],
  onlySecond: [],
  counts: [{ type: 'OU', first: 2, second: 1 }],
};

describe('x509-member-mismatch', () => {
  it('is found, and says what follows from it in both languages', () => {
    const [finding, ...others] = findingsOf(deployment('member', problem));
    expect(finding).toMatchObject({ id: 'x509-member-mismatch', rootCause: true, family: 'mongodb-x509' });
    expect(finding?.summary).toContain('do not have the same O, OU and DC');
    expect(others).toStrictEqual([]);
    expect(findingsOf(deployment('member', problem), 'zh')[0]?.summary).toMatch(/\p{Script=Han}/u);
  });

  it('S2.39: names the extra value, and counts', () => {
    expect(findingsOf(deployment('member', problem))[0]?.evidence).toStrictEqual([
      {
        what: 'db1.pem and db2.pem',
        value: 'only the first has OU=Sales; 2 OU values against 1',
      },
    ]);
  });

  it('is ruled out where the rule is kept', () => {
    expect(judgementOf('x509-member-mismatch', deployment('member')).kind).toBe('ruledOut');
  });

  it('does not arise where no such certificate is given', () => {
    expect(judgementOf('x509-member-mismatch', deployment('client')).kind).toBe('notApplicable');
  });
});
