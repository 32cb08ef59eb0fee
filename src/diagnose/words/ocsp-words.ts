/** OCSP in English words: why a response proves nothing, and what clients make of it all. `ocsp-words-zh.ts` has the same in Chinese. */
import { unreachable } from '../../base/never.ts';
import { isoTime } from '../../base/time.ts';
import type { EvidenceText } from '../define.ts';
import type { IoProblem, OcspPolicy, OcspVerdict, OcspVerdicts, StapleProblem } from '../fact-types.ts';
import { leadingPolicies, othersBySide } from '../reading/ocsp-facts.ts';
import { fetchEn } from './fetch-words.ts';
import { listed, shown } from './names.ts';

/** Why a response proves nothing: `it ran out at …`. */
export function stapleProblemEn(problem: StapleProblem): string {
  switch (problem.kind) {
    case 'malformed':
      return 'it is no OCSP response that can be read';
    case 'responseStatus':
      return `the responder answered ${shown(problem.status)} instead of a status`;
    case 'otherCertificate':
      return `it is about another certificate${problem.serials.length === 0 ? '' : ` (serial ${listed(problem.serials.map(shown), 3)})`}${whoseEn(problem)}`;
    case 'issuerUnknown':
      return "the issuer's certificate was not seen, so it could not be checked";
    case 'badSignature':
      return 'its signature is wrong';
    case 'foreignSigner':
      return `${shown(problem.responder)} signed it, which is neither the issuer nor certified by it`;
    case 'signerWithoutUsage':
      return `${shown(problem.responder)} signed it, whose certificate lacks the usage OCSPSigning`;
    case 'signerExpired':
      return `${shown(problem.responder)} signed it, whose certificate is out of date`;
    case 'notYetValid':
      return `it is from the future (thisUpdate ${isoTime(problem.thisUpdate)})`;
    case 'stale':
      return `it ran out at ${isoTime(problem.nextUpdate)} (nextUpdate)`;
    default:
      return unreachable(problem);
  }
}

function whoseEn({ sameIssuer, places }: Extract<StapleProblem, { readonly kind: 'otherCertificate' }>): string {
  if (places.length > 0) return `, number ${listed(places.map(String))} of this chain`;
  if (sameIssuer === null) return '';
  return sameIssuer ? ' of the same CA, perhaps its predecessor' : ' of another CA';
}

/** Who goes about OCSP in which way; `specification` is MongoDB's, which the C driver follows, and the Go driver nearly. */
export const ocspClientsEn: Readonly<Record<OcspPolicy, string>> = {
  specification: 'As specified (C driver)',
  go: 'the Go driver',
  pymongo: 'PyMongo with the ocsp extra',
  java: 'the Java driver',
  gnutls: 'GnuTLS',
  certStatus: 'curl --cert-status',
  none: 'PyMongo without the extra, AsyncMongoClient, Node, mongosh and openssl s_client',
};

/** What one kind of client decides, and why: `refuses at step 2: the staple proves nothing`. */
export function ocspVerdictEn(verdict: OcspVerdict): string {
  const { accepted, step } = verdict;
  const act = accepted === null ? 'is open' : accepted ? 'accepts' : 'refuses';
  return `${act}${step === null ? '' : ` at step ${step}`}: ${ocspReasonEn(verdict)}`;
}

/** Why a client decides so. */
export const ocspReasonEn = ({ because, url }: OcspVerdict): string =>
  reasonsEn[because].replace('%', () => shown(url ?? ''));

/** What kinds of clients decide, as evidence: the specification and PyMongo each with its reason, the others by name. */
export function ocspDecisionsEn(verdicts: OcspVerdicts | null): readonly EvidenceText[] {
  if (verdicts === null) return [];
  const { refusing, accepting } = othersBySide(verdicts);
  const parts = [
    ...(refusing.length === 0 ? [] : [`${listed(refusing.map((policy) => ocspClientsEn[policy]))}: refused`]),
    ...(accepting.length === 0 ? [] : [`${listed(accepting.map((policy) => ocspClientsEn[policy]))}: accepted`]),
  ];
  return [
    ...leadingPolicies.map((policy) => ({ what: ocspClientsEn[policy], value: ocspVerdictEn(verdicts[policy]) })),
    { what: 'Other clients', value: parts.join('; ') },
  ];
}

/** What decided, with `%` for the responder's address. */
export const reasonsEn: Readonly<Record<OcspVerdict['because'], string>> = {
  neverLooks: 'it never looks',
  stapleMissing: 'nothing was stapled, and it must be',
  stapleInvalid: 'the staple proves nothing to it',
  stapleRevoked: 'the staple says revoked',
  stapleGood: 'the staple says good',
  stapleUnknown: 'the staple says unknown',
  stapleOfAnother: 'it does not look which certificate the staple is about',
  stapleSetAside: 'an error code counts as no staple',
  answerGood: '% answers good',
  answerRevoked: '% answers revoked',
  answerRaises: 'the answer of % ends in an exception',
  noResponder: 'the certificate names no responder',
  endpointCheckDisabled: 'tlsDisableOCSPEndpointCheck keeps it from asking the responder',
  softFail: 'no responder says anything that counts (soft fail)',
  notStapled: 'nothing was stapled, and it asks nobody',
  issuerUnknown: "the issuer's certificate is not at hand",
  notAsked: 'it depends on the responder, which was not asked',
};

/** Why no answer came from a responder. */
export const noAnswerEn = (problem: IoProblem): string =>
  problem.kind === 'other' && problem.code === 'unsupportedScheme'
    ? 'its address is not http://, which is how responders are asked'
    : fetchEn(problem);
