/** Staples with faults, judged by us and by `openssl ocsp`. It judges times by its own clock, so they are made around now. */
import fc from '../../support/fc.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { createKey, issueCertificate, issueOcspResponse } from '../../../src/x509/pki/issue/issue.ts';
import type { CertificatePlan, Issued, OcspPlan } from '../../../src/x509/pki/issue/issue.ts';
import { judgeStaple } from '../../../src/x509/revocation/judge-ocsp.ts';
import type { StapleJudgement } from '../../../src/x509/revocation/staple-judgement.ts';
import { inFolder, opensslSays } from '../../support/peers/openssl-verify.ts';
import { hasPeer } from '../../support/peers.ts';

const hour = 3_600_000;
const now = Math.floor(Date.now() / 1000) * 1000;
const times = { notBefore: now - 48 * hour, notAfter: now + 48 * hour };

let issuer: Issued;
let leaf: Issued;
let other: Issued;
let delegate: Issued;
let good: OcspPlan;

beforeAll(async () => {
  issuer = await issueCertificate({ subject: [['CN', 'Issuer']], ca: true, ...times });
  leaf = await issueCertificate({ subject: [['CN', 'leaf']], issuer, serial: 0xab12n, ...times });
  other = await issueCertificate({ subject: [['CN', 'other']], issuer, serial: 0xff00n, ...times });
  delegate = await responder({});
  good = {
    certificate: leaf.certificate,
    issuer,
    status: 'good',
    thisUpdate: now - hour,
    nextUpdate: now + hour,
  };
});

const responder = (different: Partial<CertificatePlan>): Promise<Issued> =>
  issueCertificate({
    subject: [['CN', 'Responder']],
    issuer,
    extendedKeyUsage: ['OCSPSigning'],
    ...times,
    ...different,
  });

const judge = (response: Uint8Array, at = now): StapleJudgement =>
  judgeStaple({
    index: 0,
    certificate: leaf.certificate,
    issuers: [other.certificate, issuer.certificate],
    response,
    at,
  });

/** What `openssl ocsp` says of a response: whether its signature and signer hold, the status, and complaints about times. */
const opensslJudges = (
  response: Uint8Array,
  digest = 'sha1',
): Promise<{ verified: boolean; status: string | null; timely: boolean; said: string }> =>
  inFolder(async (file) => {
    const trusted = file('issuer.pem', issuer.pem);
    const options = ['ocsp', '-respin', file('response.der', response), '-issuer', trusted, '-CAfile', trusted];
    options.push(`-${digest}`, '-cert', file('leaf.pem', leaf.pem), '-no_nonce', '-validity_period', '0');
    const said = await opensslSays(options);
    return {
      verified: said.includes('Response verify OK'),
      status: /^(?:\S+leaf\.pem: )?(good|revoked|unknown)$/m.exec(said)?.[1] ?? null,
      timely: !said.includes('Status times invalid'),
      said,
    };
  });

