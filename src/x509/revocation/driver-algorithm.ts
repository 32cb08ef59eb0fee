/**
 * What clients decide about a server's certificate by OCSP, each in its own way. All take the same evidence: what was stapled, and
 * what responders answered. The rules of `specification` are the numbered steps of MongoDB's OCSP specification ("Suggested OCSP
 * Behavior"); the others were measured: the Go driver 2.9, OpenJDK 17, PyMongo 4.20 with pyOpenSSL 26.4, GnuTLS 3.7, curl 7.88 with OpenSSL 3.0.
 */
import type { Milliseconds, UnixMs } from '../../base/time.ts';
import type { OcspPolicy, StapleJudgement } from './staple-judgement.ts';

export interface OcspEvidence {
  /** Places in the chain as sent of the certificates that demand a staple (RFC 7633). */
  readonly mustStaple: readonly number[];
  /** What was stapled, for whichever certificates. */
  readonly staples: readonly StapleJudgement[];
  /** The leaf names a responder. */
  readonly hasResponder: boolean;
  /** False: `tlsDisableOCSPEndpointCheck`. */
  readonly endpointCheck: boolean;
  /** What the leaf's responders answered to POST, in the order in which it names them; null: they were not asked. */
  readonly answers: readonly EndpointAnswer[] | null;
  readonly at: UnixMs;
}

/** A responder's answer; `judgement` is null where none came (no connection, an HTTP error, too long). */
export interface EndpointAnswer {
  readonly url: string;
  readonly durationMs: Milliseconds;
  readonly judgement: StapleJudgement | null;
}

export interface OcspVerdict {
  /** Null: it depends on what a responder says that was not asked. */
  readonly accepted: boolean | null;
  /** The step of MongoDB's specification that decides; null for clients that do not go by it. */
  readonly step: number | null;
  readonly because: OcspReason;
  /** The responder whose answer decided. */
  readonly url: string | null;
}

/** What decided. */
export type OcspReason =
  | 'neverLooks'
  | 'stapleMissing' // demanded by the certificate, or by the client
  | 'stapleInvalid'
  | 'stapleRevoked'
  | 'stapleGood'
  | 'stapleUnknown'
  | 'stapleOfAnother' // PyMongo: believed, though it is about another certificate
  | 'stapleSetAside' // GnuTLS: an error code instead of an answer is as if nothing was stapled
  | 'answerGood'
  | 'answerRevoked'
  | 'answerRaises' // PyMongo: an exception
  | 'noResponder'
  | 'endpointCheckDisabled'
  | 'softFail' // nobody said anything that counts
  | 'notStapled'
  | 'issuerUnknown' // without the issuer's certificate nothing can be checked; such a path is refused for itself
  | 'notAsked';

export type OcspVerdicts = Readonly<Record<OcspPolicy, OcspVerdict>>;

/** What each kind of client decides. */
export function ocspVerdicts(evidence: OcspEvidence): OcspVerdicts {
  const none = verdict(true, 'neverLooks');
  if (ofLeaf(evidence)?.problems.some(({ kind }) => kind === 'issuerUnknown') === true) {
    const open = verdict(null, 'issuerUnknown');
    return { none, specification: open, go: open, pymongo: open, java: none, gnutls: open, certStatus: open };
  }
  return {
    none,
    specification: bySpecification(evidence),
    go: bySpecification(asGoReads(evidence)),
    pymongo: byPymongo(evidence),
    java: byJava(evidence),
    gnutls: byGnutls(evidence),
    certStatus: byCertStatus(evidence),
  };
}

const verdict = (
  accepted: boolean | null,
  because: OcspReason,
  step: number | null = null,
  url: string | null = null,
): OcspVerdict => ({ accepted, step, because, url });

const ofLeaf = ({ staples }: OcspEvidence): StapleJudgement | undefined =>
  staples.find(({ certificate }) => certificate === 0);

function bySpecification(evidence: OcspEvidence): OcspVerdict {
  const staple = ofLeaf(evidence);
  if (staple === undefined && evidence.mustStaple.includes(0)) return verdict(false, 'stapleMissing', 1);
  if (staple !== undefined) {
    if (staple.problems.length > 0) return verdict(false, 'stapleInvalid', 2);
    if (staple.status?.status === 'revoked') return verdict(false, 'stapleRevoked', 3);
    if (staple.status?.status === 'good') return verdict(true, 'stapleGood', 3);
  }
  const unasked = withoutAnswers(evidence, 7, 10);
  if (unasked !== null) return unasked;
  // All are asked at once, and the first that says something conclusive is believed.
  const conclusive = (evidence.answers ?? [])
    .filter(({ judgement }) => judgement?.problems.length === 0 && judgement.status?.status !== 'unknown')
    .toSorted((a, b) => a.durationMs - b.durationMs)[0];
  if (conclusive === undefined) return verdict(true, 'softFail', 10);
  return conclusive.judgement?.status?.status === 'revoked'
    ? verdict(false, 'answerRevoked', 7, conclusive.url)
    : verdict(true, 'answerGood', 7, conclusive.url);
}

