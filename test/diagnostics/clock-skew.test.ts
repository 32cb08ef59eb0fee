import { describe, expect, it } from 'vitest';
import { pymongoOcsp } from '../../src/clients/profiles/pymongo-ocsp.ts';
import { completed } from '../../src/observe/attempt.ts';
import type { ClockSeen, Facts } from '../../src/observe/facts.ts';
import type { Certificate } from '../../src/x509/pki/certificate.ts';
import type { VerifyProblem } from '../../src/x509/verify/verify-problem.ts';
import {
  alert,
  brokenPath,
  certificate,
  ended,
  healthy,
  judgement,
  now,
  opensslError,
  refusedPath,
  stapled,
  withoutCaFile,
} from '../support/facts.ts';
import { causesOf, findingOf, judgementOf, textOf, verdictOf } from '../support/verdict.ts';

const id = 'clock-skew';
const day = 86_400_000;
const minute = 60_000;

/** Valid from one day to another, counted from now. */
const valid = (subject: string, issuer: string, from: number, to: number): Certificate =>
  certificate(subject, issuer, { notBefore: now + from * day, notAfter: now + to * day });

const clock = (source: ClockSeen['source'], offsetMs: number, where = 'http://ca.example.net/ca.cer'): ClockSeen => {
  return { source, where, said: now + offsetMs, offsetMs };
};

/** This path, at whose dates the client stops where they are not those of now; and the clocks that were seen. */
function seen(
  path: readonly [Certificate, ...Certificate[]],
  clocks: readonly ClockSeen[],
  change: Partial<Facts> = {},
) {
  const problems = path.flatMap(({ subject, notBefore, notAfter }, depth): VerifyProblem[] => {
    if (notAfter <= now) return [{ kind: 'expired', depth, subject: subject.rfc4514, notAfter }];
    return now < notBefore ? [{ kind: 'notYetValid', depth, subject: subject.rfc4514, notBefore }] : [];
  });
  const [first] = problems;
  const error =
    first === undefined
      ? null
      : first.kind === 'expired'
        ? opensslError(10, 'certificate has expired', first.depth)
        : opensslError(9, 'certificate is not yet valid', first.depth);
  const [leaf, ...others] = path;
  return refusedPath(
    problems,
    error,
    { chain: completed([leaf, ...others.slice(0, -1)]), clocks: { observedAt: now, seen: clocks }, ...change },
    path.map((one, depth) => ({
      certificate: one,
      from: depth === 0 ? 'leaf' : depth === path.length - 1 ? 'trustStore' : 'sent',
    })),
  );
}

const authorities = [valid('Issuing CA', 'Root', -300, 900), valid('Root', 'Root', -900, 2000)] as const;
const fresh = valid('db1.example.net', 'Issuing CA', 20, 110);
const old = valid('db1.example.net', 'Issuing CA', -120, -20);
const publicStore: Partial<Facts> = {
  stores: healthy().stores.map((store) => ({ ...store, name: 'system' as const })),
};

