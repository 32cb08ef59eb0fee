import { describe, expect, it } from 'vitest';
import { pymongo } from '../../src/clients/profiles/pymongo.ts';
import { pymongoOcsp } from '../../src/clients/profiles/pymongo-ocsp.ts';
import {
  alert,
  answer,
  ended,
  healthy,
  judgement,
  now,
  opensslError,
  refusedPath,
  stapled,
  withOcsp,
} from '../support/facts.ts';
import { causesOf, commandsOf, findingOf, judgementOf, verdictOf } from '../support/verdict.ts';

describe('cert-revoked', () => {
  it('is found for a valid staple that says revoked, with the time and the reason', () => {
    const facts = stapled('revoked');
    expect(causesOf(facts)).toStrictEqual(['cert-revoked']);
    expect(verdictOf(facts).verdict).toBe('warn');
    const finding = findingOf('cert-revoked', facts);
    expect(finding.summary).toContain('revoked by its CA on 2026-11-20 (keyCompromise)');
    expect(finding.summary).toContain('accepts it silently');
    expect(finding.clientErrors).toStrictEqual([]);
  });

  it('says how to make PyMongo look, in both languages', () => {
    for (const language of ['en', 'zh'] as const) {
      expect(commandsOf(findingOf('cert-revoked', stapled('revoked'), language))).toContain(
        'python -m pip install "pymongo[ocsp]"',
      );
    }
  });

  it('prints the words of a client that does look', () => {
    const finding = findingOf('cert-revoked', stapled('revoked', [], { client: pymongoOcsp }));
    expect(finding.summary).toContain('PyMongo refuses it');
    expect(finding.clientErrors[0]?.message).toBe(
      "SSL handshake failed: db1.example.net:27017: [('SSL routines', '', 'invalid status response')]",
    );
  });

  it('is found where a CRL of the client names the certificate, with its words', () => {
    const crl = { issuer: 'CN=Issuing CA', number: '1f', thisUpdate: now, nextUpdate: 'absent' } as const;
    const facts = refusedPath(
      [
        {
          kind: 'revoked',
          depth: 0,
          subject: 'CN=db1.example.net',
          crl,
          revokedAt: now - 86_400_000,
          reason: 'superseded',
        },
      ],
      opensslError(23, 'certificate revoked'),
    );
    expect(causesOf(facts)).toStrictEqual(['cert-revoked']);
    const finding = findingOf('cert-revoked', facts);
    expect(finding.summary).toBe(
      "The server's certificate was revoked by its CA on 2026-11-20 (superseded): PyMongo refuses it.",
    );
    expect(finding.clientErrors[0]?.message).toContain('certificate verify failed: certificate revoked');
    expect(finding.evidence[0]?.value).toContain('CRL of CN=Issuing CA, number 31');
    expect(findingOf('cert-revoked', facts, 'zh').evidence[0]?.what).toBe('CRL 中叶证书的条目');
  });

  it.each([
    [0, pymongo, 'it was given no CRL'],
    [1, pymongo, 'it looks up the leaf alone'],
    [0, pymongoOcsp, 'it takes no CRL'],
  ])('tells what a CRL says that the client does not see: depth %i, %o', (depth, client, why) => {
    const crl = { issuer: 'CN=Issuing CA', number: null, thisUpdate: now, nextUpdate: 'absent' } as const;
    const problem = { kind: 'revoked', depth, subject: 'CN=x', crl, revokedAt: now, reason: null } as const;
    const facts = healthy({ client, crls: { sources: [], outcome: { problems: [problem], used: [] } } });
    const finding = findingOf('cert-revoked', facts);
    expect(finding.summary).toContain(`accepts it silently, because ${why}`);
    expect(finding.clientErrors).toStrictEqual([]);
    expect(commandsOf(finding).some((command) => command.includes('--tlsCRLFile crl.pem'))).toBe(
      why === 'it was given no CRL',
    );
    expect(findingOf('cert-revoked', facts, 'zh').summary).toContain('没有任何提示');
  });

  it('is found where the responder says so, by address, and each answer is told once', () => {
    const seen = { answers: [answer(judgement('revoked')), answer(judgement('revoked'), { method: 'GET' })] } as const;
    const facts = withOcsp(seen, { client: pymongoOcsp });
    expect(causesOf(facts)).toStrictEqual(['cert-revoked']);
    const finding = findingOf('cert-revoked', facts);
    expect(finding.summary).toContain('PyMongo refuses it');
    expect(finding.evidence.map(({ what }) => what)).toStrictEqual([
      'OCSP response for the leaf, from http://ocsp.example.net/',
      'As specified (C driver)',
      'PyMongo with the ocsp extra',
      'Other clients',
    ]);
    expect(finding.clientErrors[0]?.message).toContain('invalid status response');
    expect(findingOf('cert-revoked', withOcsp(seen)).summary).toContain('accepts it silently');
  });

  it('says why a client that looks accepts it all the same', () => {
    const details = {
      responses: 1,
      oneIssuer: true,
      own: { place: 0, digest: 'sha256' },
      pymongo: { kind: 'refused' },
    } as const;
    const facts = withOcsp({ answers: [answer(judgement('revoked', [], { details }))] }, { client: pymongoOcsp });
    expect(findingOf('cert-revoked', facts).summary).toContain(
      'PyMongo accepts it all the same (no responder says anything that counts (soft fail))',
    );
    expect(findingOf('cert-revoked', facts).clientErrors).toStrictEqual([]);
  });

  it('is open where the client would have asked the responder and we did not, unless a staple says good', () => {
    expect(judgementOf('cert-revoked', withOcsp({ notAsked: 'lookupsOff' }))).toMatchObject({ missing: 'responder' });
    expect(judgementOf('cert-revoked', withOcsp({ notAsked: 'lookupsOff', staples: [judgement('good')] })).kind).toBe(
      'ruledOut',
    );
    expect(judgementOf('cert-revoked', withOcsp({ answers: [answer(judgement('good'))] })).kind).toBe('ruledOut');
  });

  it('is not found where the staple says good or unknown, or proves nothing', () => {
    expect(judgementOf('cert-revoked', stapled('good')).kind).toBe('ruledOut');
    expect(judgementOf('cert-revoked', stapled('unknown')).kind).toBe('ruledOut');
    expect(judgementOf('cert-revoked', stapled('revoked', [{ kind: 'badSignature' }])).kind).toBe('ruledOut');
    expect(judgementOf('cert-revoked', healthy()).kind).toBe('notApplicable');
  });

  it('is open where the issuer was not seen, or no certificate', () => {
    expect(judgementOf('cert-revoked', stapled('revoked', [{ kind: 'issuerUnknown' }]))).toMatchObject({
      missing: 'issuerCertificate',
    });
    expect(judgementOf('cert-revoked', ended(alert(40)))).toMatchObject({ missing: 'certificate' });
  });
});