/** Each fault: how the response is made, and the problems we must name. */
const cases: Readonly<Record<string, readonly [() => Promise<Partial<OcspPlan>>, readonly string[]]>> = {
  good: [async () => ({}), []],
  'good, certificate named by SHA-256': [async () => ({ certIdDigest: 'sha256' }), []],
  'good, responder named by its name': [async () => ({ responderId: 'name' }), []],
  revoked: [async () => ({ status: 'revoked', reason: 'keyCompromise', revokedAt: now - 2 * hour }), []],
  'revoked without reason': [async () => ({ status: 'revoked' }), []],
  unknown: [async () => ({ status: 'unknown' }), []],
  'past its nextUpdate': [async () => ({ thisUpdate: now - 3 * hour, nextUpdate: now - hour }), ['stale']],
  'before its thisUpdate': [async () => ({ thisUpdate: now + hour, nextUpdate: now + 2 * hour }), ['notYetValid']],
  'for another certificate': [async () => ({ certificate: other.certificate }), ['otherCertificate']],
  'with a bad signature': [async () => ({ corruptSignature: true }), ['badSignature']],
  'by a delegate': [async () => ({ responder: delegate }), []],
  'by a delegate, named by its name': [async () => ({ responder: delegate, responderId: 'name' }), []],
  'by a delegate with an RSA key': [async () => ({ responder: await responder({ key: createKey('rsa-2048') }) }), []],
  'by a delegate with an Ed25519 key': [
    async () => ({ responder: await responder({ key: createKey('ed25519') }) }),
    [],
  ],
  'by a delegate without the usage': [
    async () => ({ responder: await responder({ extendedKeyUsage: ['serverAuth'] }) }),
    ['signerWithoutUsage'],
  ],
  'by a delegate for any usage': [
    async () => ({ responder: await responder({ extendedKeyUsage: ['anyExtendedKeyUsage'] }) }),
    ['signerWithoutUsage'],
  ],
  'by an expired delegate': [
    async () => ({ responder: await responder({ notBefore: now - 48 * hour, notAfter: now - 24 * hour }) }),
    ['signerExpired'],
  ],
  'by a delegate, with a bad signature': [
    async () => ({ responder: delegate, corruptSignature: true }),
    ['badSignature'],
  ],
  'by a delegate whose certificate is not sent': [
    async () => ({ responder: delegate, sendResponder: false }),
    ['foreignSigner'],
  ],
  'by a delegate whose certificate the issuer did not sign': [
    async () => ({ responder: await responder({ corruptSignature: true }) }),
    ['foreignSigner'],
  ],
  'by a stranger': [
    async () => {
      const root = await issueCertificate({ subject: [['CN', 'Stranger']], ca: true, ...times });
      return { responder: await responder({ issuer: root }) };
    },
    ['foreignSigner'],
  ],
};

/** What is left of a judgement to act by: a status that counts, or none. */
const usable = (verified: boolean, timely: boolean, status: string | null): string =>
  verified && timely && status !== null ? status : 'nothing';

const usableByUs = ({ problems, status }: StapleJudgement): string =>
  usable(problems.length === 0, true, status?.status ?? null);

const usableByOpenssl = async (response: Uint8Array, digest?: string): Promise<string> => {
  const { verified, timely, status } = await opensslJudges(response, digest);
  return usable(verified, timely, status);
};

describe.skipIf(!hasPeer('openssl'))('staples, beside openssl ocsp', () => {
  it.each(Object.entries(cases))('%s', async (_, [make, expected]) => {
    const plan = { ...good, ...(await make()) };
    const response = await issueOcspResponse(plan);
    const ours = judge(response);
    expect(ours.problems.map(({ kind }) => kind)).toEqual(expected);

    const theirs = await opensslJudges(response, plan.certIdDigest);
    const signer = ['badSignature', 'foreignSigner', 'signerWithoutUsage', 'signerExpired'];
    expect(theirs.verified).toBe(!expected.some((kind) => signer.includes(kind)));
    expect(ours.status?.status ?? null).toBe(theirs.status);
    expect(theirs.timely).toBe(!expected.includes('stale') && !expected.includes('notYetValid'));
    if (ours.status?.reason) expect(theirs.said).toContain(`Reason: ${ours.status.reason}`);
  });

  it('good, without nextUpdate', async () => {
    const { nextUpdate: _, ...plan } = good;
    const response = await issueOcspResponse(plan);
    expect(judge(response, now + 1000 * hour).problems).toEqual([]);
    expect(await opensslJudges(response)).toMatchObject({ verified: true, status: 'good', timely: true });
  });

  it.each(['malformedRequest', 'internalError', 'tryLater', 'sigRequired', 'unauthorized'] as const)(
    'the status %s',
    async (responseStatus) => {
      const response = await issueOcspResponse({ ...good, responseStatus });
      expect(judge(response)).toMatchObject({
        certificate: 0,
        status: null,
        problems: [{ kind: 'responseStatus', status: responseStatus }],
      });
      const { said } = await opensslJudges(response);
      expect(said.toLowerCase()).toContain(`responder error: ${responseStatus.toLowerCase()}`);
    },
  );
});