describe('clock-skew, measured', () => {
  it('by a third party: this machine is wrong, and what is not yet valid is so for that', () => {
    const facts = seen([fresh, ...authorities], [clock('lookup', 30 * day)]);
    expect(causesOf(facts)).toStrictEqual([id]);
    const finding = findingOf(id, facts);
    expect(finding.summary).toBe(
      'The clock of this machine is 30 days behind, so PyMongo takes a certificate for not yet valid.',
    );
    expect(textOf(finding)).toContain('http://ca.example.net/ca.cer');
    expect(finding.clientErrors[0]?.message).toContain('certificate is not yet valid');
    expect(findingOf('cert-not-yet-valid', facts).rootCause).toBe(false);
    for (const command of ['timedatectl status', 'chronyc tracking', 'w32tm /query /status'])
      expect(textOf(finding)).toContain(command);
  });

  it('by a third party, the other way round', () => {
    const facts = seen([old, ...authorities], [clock('lookup', -30 * day)]);
    expect(causesOf(facts)).toStrictEqual([id]);
    expect(findingOf(id, facts).summary).toContain('30 days ahead, so PyMongo takes a certificate for expired');
  });

  it('by the server alone, which has expired: either, so the certificate stays a cause', () => {
    const facts = seen([old, ...authorities], [clock('http', -30 * day)]);
    expect(causesOf(facts)).toStrictEqual(['cert-expired', id]);
    expect(findingOf(id, facts)).toMatchObject({
      severity: 'warning',
      summary:
        "The clocks of this machine and of the server differ by 30 days; by the server's, the certificate is valid.",
    });
    expect(findingOf(id, facts, 'zh').summary).toBe('本机与服务器的时钟相差 30 天；按服务器的时钟，证书是有效的。');
  });

  it('by the server alone, which is not yet valid: a clock is the cause; with a public CA, this one', () => {
    const clocks = [clock('mongodb', 30 * day)];
    const facts = seen([fresh, ...authorities], clocks);
    expect(causesOf(facts)).toStrictEqual([id]);
    expect(findingOf(id, facts).summary).toContain('clocks of this machine and of the server differ');
    const ofPublicCa = seen([fresh, ...authorities], clocks, publicStore);
    expect(findingOf(id, ofPublicCa).summary).toContain('The clock of this machine is 30 days behind');
  });

  it('though nothing is out of its time: a warning, and by whose clock the server’s own certificate is not valid', () => {
    const leaf = valid('db1.example.net', 'Issuing CA', -10, 80);
    const off = (offset: number) => seen([leaf, ...authorities], [clock('mongodb', offset)]);
    expect(verdictOf(off(30 * minute)).verdict).toBe('warn');
    expect(findingOf(id, off(30 * minute)).summary).toBe(
      'The clocks of this machine and of the server differ by 30 minutes.',
    );
    expect(findingOf(id, off(-12 * day)).summary).toBe('The clock of the server is 12 days behind.');
    expect(judgementOf(id, off(4 * minute)).kind).toBe('ruledOut');
  });

  it('but not the reason: then it explains nothing', () => {
    const facts = seen([old, ...authorities], [clock('lookup', 2 * day)]);
    expect(causesOf(facts)).toStrictEqual(['cert-expired', id]);
    expect(findingOf(id, facts).summary).toBe('The clock of this machine is 2 days behind.');
  });

  it('by seconds, where they make the difference', () => {
    const leaf = certificate('db1.example.net', 'Issuing CA', { notBefore: now + 20_000, notAfter: now + 9 * day });
    expect(causesOf(seen([leaf, ...authorities], [clock('lookup', 40_000)]))).toStrictEqual([id]);
  });

  it('and in step: ruled out, and told with the certificate', () => {
    const facts = seen([old, ...authorities], [clock('http', 0)]);
    expect(judgementOf(id, facts).kind).toBe('ruledOut');
    const finding = findingOf('cert-expired', facts);
    expect(textOf(finding)).toContain('another clock that was asked says the same');
    expect(textOf(finding)).not.toContain('clock of this machine is wrong');
  });

  it('is believed by the majority; an old answer from a cache alone is not', () => {
    const stale = clock('lookup', -9 * day);
    const three = seen([old, ...authorities], [stale, clock('http', 0)]);
    expect(judgementOf(id, three).kind).toBe('ruledOut');
    expect(judgementOf(id, seen([fresh, ...authorities], [stale])).kind).toBe('undetermined');
    const ahead = seen([fresh, ...authorities], [clock('lookup', 30 * day), clock('http', 30 * day)]);
    expect(findingOf(id, ahead).evidence.filter(({ value }) => value.includes('30 days ahead'))).toHaveLength(2);
  });

  it('is no proof by a server on this very machine', () => {
    const endpoint = { host: 'localhost', address: '127.0.0.1', port: 27017 };
    const facts = seen([old, ...authorities], [clock('http', 0)], { endpoint });
    expect(judgementOf(id, facts).kind).toBe('undetermined');
    expect(textOf(findingOf('cert-expired', facts))).not.toContain('says the same');
  });
});

