import { describe, expect, it } from 'vitest';
import { pymongoOcsp } from '../../src/clients/profiles/pymongo-ocsp.ts';
import type { StapleProblem } from '../../src/x509/revocation/staple-judgement.ts';
import { healthy, judgement, now, stapled, withOcsp } from '../support/facts.ts';
import { causesOf, findingOf, judgementOf, textOf, verdictOf } from '../support/verdict.ts';

describe('ocsp-staple-invalid', () => {
  it.each<readonly [StapleProblem, string]>([
    [{ kind: 'malformed' }, 'no OCSP response that can be read'],
    [{ kind: 'responseStatus', status: 'tryLater' }, 'tryLater'],
    [{ kind: 'otherCertificate', serials: ['0a'], sameIssuer: true, places: [] }, 'another certificate (serial 0a)'],
    [{ kind: 'badSignature' }, 'signature is wrong'],
    [{ kind: 'foreignSigner', responder: 'CN=Stranger' }, 'CN=Stranger signed it'],
    [{ kind: 'signerWithoutUsage', responder: 'CN=Helper' }, 'OCSPSigning'],
    [{ kind: 'signerExpired', responder: 'CN=Helper' }, 'out of date'],
    [{ kind: 'notYetValid', thisUpdate: now + 1 }, 'from the future'],
    [{ kind: 'stale', nextUpdate: now - 1 }, 'ran out'],
  ])('is found for %o, and is the only cause', (problem, says) => {
    const facts = stapled('good', [problem]);
    expect(causesOf(facts)).toStrictEqual(['ocsp-staple-invalid']);
    expect(findingOf('ocsp-staple-invalid', facts).summary).toContain(says);
    expect(findingOf('ocsp-staple-invalid', facts, 'zh').summary).toMatch(/\p{Script=Han}/u);
  });

  it('prints the words of a client that judges staples, and none for one that does not', () => {
    const problem: StapleProblem = { kind: 'badSignature' };
    expect(findingOf('ocsp-staple-invalid', stapled('good', [problem])).clientErrors).toStrictEqual([]);
    const strict = findingOf('ocsp-staple-invalid', stapled('good', [problem], { client: pymongoOcsp }));
    expect(strict.clientErrors[0]?.message).toContain("[('SSL routines', '', 'invalid status response')]");
  });

  it('says which certificate it is about instead, as far as that shows', () => {
    const about = (sameIssuer: boolean | null, places: readonly number[]): string => {
      const problem: StapleProblem = { kind: 'otherCertificate', serials: ['0a'], sameIssuer, places };
      return findingOf('ocsp-staple-invalid', stapled(null, [problem])).summary;
    };
    expect(about(true, [])).toContain('another certificate (serial 0a) of the same CA, perhaps its predecessor');
    expect(about(false, [])).toContain('another certificate (serial 0a) of another CA');
    expect(about(true, [1])).toContain('another certificate (serial 0a), number 1 of this chain');
    expect(about(null, [])).toContain('another certificate (serial 0a).');
  });

  it('tells both verdicts where PyMongo accepts what the specification refuses', () => {
    const problem: StapleProblem = { kind: 'otherCertificate', serials: ['0a'], sameIssuer: true, places: [] };
    const facts = stapled(null, [problem], { client: pymongoOcsp });
    const finding = findingOf('ocsp-staple-invalid', facts);
    expect(finding.summary).toContain(
      "PyMongo accepts it all the same (it does not look which certificate the staple is about); clients that go by MongoDB's specification refuse the connection.",
    );
    expect(finding.clientErrors).toStrictEqual([]);
    const said = finding.evidence.map(({ what, value }) => `${what}: ${value}`);
    expect(said).toContain('As specified (C driver): refuses at step 2: the staple proves nothing to it');
    expect(said).toContain(
      'PyMongo with the ocsp extra: accepts: it does not look which certificate the staple is about',
    );
  });

  it.each([
    [
      { responses: 1, oneIssuer: true, own: { place: 0, digest: 'sha256' }, pymongo: { kind: 'refused' } },
      'by another digest than SHA-1',
    ],
    [
      {
        responses: 2,
        oneIssuer: true,
        own: { place: 0, digest: 'sha1' },
        pymongo: { kind: 'raises', what: 'severalResponses' },
      },
      'several certificates',
    ],
    [
      {
        responses: 1,
        oneIssuer: true,
        own: { place: 0, digest: 'sha1' },
        pymongo: { kind: 'raises', what: 'unsupportedAlgorithm' },
      },
      'an algorithm that this client does not know',
    ],
    [
      { responses: 1, oneIssuer: true, own: { place: 0, digest: 'sha1' }, pymongo: { kind: 'refused' } },
      'does not recognise its signer',
    ],
  ] as const)('is found where PyMongo cannot use what is in order: %o', (details, says) => {
    const facts = withOcsp({ staples: [judgement('good', [], { details })] }, { client: pymongoOcsp });
    expect(causesOf(facts)).toStrictEqual(['ocsp-staple-invalid']);
    const finding = findingOf('ocsp-staple-invalid', facts);
    expect(finding.summary).toContain('proves nothing to PyMongo');
    expect(finding.summary).toContain(says);
    expect(textOf(finding)).toContain('accepts at step 3: the staple says good');
    expect(finding.clientErrors).toHaveLength(1);
    expect(judgementOf('ocsp-staple-invalid', { ...facts, client: healthy().client }).kind).toBe('ruledOut');
  });

  it('is a warning where only the staple of an intermediate is at fault', () => {
    const facts = withOcsp({
      staples: [judgement('good'), judgement('good', [{ kind: 'badSignature' }], { certificate: 1 })],
    });
    expect(verdictOf(facts).verdict).toBe('warn');
    expect(findingOf('ocsp-staple-invalid', facts).summary).toContain('staples for certificate 1 proves nothing');
  });

  it('prints another error where PyMongo cannot even read it', () => {
    const facts = stapled(null, [{ kind: 'malformed' }], { client: pymongoOcsp });
    expect(findingOf('ocsp-staple-invalid', facts).clientErrors[0]?.message).toContain(
      'tlsv1 bad certificate status response',
    );
  });

  it('is not found for a valid staple, and does not concern a server without one', () => {
    expect(judgementOf('ocsp-staple-invalid', stapled('good')).kind).toBe('ruledOut');
    expect(judgementOf('ocsp-staple-invalid', stapled('revoked')).kind).toBe('ruledOut');
    expect(judgementOf('ocsp-staple-invalid', healthy()).kind).toBe('notApplicable');
  });

  it('is open where the issuer was not seen: then nothing could be checked', () => {
    expect(judgementOf('ocsp-staple-invalid', stapled('good', [{ kind: 'issuerUnknown' }]))).toMatchObject({
      kind: 'undetermined',
      missing: 'issuerCertificate',
    });
  });
});
