/**
 * What clients decide, row by row as it was measured: real PyMongo 4.20 (pyOpenSSL 26.4, cryptography 50), gnutls-cli 3.7.9 and
 * curl 7.88.1 with --cert-status (OpenSSL 3.0) against TLS servers with these very staples and responders. What the specification
 * says is read from its steps.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { issueCertificate, issueOcspResponse } from '../../../src/x509/pki/issue/issue.ts';
import type { CertificatePlan, Issued, OcspPlan } from '../../../src/x509/pki/issue/issue.ts';
import { ocspVerdicts } from '../../../src/x509/revocation/driver-algorithm.ts';
import type { EndpointAnswer, OcspEvidence, OcspVerdicts } from '../../../src/x509/revocation/driver-algorithm.ts';
import { judgeStaple } from '../../../src/x509/revocation/judge-ocsp.ts';
import type { StapleJudgement } from '../../../src/x509/revocation/staple-judgement.ts';

const minute = 60_000;
const hour = 60 * minute;
const now = Date.UTC(2026, 10, 21);
const times = { notBefore: now - 48 * hour, notAfter: now + 48 * hour };

let issuer: Issued;
let leaf: Issued;

beforeAll(async () => {
  issuer = await issueCertificate({ subject: [['CN', 'Issuer']], ca: true, ...times });
  leaf = await issueCertificate({ subject: [['CN', 'leaf']], issuer, serial: 0xab12n, ...times });
});

const delegate = (different: Partial<CertificatePlan> = {}): Promise<Issued> =>
  issueCertificate({
    subject: [['CN', 'Responder']],
    issuer,
    extendedKeyUsage: ['OCSPSigning'],
    ...times,
    ...different,
  });

type Plan = Partial<Omit<OcspPlan, 'nextUpdate'>> & { readonly nextUpdate?: number | null };

/** A response about the leaf, judged. */
async function judged(plan: Plan | Uint8Array): Promise<StapleJudgement> {
  const input = { index: 0, certificate: leaf.certificate, issuers: [issuer.certificate], at: now };
  if (plan instanceof Uint8Array) return judgeStaple({ ...input, response: plan });
  const { nextUpdate = now + hour, ...rest } = plan;
  const response = await issueOcspResponse({
    certificate: leaf.certificate,
    issuer,
    status: 'good',
    thisUpdate: now - hour,
    ...(nextUpdate === null ? {} : { nextUpdate }),
    ...rest,
  });
  return judgeStaple({ ...input, response });
}

const evidence = (different: Partial<OcspEvidence> = {}): OcspEvidence => ({
  mustStaple: [],
  staples: [],
  hasResponder: false,
  endpointCheck: true,
  answers: null,
  at: now,
  ...different,
});

const columns = (verdicts: OcspVerdicts) =>
  (['specification', 'pymongo', 'none', 'gnutls', 'certStatus'] as const)
    .map((policy) => ({ true: 'ok', false: 'FAIL', null: '?' })[String(verdicts[policy].accepted) as 'true'])
    .join(' ');