describe.skipIf(!hasPeer('openssl'))('responses about several certificates, beside openssl ocsp', () => {
  it.each<readonly [string, () => Promise<Partial<OcspPlan>>, string]>([
    ['another one first', async () => ({ others: [{ certificate: other.certificate }] }), 'good'],
    ['another one first, revoked', async () => ({ others: [{ serial: 5n, status: 'revoked' }] }), 'good'],
    ['another one first, by a delegate', async () => ({ others: [{ serial: 5n }], responder: delegate }), 'good'],
    ['this one twice: the first counts', async () => ({ others: [{ status: 'revoked' }] }), 'revoked'],
    [
      'a thousand others first',
      async () => ({ others: Array.from({ length: 1000 }, (_, i) => ({ serial: BigInt(i) })) }),
      'good',
    ],
  ])('%s', async (_, make, expected) => {
    const response = await issueOcspResponse({ ...good, ...(await make()) });
    expect([usableByUs(judge(response)), await usableByOpenssl(response)]).toStrictEqual([expected, expected]);
  });

  it('of several issuers: a rule of OpenSSL’s own, which the details tell', async () => {
    const stranger = await issueCertificate({ subject: [['CN', 'Stranger']], ca: true, ...times });
    const response = await issueOcspResponse({ ...good, others: [{ issuer: stranger }] });
    expect(judge(response)).toMatchObject({ problems: [], details: { responses: 2, oneIssuer: false } });
    expect(await opensslJudges(response)).toMatchObject({ verified: false, status: 'good' });
  });
});

describe.skipIf(!hasPeer('openssl'))('responses that name another issuer, beside openssl ocsp', () => {
  it.each<readonly [string, () => Promise<Partial<OcspPlan>>]>([
    [
      'of the same name, who signed',
      async () => ({
        issuer: await issueCertificate({ subject: [['CN', 'Issuer']], ca: true, subjectKeyIdentifier: null, ...times }),
      }),
    ],
    [
      'while ours signed',
      async () => ({
        issuer: await issueCertificate({ subject: [['CN', 'Stranger']], ca: true, ...times }),
        responder: issuer,
        sendResponder: false,
      }),
    ],
  ])('%s', async (_, make) => {
    const response = await issueOcspResponse({ ...good, ...(await make()) });
    expect([usableByUs(judge(response)), await usableByOpenssl(response)]).toStrictEqual(['nothing', 'nothing']);
  });
});

describe.skipIf(!hasPeer('openssl'))('responses with one octet changed, beside openssl ocsp', () => {
  it('prove something to both or to neither', { timeout: 60_000 }, async () => {
    const response = await issueOcspResponse({ ...good, responder: delegate });
    const octets = fc.sample(fc.tuple(fc.nat(response.length - 1), fc.integer({ min: 1, max: 255 })), 60);
    // Headers and short fields, where readers differ: every octet up to the response data, and of its end.
    const places = [...octets, ...Array.from({ length: 40 }, (_, at) => [at, 0x80] as const)];
    const differing: string[] = [];
    for (const [at, change] of places) {
      const changed = Uint8Array.from(response);
      changed[at] = (changed[at] ?? 0) ^ change;
      const ours = usableByUs(judge(changed, Date.now()));
      const theirs = await usableByOpenssl(changed);
      if (ours !== theirs) differing.push(`octet ${at} ^ ${change}: ${ours}, openssl ${theirs}`);
    }
    expect(differing).toStrictEqual([]);
  });
});