describe('clock-skew, inferred', () => {
  it('from what was signed in the future: a log leaves no doubt, a responder may share its clock with the CA', () => {
    const byResponder = seen([fresh, ...authorities], [clock('ocsp', 25 * day, '')]);
    expect(causesOf(byResponder)).toStrictEqual([id]);
    expect(findingOf(id, byResponder).summary).toContain('at least 25 days behind, or that of the machine that issued');
    const byLog = seen([fresh, ...authorities], [clock('ocsp', 25 * day, ''), clock('timestamp', 20 * day)]);
    expect(findingOf(id, byLog).summary).toContain('The clock of this machine is at least 25 days behind, so');
    // Signed before the certificate begins: that is no explanation.
    expect(judgementOf(id, seen([fresh, ...authorities], [clock('ocsp', 5 * day, '')])).kind).toBe('undetermined');
  });

  it('from a date before this program was written', () => {
    const at = Date.UTC(1970, 0, 1, 0, 5);
    const facts = { ...seen([fresh, ...authorities], []), at, clocks: { observedAt: at, seen: [] } };
    expect(causesOf(facts)).toStrictEqual([id]);
    expect(textOf(findingOf(id, facts))).toContain('1970-01-01');
  });

  it('from a path that is not yet valid as a whole; made in one go, it may have been its maker', () => {
    const whole = (...from: readonly number[]) =>
      seen(
        [
          valid('db1.example.net', 'Issuing CA', from[0] ?? 0, 900),
          valid('Issuing CA', 'Root', from[1] ?? 0, 900),
          valid('Root', 'Root', from[2] ?? 0, 900),
        ],
        [],
      );
    expect(causesOf(whole(300, 200, 100))).toStrictEqual([id]);
    expect(findingOf(id, whole(300, 200, 100)).summary).toContain('this machine is at least 300 days behind, so');
    expect(findingOf(id, whole(2, 2, 2)).summary).toContain('or that of the machine that issued the certificates ran');
    // A root that is valid, or one that was not reached.
    expect(judgementOf(id, whole(300, 200, -1)).kind).toBe('undetermined');
  });

  it('never from a path that has expired as a whole: an abandoned CA looks just so', () => {
    const facts = seen([old, valid('Issuing CA', 'Root', -900, -30), valid('Root', 'Root', -2000, -10)], []);
    expect(judgementOf(id, facts)).toStrictEqual({ kind: 'undetermined', missing: 'otherClock' });
    expect(causesOf(facts)).toStrictEqual(['cert-expired']);
  });
});

