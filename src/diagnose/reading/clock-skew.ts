/**
 * Is it a certificate that is out of its time, or a clock? Judged from evidence alone, in this order:
 *
 * 1. other clocks that were measured: a lookup's Date, the server's Date, MongoDB's localTime, gmt_unix_time;
 * 2. statements from the future: an OCSP response, or the promise of a log, signed at a moment that is still to come here;
 * 3. this machine's clock says a time before whytls existed;
 * 4. a whole path, the trust anchor included, that is not yet valid: nobody issues a CA certificate for the future.
 *
 * A path that has expired as a whole is no evidence: an abandoned CA looks just so.
 */
import type { Milliseconds, UnixMs } from '../../base/time.ts';
import type { Facts } from '../../observe/facts.ts';
import type { Certificate } from '../fact-types.ts';
import { problemsOf } from './chain-facts.ts';

/** A clock that was met, and how far it is from this one. */
export type ClockSeen = NonNullable<Facts['clocks']>['seen'][number];

/** Something that is valid from one moment to another. */
export interface Dated {
  /** `staple`: the server's OCSP response, where the client looks at it. */
  readonly what: 'certificate' | 'crl' | 'staple';
  /** Of a certificate its subject, of the others who issued it; empty: not known. */
  readonly subject: string;
  readonly notBefore: UnixMs;
  /** Infinity: without end. */
  readonly notAfter: UnixMs;
}

/** A clock that is wrong, as far as can be told. */
export interface ClockSkew {
  readonly observedAt: UnixMs;
  /** How far the other clock is ahead of this machine's; negative: behind. */
  readonly offsetMs: Milliseconds;
  /** At least so far: it was not measured. */
  readonly isLowerBound: boolean;
  readonly basis: 'measured' | 'statement' | 'program' | 'path';
  /** Whose clock is wrong, most probably. `issuer`: this machine's, or that of the machine that issued the certificates. */
  readonly wrong: 'ours' | 'servers' | 'either' | 'issuer';
  /** What is out of its time by this machine's clock, and in it by the other. */
  readonly explains: readonly Dated[];
  /**
   * They are so because of a clock, this one or that. False also where the server's clock alone says that a certificate has not
   * expired yet: a server whose clock stands still does not notice that it has.
   */
  readonly isCause: boolean;
  /** The other clocks, the one that decides first. */
  readonly seen: readonly ClockSeen[];
}

export type ClockJudgement =
  | { readonly kind: 'skewed'; readonly skew: ClockSkew }
  /** Measured, and in step. */
  | { readonly kind: 'inStep'; readonly seen: readonly [ClockSeen, ...ClockSeen[]] }
  /** Something is out of its time, and no other clock was seen. */
  | { readonly kind: 'unknown' }
  /** All is in its time, or the time was chosen by the user. */
  | { readonly kind: 'notAsked' };

/** Tells whose clock is wrong, where one is. */
export function judgeClock(facts: Facts): ClockJudgement {
  const { clocks } = facts;
  // A time of the user's choice is no clock.
  if (clocks === undefined || facts.at !== clocks.observedAt) return { kind: 'notAsked' };
  const untimely = untimelyOf(facts);
  const measured = measuredClocks(facts, untimely);
  if (measured !== null) return ofMeasured(facts, untimely, measured);
  if (untimely.length === 0) return { kind: 'notAsked' };
  const skew = ofStatements(facts, untimely) ?? ofProgram(facts, untimely) ?? ofPath(facts, untimely);
  return skew === null ? { kind: 'unknown' } : { kind: 'skewed', skew };
}

/** Whether a clock is why something is out of its time: then that is its consequence. */
export const isCausedByClock = (facts: Facts): boolean => {
  const judged = judgeClock(facts);
  return judged.kind === 'skewed' && judged.skew.isCause;
};

/** Another clock was measured, and agrees with this machine's: then it is no clock. */
export const isClockInStep = (facts: Facts): boolean => judgeClock(facts).kind === 'inStep';

/** What is out of its time and refused for it: certificates of the path (without a trust store, the leaf), CRLs, staples. */
function untimelyOf(facts: Facts): readonly Dated[] {
  return datedOf(facts).filter((one) => !isTimely(one, facts.at));
}

