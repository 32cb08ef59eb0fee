import { describe, expect, it } from 'vitest';
import { alert, brokenPath, ended, opensslError, refusedPath } from '../support/facts.ts';
import { causesOf, findingOf, judgementOf } from '../support/verdict.ts';

describe('name-constraints', () => {
  const wrong = {
    kind: 'nameConstraint',
    depth: 0,
    subject: 'CN=db1.example.net',
    violation: 'notPermitted',
    name: 'db1.example.net',
    constrainedBy: 'CN=Department CA',
  } as const;

  it('is found with the name and the CA, and is the only cause', () => {
    const facts = refusedPath([wrong], opensslError(47, 'permitted subtree violation'));
    expect(causesOf(facts)).toStrictEqual(['name-constraints']);
    expect(findingOf('name-constraints', facts).summary).toBe(
      'The CA CN=Department CA may not certify db1.example.net, so PyMongo refuses the certificate.',
    );
  });

  it('tells what the CA permits, and the other names that it may not certify', () => {
    const told = { ...wrong, bounds: ['department.example.net'], others: ['db2.example.net', '192.0.2.7'] };
    const [evidence] = findingOf('name-constraints', refusedPath([told])).evidence;
    expect(evidence?.value).toBe(
      'CN=db1.example.net: db1.example.net is outside what it permits, department.example.net (nameConstraints of CN=Department CA); so are db2.example.net and 192.0.2.7',
    );
  });

  it('is not found for a host that does not match, and is open where no certificate was seen', () => {
    expect(judgementOf('name-constraints', brokenPath()).kind).toBe('ruledOut');
    expect(judgementOf('name-constraints', ended(alert(40))).kind).toBe('undetermined');
  });
});
