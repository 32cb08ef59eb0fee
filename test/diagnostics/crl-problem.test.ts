import { describe, expect, it } from 'vitest';
import type { VerifyProblem } from '../../src/x509/verify/verify-problem.ts';
import { alert, certificate, ended, healthy, intermediate, now, opensslError, refusedPath } from '../support/facts.ts';
import { openssl } from '../../src/clients/profiles/openssl.ts';
import { pymongoOcsp } from '../../src/clients/profiles/pymongo-ocsp.ts';
import { attemptFailed, completed, notTried } from '../../src/observe/attempt.ts';
import type { CrlSource, Facts } from '../../src/observe/facts.ts';
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
    expect(textOf(finding)).toContain('number 31');
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

  const from = { kind: 'tlsCRLFile', path: 'crl.pem' } as const;
  const point = { kind: 'distributionPoint', url: 'http://crl.example.net/x.crl', of: 'CN=db1.example.net' } as const;
  const withSource = (source: Partial<CrlSource>, change: Partial<Facts> = {}): Facts =>
    healthy({
      crls: { sources: [{ from, given: true, content: notTried('notAsked'), lists: [], ...source }], outcome: null },
      ...change,
    });
  const content = (form: 'pem' | 'der', broken: readonly string[] = []) =>
    completed({ form, octets: 400, broken, lists: [], others: 0 });
  const noCrl = (certificates: number, broken: readonly string[] = []) =>
    attemptFailed({ kind: 'noCrl', form: 'pem', broken, certificates } as const);

  it.each([
    ['der', withSource({ content: content('der') }), 'openssl crl -inform DER -in crl.pem -out issuing-crl.pem'],
    ['broken', withSource({ content: content('pem', ['x']) }), 'openssl crl -inform DER -in issuing.crl -out crl.pem'],
    ['missing', withSource({ content: attemptFailed({ kind: 'fileNotFound', path: 'crl.pem' }) }), 'ls -l crl.pem'],
    ['unreadable', withSource({ content: attemptFailed({ kind: 'tooLarge', limit: 9 }) }), 'ls -l crl.pem'],
    ['noCrl', withSource({ content: noCrl(0) }), 'openssl crl -inform DER -in issuing.crl -out crl.pem'],
    ['certificatesOnly', withSource({ content: noCrl(2) }), 'openssl crl -inform DER -in issuing.crl -out crl.pem'],
    [
      'notSupported',
      withSource({ content: content('pem') }, { client: pymongoOcsp }),
      'python -m venv env && env/bin/python -m pip install pymongo',
    ],
  ])('is found for a file that the client cannot use: %s', (why, facts, command) => {
    const finding = findingOf('crl-problem', facts);
    expect(finding.severity).toBe('error');
    expect(finding.evidence[0]?.what).toBe('--tlsCRLFile crl.pem');
    expect(commandsOf(finding)[0]).toBe(command);
    const says =
      why === 'certificatesOnly' ? 'unable to get certificate CRL' : /no certificate or crl|PEM lib|Errno|PyOpenSSL/;
    expect(finding.clientErrors[0]?.message).toMatch(says);
    expect(findingOf('crl-problem', facts, 'zh').summary).toMatch(/CRL 文件/);
  });

  it('finds no fault with DER where the client reads it', () => {
    const facts = withSource({ content: content('der') }, { client: openssl });
    expect(judgementOf('crl-problem', facts).kind).toBe('ruledOut');
    const ours = withSource({ from: { kind: 'crl', path: 'crl.der' }, content: content('der') });
    expect(judgementOf('crl-problem', ours).kind).toBe('ruledOut');
  });

  it('warns of a CRL that could not be fetched, unless another address of the certificate gave it', () => {
    const gone = {
      from: point,
      given: false,
      content: attemptFailed({ kind: 'httpStatus', status: 404 } as const),
      lists: [],
    };
    const finding = findingOf('crl-problem', withSource(gone));
    expect(finding.severity).toBe('warning');
    expect(finding.evidence[0]).toStrictEqual({
      what: 'CRL that CN=db1.example.net names',
      value: 'http://crl.example.net/x.crl: HTTP status 404',
    });
    expect(finding.clientErrors).toStrictEqual([]);
    const sources = [gone, { ...gone, from: { ...point, url: 'http://b.example.net/x.crl' }, content: content('der') }];
    expect(judgementOf('crl-problem', healthy({ crls: { sources, outcome: null } })).kind).toBe('ruledOut');
  });

  it('is not found where the path is good, or only revoked', () => {
    expect(judgementOf('crl-problem', withSource({ content: content('pem') })).kind).toBe('ruledOut');
    const revoked: VerifyProblem = { kind: 'revoked', ...leaf, crl, revokedAt: now - day, reason: null };
    const facts = refusedPath([revoked], null, { crls: { sources: [], outcome: null } });
    expect(judgementOf('crl-problem', facts).kind).toBe('ruledOut');
    expect(judgementOf('crl-problem', healthy()).kind).toBe('notApplicable');
  });

  it('is open where no certificate was seen', () => {
    const facts = ended(alert(40), {}, [], { crls: { sources: [], outcome: null } });
    expect(judgementOf('crl-problem', facts)).toMatchObject({ kind: 'undetermined' });
  });
});