/** The path, or without a trust store the leaf; and of CRLs and staples what the client refuses for its time. */
function datedOf({ verification, chain, staples, client }: Facts): readonly Dated[] {
  const certificates =
    verification.kind === 'completed'
      ? verification.value.path.map(({ certificate }) => certificate)
      : chain.kind === 'completed'
        ? [chain.value[0]]
        : [];
  const crls = verification.kind === 'completed' ? problemsOf(verification.value, 'crlNotYetValid', 'crlExpired') : [];
  const judged = client.verifies.checksStaples && staples.kind === 'completed' ? staples.value : [];
  return [
    ...certificates.map(datedCertificate),
    ...crls.map((problem): Dated => ({
      what: 'crl',
      subject: problem.crl.issuer,
      notBefore: problem.kind === 'crlNotYetValid' ? problem.thisUpdate : -Infinity,
      notAfter: problem.kind === 'crlExpired' ? problem.nextUpdate : Infinity,
    })),
    ...judged.flatMap(({ status, problems }): readonly Dated[] => {
      if (status === null || !problems.some(({ kind }) => kind === 'notYetValid' || kind === 'stale')) return [];
      return [{ what: 'staple', subject: '', notBefore: status.thisUpdate, notAfter: status.nextUpdate ?? Infinity }];
    }),
  ];
}

const datedCertificate = ({ subject, notBefore, notAfter }: Certificate): Dated => {
  return { what: 'certificate', subject: subject.rfc4514, notBefore, notAfter };
};

const isTimely = ({ notBefore, notAfter }: Dated, at: UnixMs): boolean => notBefore <= at && at < notAfter;

/**
 * The measured clocks, the one to believe first: that with which most others agree, this machine's among them; else who neither
 * serves the certificate nor is this machine. Null: none is of use.
 */
function measuredClocks(facts: Facts, untimely: readonly Dated[]): Measured | null {
  const isHere = /^(?:127\.|::1$)/.test(facts.endpoint?.address ?? '');
  const useful = (facts.clocks?.seen ?? []).filter(({ source, offsetMs }) => {
    if (source === 'lookup') return offsetMs >= 0 || isMended(facts, untimely, offsetMs) || hasCompany(facts, offsetMs);
    // A server on this machine has this machine's clock.
    return source !== 'ocsp' && source !== 'timestamp' && !(isHere && offsetMs === 0);
  });
  const agreeing = ({ offsetMs }: ClockSeen): number =>
    [...useful.map((other) => other.offsetMs), 0].filter((other) => isSame(other, offsetMs)).length;
  const [first, ...others] = useful.toSorted(
    (a, b) => agreeing(b) - agreeing(a) || weights.indexOf(a.source) - weights.indexOf(b.source),
  );
  return first === undefined ? null : [first, ...others];
}

type Measured = readonly [ClockSeen, ...ClockSeen[]];

/** An answer may have lain in a cache that does not say so, and then its Date is an old one: alone, it proves nothing. */
const hasCompany = (facts: Facts, offset: Milliseconds): boolean =>
  (facts.clocks?.seen ?? []).some(({ source, offsetMs }) => source !== 'lookup' && isSame(offsetMs, offset));

const isSame = (a: Milliseconds, b: Milliseconds): boolean => Math.abs(a - b) < leastThatMatters;

/** Strangers first; then the sharper clocks. */
const weights: readonly ClockSeen['source'][] = ['lookup', 'http', 'mongodb', 'serverHello'];

/** By a clock so far ahead, everything would be in its time, and by ours something is not. */
const isMended = (facts: Facts, untimely: readonly Dated[], offsetMs: Milliseconds): boolean =>
  untimely.length > 0 && datedOf(facts).every((one) => isTimely(one, facts.at + offsetMs));

