/** What the report says of OCSP: the line for a reader, the object for a script. */
import { describe, expect, it } from 'vitest';
import type { Facts, ResponderAnswer } from '../../src/observe/facts.ts';
import { plainPaint } from '../../src/report/text/style.ts';
import { renderText } from '../../src/report/text/text.ts';
import { en } from '../../src/report/words/en.ts';
import { zh } from '../../src/report/words/zh.ts';
import { ocspVerdicts } from '../../src/x509/revocation/driver-algorithm.ts';
import type { OcspEvidence } from '../../src/x509/revocation/driver-algorithm.ts';
import type { StapleJudgement } from '../../src/x509/revocation/staple-judgement.ts';
import { details } from '../support/facts.ts';
import { certificate, facts, now, report } from '../support/report-fixture.ts';

const plain = { columns: 100, unicode: true, paint: plainPaint, verbose: false };
const hour = 3_600_000;
const url = 'http://ocsp.example.net';

const judgement = (status: 'good' | 'revoked' | 'unknown', change: Partial<StapleJudgement> = {}): StapleJudgement => ({
  certificate: 0,
  status: {
    status,
    revokedAt: null,
    reason: null,
    producedAt: now - 2 * hour,
    thisUpdate: now - 2 * hour,
    nextUpdate: now + hour,
  },
  problems: [],
  details: details(status, []),
  ...change,
});

const answer = (outcome: ResponderAnswer['outcome'], change: Partial<ResponderAnswer> = {}): ResponderAnswer => ({
  certificate: 0,
  url,
  method: 'POST',
  digest: 'sha1',
  durationMs: 12.34567,
  nonce: null,
  outcome,
  ...change,
});

const good = answer({ kind: 'completed', value: judgement('good') });
const down = answer({ kind: 'failed', problem: { kind: 'refused' } });

const lines = (change: Partial<Facts>, words = en, verbose = false): readonly string[] =>
  renderText(report({ facts: [facts(change)], words }), words, { ...plain, verbose })
    .split('\n')
    .filter((line) => line.includes('OCSP'))
    .map((line) => line.trim().replaceAll(/ +/g, ' '));

const asked = (...answers: readonly ResponderAnswer[]): Partial<Facts> => ({ responders: { answers, notAsked: null } });

describe('a certificate that OCSP calls revoked', () => {
  const refusing = { ...facts().client, verifies: { ...facts().client.verifies, ocsp: 'specification' as const } };
  const revoked = judgement('revoked');
  const seen = (change: Partial<Facts>): string =>
    renderText(report({ facts: [facts({ client: refusing, ...change })] }), en, plain);
  const evidence = { staples: { kind: 'completed', value: [revoked] } } as const;

  it('is marked in the chain, by a staple or a responder, and not by what proves nothing', () => {
    expect(seen(evidence)).toMatch(/^ +0 .* ✖ revoked \(OCSP\)$/m);
    expect(seen(asked(answer({ kind: 'completed', value: revoked })))).toContain('✖ revoked (OCSP)');
    const unproven = judgement('revoked', { problems: [{ kind: 'badSignature' }] });
    expect(seen({ staples: { kind: 'completed', value: [unproven] } })).not.toContain('✖ revoked');
    expect(
      seen(asked(answer({ kind: 'completed', value: { ...revoked, certificate: 1 } }, { certificate: 1 }))),
    ).not.toContain('✖ revoked');
  });

  it('is not called accepted where the client refuses it for that', () => {
    const refused = { accepted: false, step: 3, because: 'stapleRevoked', url: null } as const;
    const passed = { ...refused, accepted: true } as const;
    const verdicts = (specification: typeof refused | typeof passed): NonNullable<Facts['ocspVerdicts']> => ({
      specification,
      go: passed,
      pymongo: passed,
      java: passed,
      gnutls: passed,
      certStatus: passed,
      none: passed,
    });
    expect(seen({ ...evidence, ocspVerdicts: verdicts(refused) })).toContain('TLSv1.3 completed, certificate refused');
    expect(seen({ ...evidence, ocspVerdicts: verdicts(passed) })).toContain('TLSv1.3 completed, certificate accepted');
  });
});

