import { describe, expect, it } from 'vitest';
import type { VerifyProblem } from '../../src/x509/verify/verify-problem.ts';
import { alert, certificate, ended, healthy, intermediate, now, opensslError, refusedPath } from '../support/facts.ts';
import { completed } from '../../src/observe/attempt.ts';
import { causesOf, commandsOf, findingOf, judgementOf, textOf } from '../support/verdict.ts';

const day = 86_400_000;
const leaf = { depth: 0, subject: 'CN=db1.example.net' } as const;
const crl = { issuer: 'CN=Issuing CA', number: '1f', thisUpdate: now - 9 * day, nextUpdate: now - 2 * day } as const;
const expired: VerifyProblem = { kind: 'crlExpired', ...leaf, crl, nextUpdate: crl.nextUpdate };
const missing = (passedOver: Extract<VerifyProblem, { kind: 'crlMissing' }>['passedOver']): VerifyProblem => ({
  kind: 'crlMissing',
  ...leaf,
  issuer: 'CN=Issuing CA',
  passedOver,
});

describe('crl-problem', () => {
  it('is found for an expired CRL, with its times and what the client prints', () => {
    const facts = refusedPath([expired], opensslError(12, 'CRL has expired'));
    expect(causesOf(facts)).toStrictEqual(['crl-problem']);
    const finding = findingOf('crl-problem', facts);
    expect(finding.summary).toContain('The CRL of CN=Issuing CA expired on 2026-11-19, 2 days ago');
    expect(finding.clientErrors[0]?.message).toContain('certificate verify failed: CRL has expired');
    expect(textOf(finding)).toContain('number 1f');
    expect(commandsOf(finding)).toContain('date -u');
  });

  it('says which CRLs were passed over, and why', () => {
    const other = { ...crl, issuer: 'CN=Root' };
    const facts = refusedPath([
      missing([
        { crl: other, why: 'otherIssuer' },
        { crl, why: 'delta' },
      ]),
    ]);
    const finding = findingOf('crl-problem', facts);
    expect(finding.summary).toContain('PyMongo wants a CRL of CN=Issuing CA');
    expect(finding.evidence.filter(({ what }) => what === 'Passed over')).toStrictEqual([
      { what: 'Passed over', value: expect.stringMatching(/^CN=Root, .*: it is of another CA$/) },
      { what: 'Passed over', value: expect.stringMatching(/^CN=Issuing CA, .*: it is a delta CRL/) },
    ]);
  });

  it('leads to the CRL that the certificate names, without putting the name into a command', () => {
    const url = 'http://crl.example.net/$(x).crl';
    const pointing = certificate('db1.example.net', 'Issuing CA', { crlUrls: ['ldap://x', url] });
    const finding = findingOf(
      'crl-problem',
      refusedPath([expired], null, { chain: completed([pointing, intermediate]) }),
    );
    expect(finding.evidence).toContainEqual({ what: 'The leaf names as its CRL', value: url });
    const commands = commandsOf(finding);
    expect(commands[0]).toMatch(/^curl -sSfo issuing\.crl "\$\(openssl s_client /);
    expect(commands.join()).not.toContain('example.net/$');
    expect(commands).toContain('openssl crl -inform DER -in issuing.crl -out crl.pem');
  });

  it('sends a CRL that nobody can use back to the CA', () => {
    const facts = refusedPath([{ kind: 'crlSignature', ...leaf, crl, signer: 'CN=Issuing CA' }]);
    expect(commandsOf(findingOf('crl-problem', facts))[0]).toContain('openssl crl -in crl.pem -noout');
    expect(textOf(findingOf('crl-problem', facts, 'zh'))).toContain('签名');
  });

  it('is not found where the path is good, or only revoked', () => {
    expect(judgementOf('crl-problem', healthy()).kind).toBe('ruledOut');
    const revoked: VerifyProblem = { kind: 'revoked', ...leaf, crl, revokedAt: now - day, reason: null };
    expect(judgementOf('crl-problem', refusedPath([revoked])).kind).toBe('ruledOut');
  });

  it('is open where no certificate was seen', () => {
    expect(judgementOf('crl-problem', ended(alert(40)))).toMatchObject({ kind: 'undetermined' });
  });
});