function ofMeasured(facts: Facts, untimely: readonly Dated[], seen: Measured): ClockJudgement {
  const [{ offsetMs, source }] = seen;
  const mended = isMended(facts, untimely, offsetMs);
  if (Math.abs(offsetMs) < (mended ? leastThatExplains : leastThatMatters)) return { kind: 'inStep', seen };
  const isOutside = source === 'lookup';
  const skew: ClockSkew = {
    observedAt: facts.at,
    offsetMs,
    isLowerBound: false,
    basis: 'measured',
    seen,
    wrong: isOutside ? 'ours' : whose(facts, offsetMs),
    explains: mended ? untimely : [],
    isCause: mended && (isOutside || offsetMs > 0),
  };
  return { kind: 'skewed', skew };
}

/**
 * Between the server and us: a clock by which the server's own certificates are not valid is the wrong one; and a public CA, which
 * has no part in the server's clock, issues nothing for the future.
 */
function whose(facts: Facts, offsetMs: Milliseconds): ClockSkew['wrong'] {
  const valid = (at: UnixMs): boolean => datedOf(facts).every((one) => isTimely(one, at));
  const [here, there] = [valid(facts.at), valid(facts.at + offsetMs)];
  if (here && !there) return 'servers';
  const isPublic = facts.stores.some(({ decides, name }) => decides && name !== 'tlsCAFile');
  return there && !here && offsetMs > 0 && isPublic ? 'ours' : 'either';
}

function ofStatements(facts: Facts, untimely: readonly Dated[]): ClockSkew | null {
  // A staple from the future is no witness in its own cause.
  if (untimely.every(({ what }) => what === 'staple')) return null;
  const seen = (facts.clocks?.seen ?? [])
    .filter(({ source }) => source === 'ocsp' || source === 'timestamp')
    .toSorted((a, b) => b.offsetMs - a.offsetMs);
  const [latest] = seen;
  if (latest === undefined || !untimely.every((one) => isTimely(one, latest.said))) return null;
  // Logs are run by others; a responder may share its clock with the CA that issued the certificate.
  const wrong = seen.some(({ source }) => source === 'timestamp') ? 'ours' : 'issuer';
  return skewOf(facts, untimely, { offsetMs: latest.offsetMs, isLowerBound: true, basis: 'statement', wrong, seen });
}

function ofProgram(facts: Facts, untimely: readonly Dated[]): ClockSkew | null {
  const offsetMs = writtenAfter - facts.at;
  if (offsetMs <= 0 || untimely.some(({ notBefore }) => notBefore <= facts.at)) return null;
  return skewOf(facts, untimely, { offsetMs, isLowerBound: true, basis: 'program', wrong: 'ours', seen: [] });
}

function ofPath(facts: Facts, untimely: readonly Dated[]): ClockSkew | null {
  const path = facts.verification.kind === 'completed' ? facts.verification.value.path : [];
  const certificates = untimely.filter(({ what }) => what === 'certificate');
  const isWhole = path.length > 1 && path.at(-1)?.from === 'trustStore' && certificates.length === path.length;
  if (!isWhole || untimely.some(({ notBefore }) => notBefore <= facts.at)) return null;
  const begins = untimely.map(({ notBefore }) => notBefore);
  const latest = Math.max(...begins);
  if (!untimely.every(({ notAfter }) => latest < notAfter)) return null;
  // Made in one go, by a machine whose clock may run ahead; CAs that are older than their leaf by days were not.
  const wrong = latest - Math.min(...begins) > oneGoMs ? 'ours' : 'issuer';
  return skewOf(facts, untimely, { offsetMs: latest - facts.at, isLowerBound: true, basis: 'path', wrong, seen: [] });
}

const skewOf = (
  facts: Facts,
  untimely: readonly Dated[],
  what: Omit<ClockSkew, 'observedAt' | 'explains' | 'isCause'>,
): ClockSkew => ({ observedAt: facts.at, explains: untimely, isCause: true, ...what });

/** No clock that is right says less to this program. */
export const writtenAfter: UnixMs = Date.UTC(2025, 0, 1);

/** Clocks without time service drift by minutes; what is kept in step does not. Kerberos draws the line here, too. */
const leastThatMatters: Milliseconds = 5 * 60_000;
/** Above what rounding and a slow answer can do. */
const leastThatExplains: Milliseconds = 10_000;
const oneGoMs: Milliseconds = 86_400_000;