/** golang.org/x/crypto/ocsp: a signer whose certificate ran out is as good as any, and RSASSA-PSS is no signature (read there). */
function asGoReads(evidence: OcspEvidence): OcspEvidence {
  const read = (judgement: StapleJudgement): StapleJudgement => {
    const { pymongo } = judgement.details;
    const isUnknown = pymongo.kind === 'raises' && pymongo.what === 'unsupportedAlgorithm';
    const kept = judgement.problems.filter(({ kind }) => kind !== 'signerExpired');
    return { ...judgement, problems: isUnknown ? [...kept, { kind: 'badSignature' }] : kept };
  };
  return {
    ...evidence,
    staples: evidence.staples.map(read),
    answers:
      evidence.answers?.map((answer) => ({
        ...answer,
        judgement: answer.judgement === null ? null : read(answer.judgement),
      })) ?? null,
  };
}

/** JSSE decodes what is stapled to the leaf, and ends the handshake where it cannot. */
function byJava(evidence: OcspEvidence): OcspVerdict {
  const isReadable = ofLeaf(evidence)?.problems.some(({ kind }) => kind === 'malformed') !== true;
  return isReadable ? verdict(true, 'neverLooks') : verdict(false, 'stapleInvalid');
}

/** The verdict where no responder is, or was, asked; null: there are answers. */
function withoutAnswers(
  { hasResponder, endpointCheck, answers }: OcspEvidence,
  asking: number | null,
  end: number | null,
): OcspVerdict | null {
  if (!hasResponder) return verdict(true, 'noResponder', end);
  if (!endpointCheck) return verdict(true, 'endpointCheckDisabled', end);
  return answers === null ? verdict(null, 'notAsked', asking) : null;
}

/** pymongo/ocsp_support.py: a staple decides whatever it says, responders are asked one after the other. */
function byPymongo(evidence: OcspEvidence): OcspVerdict {
  const staple = ofLeaf(evidence);
  if (staple !== undefined) {
    const reading = staple.details.pymongo;
    if (reading.kind !== 'believed') return verdict(false, 'stapleInvalid');
    if (reading.status === 'revoked') return verdict(false, 'stapleRevoked');
    if (staple.details.own === null) return verdict(true, 'stapleOfAnother');
    return verdict(true, reading.status === 'good' ? 'stapleGood' : 'stapleUnknown');
  }
  if (evidence.mustStaple.includes(0)) return verdict(false, 'stapleMissing');
  const unasked = withoutAnswers(evidence, null, null);
  if (unasked !== null) return unasked;
  for (const { url, judgement } of evidence.answers ?? []) {
    if (judgement === null) continue;
    const reading = judgement.details.pymongo;
    if (reading.kind === 'raises') return verdict(false, 'answerRaises', null, url);
    if (reading.kind === 'refused' || !reading.sameSerial) continue;
    if (reading.status === 'revoked') return verdict(false, 'answerRevoked', null, url);
    if (reading.status === 'good') return verdict(true, 'answerGood', null, url);
  }
  return verdict(true, 'softFail');
}

/** Looks at what is stapled for each certificate, at the first of several responses alone, and asks nobody. */
function byGnutls({ mustStaple, staples }: OcspEvidence): OcspVerdict {
  const counting = staples.filter(({ problems }) => !problems.some(({ kind }) => kind === 'responseStatus'));
  const has = (place: number): boolean => counting.some(({ certificate }) => certificate === place);
  // A CA that demands it demands it of the certificates that it issues, too (RFC 7633 section 4.2.2).
  const demanded = mustStaple.length > 0 && !mustStaple.includes(0);
  if (demanded || mustStaple.some((place) => !has(place))) return verdict(false, 'stapleMissing');
  for (const { problems, details, status } of counting) {
    const isInvalid = problems.some(({ kind }) => kind !== 'notYetValid') || details.own?.place !== 0;
    if (isInvalid) return verdict(false, 'stapleInvalid');
    if (status?.status === 'revoked') return verdict(false, 'stapleRevoked');
  }
  const leaf = counting.find(({ certificate }) => certificate === 0);
  if (leaf === undefined) return verdict(true, staples.length > 0 ? 'stapleSetAside' : 'notStapled');
  return verdict(true, leaf.status?.status === 'good' ? 'stapleGood' : 'stapleUnknown');
}

/** OpenSSL's check of the response with five minutes of tolerance; the certificate must be named by SHA-1. */
function byCertStatus(evidence: OcspEvidence): OcspVerdict {
  const staple = ofLeaf(evidence);
  if (staple === undefined) return verdict(false, 'stapleMissing');
  const stands = staple.problems.every(
    (problem) =>
      (problem.kind === 'notYetValid' && problem.thisUpdate - evidence.at <= curlToleranceMs) ||
      (problem.kind === 'stale' && evidence.at - problem.nextUpdate <= curlToleranceMs),
  );
  if (!stands || !staple.details.oneIssuer || staple.details.own?.digest !== 'sha1')
    return verdict(false, 'stapleInvalid');
  if (staple.status?.status === 'good') return verdict(true, 'stapleGood');
  return verdict(false, staple.status?.status === 'revoked' ? 'stapleRevoked' : 'stapleUnknown');
}

const curlToleranceMs: Milliseconds = 300_000;
