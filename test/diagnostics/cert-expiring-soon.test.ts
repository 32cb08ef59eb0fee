import { describe, expect, it } from 'vitest';
import { completed } from '../../src/observe/attempt.ts';
import {
  alert,
  certificate,
  ended,
  healthy,
  intermediate,
  leaf,
  now,
  opensslError,
  refusedPath,
  root,
  unresolved,
  verification,
  withoutCaFile,
} from '../support/facts.ts';
import { causesOf, findingOf, judgementOf, textOf, verdictOf } from '../support/verdict.ts';

const day = 86_400_000;
const id = 'cert-expiring-soon';

/** The healthy server with a leaf that lives for `life` days and has `left` of them. */
function living(life: number, left: number) {
  const short = certificate('db1.example.net', 'Issuing CA', {
    notBefore: now - (life - left) * day,
    notAfter: now + left * day,
  });
  const path = completed(
    verification([], null, [
      { certificate: short, from: 'leaf' },
      { certificate: intermediate, from: 'sent' },
      { certificate: root, from: 'trustStore' },
    ]),
  );
  return healthy({ chain: completed([short, intermediate]), verification: path });
}

describe('cert-expiring-soon', () => {
  it('is a warning, with the date and the days left', () => {
    const facts = living(90, 12);
    expect(verdictOf(facts).verdict).toBe('warn');
    const finding = findingOf(id, facts);
    expect(finding).toMatchObject({ severity: 'warning', rootCause: true, clientErrors: [] });
    expect(finding.summary).toBe("The server's certificate expires on 2026-12-03, in 12 days.");
    expect(textOf(finding)).toContain('12 days left of 90 days; renewal is due 30 days before the end');
  });

  it.each([
    // mongod logs where notAfter < now + 30 days.
    [397, 31, 'ruledOut'],
    [397, 30, 'ruledOut'],
    [397, 30 - 1 / 86_400, 'found'],
    [90, 29, 'found'],
    // A third of the life, where that is less than 30 days.
    [47, 16, 'ruledOut'],
    [47, 15, 'found'],
    [6, 2.1, 'ruledOut'],
    [6, 1.9, 'found'],
    [1, 0.4, 'ruledOut'],
    [1, 0.3, 'found'],
  ])('of a life of %f days with %f left: %s', (life, left, expected) => {
    expect(judgementOf(id, living(life, left)).kind).toBe(expected);
  });

  it('speaks of hours where days say too little', () => {
    expect(findingOf(id, living(1, 0.3)).summary).toContain('in 7 hours');
  });

  it('leaves what has expired, to the second, to cert-expired, and tells of the others beside it', () => {
    expect(judgementOf(id, living(90, 0)).kind).toBe('ruledOut');
    const old = certificate('db1.example.net', 'Issuing CA', { notAfter: now - day });
    const ca = certificate('Issuing CA', 'Root', { notBefore: now - 300 * day, notAfter: now + 9 * day });
    const facts = refusedPath(
      [{ kind: 'expired', depth: 0, subject: 'CN=db1.example.net', notAfter: now - day }],
      opensslError(10, 'certificate has expired'),
      { chain: completed([old, ca]) },
      [
        { certificate: old, from: 'leaf' },
        { certificate: ca, from: 'sent' },
        { certificate: root, from: 'trustStore' },
      ],
    );
    expect(verdictOf(facts).findings.map((one) => one.id)).toStrictEqual(['cert-expired', id]);
    const finding = findingOf(id, facts);
    expect(finding.summary).toBe('The intermediate certificate CN=Issuing CA expires on 2026-11-30, in 9 days.');
    expect(textOf(finding)).not.toContain('db1.example.net,');
  });

  it('says whose the certificate is: of the trust store, or sent without need', () => {
    const anchor = certificate('Root', 'Root', { notBefore: now - 900 * day, notAfter: now + 20 * day });
    const stranger = certificate('Old CA', 'Elsewhere', { notBefore: now - 900 * day, notAfter: now + 5 * day });
    const facts = healthy({
      chain: completed([leaf, intermediate, stranger]),
      verification: completed(
        verification([], null, [
          { certificate: leaf, from: 'leaf' },
          { certificate: intermediate, from: 'sent' },
          { certificate: anchor, from: 'trustStore' },
        ]),
      ),
    });
    const finding = findingOf(id, facts);
    expect(finding.summary).toContain('CN=Old CA, which the server sends along, expires');
    expect(finding.summary).toContain('1 other certificate soon after');
    expect(finding.evidence.map(({ what }) => what)).toStrictEqual([
      'Sent, but not needed here',
      'From the trust store',
      'Judged at',
    ]);
    expect(finding.remedies.find(({ side }) => side === 'client')?.text).toContain('ca.pem');
  });

  it('needs no trust store to read a date', () => {
    const facts = withoutCaFile({ kind: 'fileNotFound', path: 'ca.pem' });
    expect(judgementOf(id, facts).kind).toBe('ruledOut');
    expect(judgementOf(id, { ...facts, chain: living(90, 3).chain }).kind).toBe('found');
  });

  it('is no finding of a server in order, and is open where no certificate was seen', () => {
    expect(causesOf(healthy())).toStrictEqual([]);
    expect(judgementOf(id, ended(alert(80)))).toStrictEqual({ kind: 'undetermined', missing: 'certificate' });
    expect(judgementOf(id, unresolved({ kind: 'nameNotFound', name: 'x' }))).toStrictEqual({
      kind: 'undetermined',
      missing: 'address',
    });
  });
});
