import { describe, expect, it } from 'vitest';
import { completed } from '../../src/observe/attempt.ts';
import type { Facts } from '../../src/observe/facts.ts';
import { healthy, unreached, unresolved } from '../support/facts.ts';
import { causesOf, findingOf, judgementOf } from '../support/verdict.ts';

const advertised = (facts: Facts, isPrimary = true): Facts => ({
  ...facts,
  target: { ...facts.target, advertised: { by: 'seed.example.net:27017', isPrimary } },
});
const otherName = (): Facts => {
  const facts = healthy();
  if (facts.verification.kind !== 'completed') throw new Error('no verification');
  const problem = {
    kind: 'nameMismatch',
    depth: 0,
    subject: 'CN=x',
    asked: { kind: 'dns', value: 'db1.example.net' },
    presented: ['seed.example.net'],
    usedCommonName: false,
  } as const;
  const { path } = facts.verification.value;
  const opensslError = { code: 62, name: 'X509_V_ERR_HOSTNAME_MISMATCH', text: 'hostname mismatch', depth: 0 };
  return {
    ...facts,
    verification: completed({ accepted: false, opensslError, problems: [problem], path }),
  };
};

describe('replica-set-host', () => {
  it('is found where the certificate of an advertised host is for another name, and is the only cause', () => {
    const facts = advertised(otherName());
    expect(causesOf(facts)).toStrictEqual(['replica-set-host']);
    const finding = findingOf('replica-set-host', facts);
    expect(finding.severity).toBe('error');
    expect(finding.summary).toContain('seed.example.net:27017 answers, but sends PyMongo on to db1.example.net:27017');
  });

  it('is found where it has no address, or does not answer', () => {
    expect(causesOf(advertised(unresolved({ kind: 'nameNotFound', name: 'db1.example.net' })))).toStrictEqual([
      'replica-set-host',
    ]);
    expect(causesOf(advertised(unreached({ kind: 'refused' })))).toStrictEqual(['replica-set-host']);
  });

  it('checks again by the seed, since the advertised name is to change', () => {
    const [remedy] = findingOf('replica-set-host', advertised(otherName())).remedies;
    expect(remedy?.commands.at(-1)).toBe('whytls seed.example.net:27017 --tlsCAFile ca.pem');
    const facts = advertised(otherName());
    const elsewhere = { by: 'seed.example.net:30001', isPrimary: true };
    const named = findingOf('replica-set-host', { ...facts, target: { ...facts.target, advertised: elsewhere } });
    expect(named.remedies[0]?.commands.at(-1)).toBe(
      'whytls seed.example.net:30001 --client pymongo --tlsCAFile ca.pem',
    );
  });

  it('is a warning for a member that is not the primary: the driver does without it', () => {
    expect(findingOf('replica-set-host', advertised(otherName(), false)).severity).toBe('warning');
  });

  it('is ruled out for an advertised host in order, and does not arise for one that was asked for', () => {
    expect(judgementOf('replica-set-host', advertised(healthy())).kind).toBe('ruledOut');
    expect(judgementOf('replica-set-host', otherName()).kind).toBe('notApplicable');
  });

  it('is open where its certificate was not seen', () => {
    const facts = advertised({ ...healthy(), verification: { kind: 'notTried', because: 'certificate' } });
    expect(judgementOf('replica-set-host', facts)).toMatchObject({ missing: 'certificate' });
  });
});