/** Name, the staple (null: none), and the columns: specification, PyMongo, plain OpenSSL and Node, GnuTLS, curl --cert-status. */
const staples: readonly (readonly [string, () => Promise<Plan | Uint8Array | null>, string])[] = [
  ['staple good', async () => ({}), 'ok ok ok ok ok'],
  ['staple good, responder by name', async () => ({ responderId: 'name' }), 'ok ok ok ok ok'],
  ['staple revoked', async () => ({ status: 'revoked' }), 'FAIL FAIL ok FAIL FAIL'],
  ['staple unknown', async () => ({ status: 'unknown' }), 'ok ok ok ok FAIL'],
  ['staple by delegate with EKU OCSPSigning', async () => ({ responder: await delegate() }), 'ok ok ok ok ok'],
  [
    'staple by delegate without that EKU',
    async () => ({ responder: await delegate({ extendedKeyUsage: ['serverAuth'] }) }),
    'FAIL FAIL ok FAIL FAIL',
  ],
  [
    'staple by delegate for any usage',
    async () => ({ responder: await delegate({ extendedKeyUsage: ['anyExtendedKeyUsage'] }) }),
    'FAIL FAIL ok FAIL FAIL',
  ],
  [
    'staple by expired delegate',
    async () => ({ responder: await delegate({ notAfter: now - hour }) }),
    'FAIL ok ok FAIL FAIL',
  ],
  [
    'staple by delegate that is not sent',
    async () => ({ responder: await delegate(), sendResponder: false }),
    'FAIL FAIL ok FAIL FAIL',
  ],
  [
    'staple by delegate whose certificate is forged',
    async () => ({ responder: await delegate({ corruptSignature: true }) }),
    'FAIL FAIL ok FAIL FAIL',
  ],
  [
    'staple by delegate with an RSA key',
    async () => ({ responder: await delegate({ key: 'rsa-2048' }) }),
    'ok ok ok ok ok',
  ],
  [
    'staple signed with RSASSA-PSS',
    async () => ({ responder: await delegate({ key: 'rsa-pss-2048' }) }),
    'ok FAIL ok ok ok',
  ],
  [
    'staple by delegate with an Ed25519 key, by key hash',
    async () => ({ responder: await delegate({ key: 'ed25519' }) }),
    'ok FAIL ok ok ok',
  ],
  [
    'staple by delegate with an Ed25519 key, by name',
    async () => ({ responder: await delegate({ key: 'ed25519' }), responderId: 'name' }),
    'ok ok ok ok ok',
  ],
  ['staple GOOD for another serial', async () => ({ serial: 0x1234n }), 'FAIL ok ok FAIL FAIL'],
  [
    'staple by a foreign signer',
    async () => {
      const stranger = await issueCertificate({ subject: [['CN', 'Stranger']], ca: true, ...times });
      return { responder: await delegate({ issuer: stranger }) };
    },
    'FAIL FAIL ok FAIL FAIL',
  ],
  ['staple with a bad signature', async () => ({ corruptSignature: true }), 'FAIL FAIL ok FAIL FAIL'],
  ['staple "tryLater"', async () => ({ responseStatus: 'tryLater' }), 'FAIL FAIL ok ok FAIL'],
  ['staple "unauthorized"', async () => ({ responseStatus: 'unauthorized' }), 'FAIL FAIL ok ok FAIL'],
  [
    'staple expired (nextUpdate past)',
    async () => ({ thisUpdate: now - 3 * hour, nextUpdate: now - hour }),
    'FAIL FAIL ok FAIL FAIL',
  ],
  [
    'staple expired for four minutes',
    async () => ({ thisUpdate: now - 3 * hour, nextUpdate: now - 4 * minute }),
    'FAIL FAIL ok FAIL ok',
  ],
  [
    'staple from the future',
    async () => ({ thisUpdate: now + hour, nextUpdate: now + 2 * hour }),
    'FAIL FAIL ok ok FAIL',
  ],
  ['staple four minutes from the future', async () => ({ thisUpdate: now + 4 * minute }), 'FAIL FAIL ok ok ok'],
  ['staple without nextUpdate', async () => ({ nextUpdate: null }), 'ok ok ok ok ok'],
  ['staple that names the certificate by SHA-256', async () => ({ certIdDigest: 'sha256' }), 'ok FAIL ok ok FAIL'],
  [
    'staple that names the certificate by SHA-256 and the responder by name',
    async () => ({ certIdDigest: 'sha256', responderId: 'name' }),
    'ok ok ok ok FAIL',
  ],
  [
    'staple by delegate that names the certificate by SHA-256',
    async () => ({ certIdDigest: 'sha256', responder: await delegate() }),
    'ok ok ok ok FAIL',
  ],
  [
    'staple about two certificates, the other first',
    async () => ({ others: [{ serial: 0x77n }] }),
    'ok FAIL ok FAIL ok',
  ],
  ['staple that is none', async () => Uint8Array.of(1, 2, 3), 'FAIL FAIL ok FAIL FAIL'],
  ['no staple', async () => null, 'ok ok ok ok FAIL'],
];

describe('the measured matrix: staples', () => {
  it.each(staples)('%s', async (_, make, expected) => {
    const plan = await make();
    const verdicts = ocspVerdicts(evidence({ staples: plan === null ? [] : [await judged(plan)] }));
    expect(columns(verdicts)).toBe(expected);
  });
});

describe('the measured matrix: must-staple', () => {
  it.each<readonly [string, readonly number[], Plan | null, string]>([
    ['must-staple, good staple', [0], {}, 'ok ok ok ok ok'],
    ['must-staple, no staple', [0], null, 'FAIL FAIL ok FAIL FAIL'],
    ['must-staple, staple "tryLater"', [0], { responseStatus: 'tryLater' }, 'FAIL FAIL ok FAIL FAIL'],
    ['must-staple, staple unknown', [0], { status: 'unknown' }, 'ok ok ok ok FAIL'],
    ['must-staple of the intermediate alone, no staple', [1], null, 'ok ok ok FAIL FAIL'],
    ['must-staple of the intermediate alone, good staple for the leaf', [1], {}, 'ok ok ok FAIL ok'],
    ['must-staple of both, good staple for the leaf alone', [0, 1], {}, 'ok ok ok FAIL ok'],
  ])('%s', async (_, mustStaple, plan, expected) => {
    const verdicts = ocspVerdicts(evidence({ mustStaple, staples: plan === null ? [] : [await judged(plan)] }));
    expect(columns(verdicts)).toBe(expected);
  });
});

const answer = async (
  plan: Plan | Uint8Array | null,
  durationMs = 10,
  url = 'http://a.test/',
): Promise<EndpointAnswer> => ({
  url,
  durationMs,
  judgement: plan === null ? null : await judged(plan),
});

