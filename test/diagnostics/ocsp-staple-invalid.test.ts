import { describe, expect, it } from 'vitest';
import { pymongoOcsp } from '../../src/clients/profiles/pymongo-ocsp.ts';
import type { StapleProblem } from '../../src/x509/revocation/staple-judgement.ts';
import { healthy, now, stapled } from '../support/facts.ts';
import { causesOf, findingOf, judgementOf } from '../support/verdict.ts';

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
