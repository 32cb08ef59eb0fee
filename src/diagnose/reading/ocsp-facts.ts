/** What diagnoses of OCSP ask of the facts. */
import type { Facts } from '../../observe/facts.ts';
import type { OcspVerdict, OcspVerdicts, ResponderAnswer, StapleProblem } from '../fact-types.ts';

/** What kinds of clients decide; null where there was no connection, or nothing to decide by. */
export const verdictsOf = (facts: Facts): OcspVerdicts | null => facts.ocspVerdicts ?? null;

/** What the client at hand decides; null likewise. */
export const ownVerdict = (facts: Facts): OcspVerdict | null =>
  facts.ocspVerdicts?.[facts.client.verifies.ocsp] ?? null;

/** Whether the client at hand refuses for one of these reasons. Without verdicts: whether it looks at staples at all. */
export function refusesBy(facts: Facts, ...reasons: readonly OcspVerdict['because'][]): boolean {
  const verdict = ownVerdict(facts);
  if (verdict === null) return facts.client.verifies.checksStaples;
  return verdict.accepted === false && reasons.includes(verdict.because);
}

/** Answers of responders, without those that an interruption cut short. */
export const answersOf = ({ responders }: Facts): readonly ResponderAnswer[] =>
  responders.answers.filter(({ outcome }) => outcome.kind !== 'failed' || outcome.problem.kind !== 'aborted');

/** Clients ask about the leaf, by POST, naming it by SHA-1. */
export const isAsClientsAsk = ({ certificate, method, digest }: ResponderAnswer): boolean =>
  certificate === 0 && method === 'POST' && digest === 'sha1';

/** Whether a responder should have been asked and was not: then what it would have said is missing. */
export const lacksAnswers = (facts: Facts): boolean =>
  facts.responders.notAsked === 'lookupsOff' ||
  facts.responders.notAsked === 'notObserved' ||
  facts.responders.notAsked === 'issuerUnknown' ||
  answersOf(facts).length < facts.responders.answers.length;

/** Whether a clock may be what is wrong with a response. */
export const isOutOfTime = (problems: readonly StapleProblem[]): boolean =>
  problems.some(({ kind }) => kind === 'stale' || kind === 'notYetValid');

/** Whose decisions are told with their reasons: those where the specification and PyMongo may differ. */
export const leadingPolicies = ['specification', 'pymongo'] as const;

/** The other kinds of clients, by what they decide. */
export const othersBySide = (verdicts: OcspVerdicts) => ({
  refusing: otherPolicies.filter((policy) => verdicts[policy].accepted === false),
  accepting: otherPolicies.filter((policy) => verdicts[policy].accepted === true),
});

const otherPolicies = ['go', 'java', 'gnutls', 'certStatus', 'none'] as const;