describe('the measured matrix: no staple, and the responder', () => {
  it.each<readonly [string, Plan | Uint8Array | null, string]>([
    ['endpoint good', {}, 'ok ok ok ok FAIL'],
    ['endpoint says revoked', { status: 'revoked' }, 'FAIL FAIL ok ok FAIL'],
    ['endpoint says revoked, without nextUpdate', { status: 'revoked', nextUpdate: null }, 'FAIL FAIL ok ok FAIL'],
    ['endpoint down', null, 'ok ok ok ok FAIL'],
    ['endpoint unknown', { status: 'unknown' }, 'ok ok ok ok FAIL'],
    ['endpoint tryLater', { responseStatus: 'tryLater' }, 'ok ok ok ok FAIL'],
    ['endpoint says revoked, with a bad signature', { status: 'revoked', corruptSignature: true }, 'ok ok ok ok FAIL'],
    [
      'endpoint says revoked, out of date',
      { status: 'revoked', thisUpdate: now - 3 * hour, nextUpdate: now - hour },
      'ok ok ok ok FAIL',
    ],
    ['endpoint says revoked of another serial', { status: 'revoked', serial: 0x1234n }, 'ok ok ok ok FAIL'],
    [
      'endpoint says revoked, certificate named by SHA-256',
      { status: 'revoked', certIdDigest: 'sha256' },
      'FAIL ok ok ok FAIL',
    ],
    ['endpoint answers what is no OCSP response', Uint8Array.of(1, 2, 3), 'ok FAIL ok ok FAIL'],
    ['endpoint answers about two certificates', { others: [{ serial: 0x77n }] }, 'ok FAIL ok ok FAIL'],
  ])('%s', async (_, plan, expected) => {
    const verdicts = ocspVerdicts(evidence({ hasResponder: true, answers: [await answer(plan)] }));
    expect(columns(verdicts)).toBe(expected);
  });
});

describe('the steps of the specification', () => {
  const step = async (different: Partial<OcspEvidence>): Promise<readonly unknown[]> => {
    const { specification } = ocspVerdicts(evidence(different));
    return [specification.accepted, specification.step, specification.because];
  };

  it.each<readonly [string, Partial<OcspEvidence>, readonly unknown[]]>([
    ['1: demanded and not stapled', { mustStaple: [0], hasResponder: true }, [false, 1, 'stapleMissing']],
    ['10: no responder', {}, [true, 10, 'noResponder']],
    [
      '10: tlsDisableOCSPEndpointCheck',
      { hasResponder: true, endpointCheck: false },
      [true, 10, 'endpointCheckDisabled'],
    ],
    ['7: open while nobody asked', { hasResponder: true }, [null, 7, 'notAsked']],
    ['10: nobody answers', { hasResponder: true, answers: [] }, [true, 10, 'softFail']],
  ])('%s', async (_, different, expected) => {
    expect(await step(different)).toStrictEqual(expected);
  });

  it('2 and 3: the staple', async () => {
    expect(await step({ staples: [await judged({ corruptSignature: true })] })).toStrictEqual([
      false,
      2,
      'stapleInvalid',
    ]);
    expect(await step({ staples: [await judged({ status: 'revoked' })] })).toStrictEqual([false, 3, 'stapleRevoked']);
    expect(await step({ staples: [await judged({})] })).toStrictEqual([true, 3, 'stapleGood']);
  });

  it('7: where a staple says unknown the responder is asked, which PyMongo does not do', async () => {
    const verdicts = ocspVerdicts(
      evidence({
        staples: [await judged({ status: 'unknown' })],
        hasResponder: true,
        answers: [await answer({ status: 'revoked' })],
      }),
    );
    expect(verdicts.specification).toMatchObject({ accepted: false, step: 7, because: 'answerRevoked' });
    expect(verdicts.pymongo).toMatchObject({ accepted: true, because: 'stapleUnknown' });
  });

  it('7: of several responders the first in time is believed, while PyMongo asks one after the other', async () => {
    const slow = await answer({}, 500, 'http://slow.test/');
    const fast = await answer({ status: 'revoked' }, 5, 'http://fast.test/');
    const unknown = await answer({ status: 'unknown' }, 1, 'http://unknown.test/');
    const { specification, pymongo } = ocspVerdicts(evidence({ hasResponder: true, answers: [unknown, slow, fast] }));
    expect(specification).toMatchObject({ accepted: false, because: 'answerRevoked', url: 'http://fast.test/' });
    expect(pymongo).toMatchObject({ accepted: true, because: 'answerGood', url: 'http://slow.test/' });
  });
});

describe('what cannot be known', () => {
  it('is open, but for those who never look', async () => {
    const response = await issueOcspResponse({
      certificate: leaf.certificate,
      issuer,
      status: 'good',
      thisUpdate: now - hour,
    });
    const blind = judgeStaple({ index: 0, certificate: leaf.certificate, issuers: [], response, at: now });
    expect(columns(ocspVerdicts(evidence({ staples: [blind] })))).toBe('? ? ok ? ?');
  });
});