describe('what a judgement tells', () => {
  it('the whole status, even where a problem keeps it from counting', async () => {
    const plan = { ...good, status: 'revoked', reason: 'superseded', revokedAt: now - 5 * hour } as const;
    const response = await issueOcspResponse({ ...plan, producedAt: now - 2 * hour, corruptSignature: true });
    expect(judge(response)).toMatchObject({
      certificate: 0,
      status: {
        status: 'revoked',
        revokedAt: now - 5 * hour,
        reason: 'superseded',
        producedAt: now - 2 * hour,
        thisUpdate: now - hour,
        nextUpdate: now + hour,
      },
      problems: [{ kind: 'badSignature' }],
    });
  });

  it('the serial numbers that the response is about', async () => {
    const response = await issueOcspResponse({ ...good, certificate: other.certificate });
    expect(judge(response).problems).toEqual([
      { kind: 'otherCertificate', serials: ['ff00'], sameIssuer: true, places: [] },
    ]);
  });

  it('whose status it is instead: another of the chain’s, of the same CA, or of another', async () => {
    const stranger = await issueCertificate({ subject: [['CN', 'Stranger']], ca: true, ...times });
    const chain = [leaf.certificate, other.certificate, issuer.certificate];
    const insteadOf = async (plan: Partial<OcspPlan>) => {
      const response = await issueOcspResponse({ ...good, ...plan });
      const input = {
        index: 0,
        certificate: leaf.certificate,
        issuers: [issuer.certificate],
        response,
        at: now,
        chain,
      };
      const about = judgeStaple(input).problems.find(({ kind }) => kind === 'otherCertificate');
      return about?.kind === 'otherCertificate' ? [about.sameIssuer, about.places] : null;
    };
    expect(await insteadOf({ certificate: other.certificate })).toEqual([true, [1]]);
    expect(await insteadOf({ serial: 0x99n })).toEqual([true, []]);
    expect(await insteadOf({ issuer: stranger })).toEqual([false, []]);
    expect(await insteadOf({ certificate: issuer.certificate })).toEqual([true, [2]]);
  });

  it('who signed', async () => {
    const response = await issueOcspResponse({ ...good, responder: await responder({ extendedKeyUsage: null }) });
    expect(judge(response).problems).toEqual([{ kind: 'signerWithoutUsage', responder: 'CN=Responder' }]);
  });

  it('that it is current up to nextUpdate, but not then', async () => {
    const response = await issueOcspResponse(good);
    expect(judge(response, now + hour - 1).problems).toEqual([]);
    expect(judge(response, now + hour).problems).toEqual([{ kind: 'stale', nextUpdate: now + hour }]);
    expect(judge(response, now - hour).problems).toEqual([]);
    expect(judge(response, now - hour - 1).problems).toEqual([{ kind: 'notYetValid', thisUpdate: now - hour }]);
  });

  it('that nothing can be checked without the issuer', async () => {
    const response = await issueOcspResponse(good);
    const judgement = judgeStaple({ index: 2, certificate: leaf.certificate, issuers: [], response, at: now });
    expect(judgement).toMatchObject({
      certificate: 2,
      status: { status: 'good' },
      problems: [{ kind: 'issuerUnknown' }],
    });
  });

  it('that an issuer of the same name but another key is none', async () => {
    const twin = await issueCertificate({
      subject: [['CN', 'Issuer']],
      ca: true,
      subjectKeyIdentifier: null,
      ...times,
    });
    const response = await issueOcspResponse({ ...good, issuer: twin });
    expect(judge(response).problems.map(({ kind }) => kind)).toEqual(['foreignSigner', 'otherCertificate']);
  });
});

describe('octets that are no response', () => {
  const malformed = { certificate: 0, status: null, problems: [{ kind: 'malformed' }] };

  it('every prefix, and one octet more', async () => {
    const response = await issueOcspResponse({ ...good, responder: delegate });
    for (let length = 0; length < response.length; length++)
      expect(judge(response.subarray(0, length))).toMatchObject(malformed);
    expect(judge(new Uint8Array([...response, 0]))).toMatchObject(malformed);
  });

  it('never throw, whichever octets are changed', async () => {
    const response = await issueOcspResponse({ ...good, responder: delegate });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(response.length - 1), fc.nat(255)), { minLength: 1, maxLength: 3 }),
        (changes) => {
          const changed = Uint8Array.from(response);
          for (const [at, octet] of changes) changed[at] = octet;
          expect(judge(changed).certificate).toBe(0);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('nesting without end, and megabytes', () => {
    expect(judge(new Uint8Array(100_000).fill(0x30))).toMatchObject(malformed);
    expect(judge(new Uint8Array(2_000_000))).toMatchObject(malformed);
  });
});