describe('the line about OCSP', () => {
  it('says what the responder answers, and how old that is', () => {
    expect(lines(asked(good))).toStrictEqual([`OCSP no staple; ${url} answers good, 2 h old`]);
    expect(lines(asked(good), zh)).toStrictEqual([`OCSP 没有装订响应；${url} 回答 good，生成于 2 小时前`]);
  });

  it('says why there is no answer, and why nobody was asked', () => {
    expect(lines(asked(down))).toStrictEqual([`OCSP no staple; ${url}: connection refused`]);
    const notAsked = (why: Facts['responders']['notAsked']) => lines({ responders: { answers: [], notAsked: why } });
    expect(notAsked('lookupsOff')).toStrictEqual([
      'OCSP no staple; the responder was not asked (--no-network-lookups)',
    ]);
    expect(notAsked('noResponder')).toStrictEqual(['OCSP no staple; the certificate names no OCSP responder']);
    expect(notAsked('notWanted')).toStrictEqual(['OCSP no staple']);
  });

  it('takes a line for each of several answers', () => {
    const get = answer(
      { kind: 'completed', value: judgement('unknown') },
      {
        method: 'GET',
        certificate: 1,
      },
    );
    expect(lines(asked(good, get))).toStrictEqual([
      'OCSP no staple',
      `OCSP ${url} answers good, 2 h old`,
      `OCSP ${url} (GET) for certificate 1 answers unknown, 2 h old`,
    ]);
  });

  it('tells that the certificate demands a staple', () => {
    const chain = { kind: 'completed', value: [certificate({ mustStaple: true })] } as const;
    expect(lines({ chain })).toStrictEqual(['OCSP no staple; the certificate demands a staple (must-staple)']);
  });
});

describe('what clients decide', () => {
  const evidence = (change: Partial<OcspEvidence>): Partial<Facts> => ({
    ocspVerdicts: ocspVerdicts({
      mustStaple: [],
      staples: [],
      hasResponder: true,
      endpointCheck: true,
      answers: [],
      at: now,
      ...change,
    }),
  });
  const another = judgement('good', {
    status: null,
    problems: [{ kind: 'otherCertificate', serials: ['0a'], sameIssuer: true, places: [] }],
    details: {
      responses: 1,
      oneIssuer: true,
      own: null,
      pymongo: { kind: 'believed', status: 'good', sameSerial: false },
    },
  });

  it('is told where PyMongo departs from the specification', () => {
    const text = renderText(report({ facts: [facts(evidence({ staples: [another] }))] }), en, plain).replaceAll(
      /\s+/g,
      ' ',
    );
    expect(text).toContain('As specified (C driver): refuses at step 2: the staple proves nothing to it');
    expect(text).toContain(
      'PyMongo with the ocsp extra: accepts: it does not look which certificate the staple is about',
    );
    expect(text).not.toContain('curl');
  });

  it('is told of all where everything is wanted, else of none', () => {
    const given = { ...asked(good), ...evidence({ answers: [] }) };
    expect(lines(given)).toHaveLength(1);
    expect(lines(given, en, true).length).toBeGreaterThan(1);
  });

  it('stands in the JSON with the step and a stable word for the reason', () => {
    const { ocsp } =
      report({ facts: [facts({ ...asked(good, down), ...evidence({ staples: [another] }) })] }).endpoints[0] ?? {};
    expect(
      ocsp?.verdicts.map(({ policy, accepted, step, because }) => [policy, accepted, step, because]),
    ).toStrictEqual([
      ['specification', false, 2, 'stapleInvalid'],
      ['go', false, 2, 'stapleInvalid'],
      ['pymongo', true, null, 'stapleOfAnother'],
      ['java', true, null, 'neverLooks'],
      ['gnutls', false, null, 'stapleInvalid'],
      ['certStatus', false, null, 'stapleInvalid'],
      ['none', true, null, 'neverLooks'],
    ]);
    expect(ocsp?.endpoints).toMatchObject([
      { certificate: 0, url, method: 'POST', status: 'good', valid: true, problem: null, durationMs: 12.346 },
      { status: null, valid: null, problem: { kind: 'refused', text: 'connection refused' } },
    ]);
  });
});