describe('clock-skew', () => {
  it('reads the leaf where there is no trust store', () => {
    const facts = {
      ...withoutCaFile({ kind: 'fileNotFound', path: 'ca.pem' }),
      chain: completed([fresh] as const),
      clocks: { observedAt: now, seen: [clock('lookup', 30 * day)] },
    };
    expect(judgementOf(id, facts)).toMatchObject({ kind: 'found', severity: 'error' });
  });

  const lists = { kind: 'crlNotYetValid', depth: 0, subject: 'CN=db1.example.net' } as const;
  const crl = { issuer: 'CN=Issuing CA', number: null, thisUpdate: now + 3 * day, nextUpdate: now + 9 * day } as const;
  const early: VerifyProblem = { ...lists, crl, thisUpdate: crl.thisUpdate };
  const late: VerifyProblem = { ...lists, kind: 'crlExpired', crl, nextUpdate: now - 3 * day };
  const withClock = (problem: VerifyProblem, ...clocks: readonly ClockSeen[]): Facts =>
    refusedPath([problem], null, { clocks: { observedAt: now, seen: clocks } });

  it('explains a revocation list that is out of its time', () => {
    const facts = withClock(early, clock('lookup', 4 * day));
    expect(causesOf(facts)).toStrictEqual([id]);
    const finding = findingOf(id, facts);
    expect(finding.summary).toContain('4 days behind, so PyMongo takes a revocation list for not yet valid');
    expect(textOf(finding)).toContain('from 2026-11-24T00:00:00.000Z: revocation list of CN=Issuing CA');
    const expired = findingOf(id, withClock(late, clock('lookup', -4 * day)));
    expect(expired.summary).toContain('4 days ahead, so PyMongo takes a revocation list for expired');
    expect(textOf(expired)).toContain('until 2026-11-18T00:00:00.000Z: revocation list of CN=Issuing CA');
    const unsure = findingOf(id, withClock(late, clock('mongodb', -4 * day)));
    expect(unsure.summary).toContain("by the server's, the revocation list is valid");
    expect(causesOf(withClock(late, clock('mongodb', 0)))).toStrictEqual(['crl-problem']);
  });

  it('is open where a revocation list is out of its time and no other clock was seen', () => {
    expect(judgementOf(id, withClock(early))).toStrictEqual({ kind: 'undetermined', missing: 'otherClock' });
    expect(judgementOf(id, withClock(late))).toStrictEqual({ kind: 'undetermined', missing: 'otherClock' });
  });

  it('explains a staple alone that comes from the future, but does not believe it', () => {
    const thisUpdate = now + 2 * day;
    const facts = (...clocks: readonly ClockSeen[]): Facts => {
      const { status, ...judged } = judgement('good', [{ kind: 'notYetValid', thisUpdate }]);
      if (status === null) throw new Error('no status');
      const later = { ...status, producedAt: thisUpdate, thisUpdate, nextUpdate: thisUpdate + day };
      return healthy({
        staples: completed([{ ...judged, status: later }]),
        clocks: { observedAt: now, seen: clocks },
        client: pymongoOcsp,
      });
    };
    const finding = findingOf(id, facts(clock('lookup', 2 * day)));
    expect(finding.summary).toContain('2 days behind, so PyMongo takes an OCSP response for not yet valid');
    expect(findingOf('ocsp-staple-invalid', facts(clock('lookup', 2 * day))).rootCause).toBe(false);
    expect(judgementOf(id, facts(clock('ocsp', 2 * day, '')))).toStrictEqual({
      kind: 'undetermined',
      missing: 'otherClock',
    });
  });

  it('explains a staple from the future beside the certificate', () => {
    const { staples } = stapled('good', [{ kind: 'notYetValid', thisUpdate: now + 29 * day }]);
    const facts = seen([fresh, ...authorities], [clock('lookup', 30 * day)], { staples });
    expect(causesOf(facts)).toStrictEqual([id]);
    expect(findingOf('ocsp-staple-invalid', facts).rootCause).toBe(false);
  });

  it('is no question where all is in its time, or the time is the user’s choice', () => {
    const clocks = { observedAt: now, seen: [] };
    expect(judgementOf(id, healthy({ clocks })).kind).toBe('notApplicable');
    expect(judgementOf(id, brokenPath({ clocks })).kind).toBe('notApplicable');
    const chosen = { ...seen([fresh, ...authorities], [clock('lookup', 30 * day)]), at: now - day };
    expect(judgementOf(id, chosen).kind).toBe('notApplicable');
  });

  it('is open where a certificate is out of its time and no other clock was seen, or none was seen at all', () => {
    expect(judgementOf(id, seen([fresh, ...authorities], []))).toStrictEqual({
      kind: 'undetermined',
      missing: 'otherClock',
    });
    expect(judgementOf(id, ended(alert(80)))).toStrictEqual({ kind: 'undetermined', missing: 'certificate' });
  });
});
