/**
 * The engine: facts in, verdict out. Every diagnosis judges every endpoint; the same diagnosis at several endpoints becomes one
 * finding; consequences are told from causes; what could not be decided is kept where it matters. Silence is never health:
 * the verdict is `ok` only where the handshake was completed and the path accepted at every endpoint.
 */
import type { Facts } from '../observe/facts.ts';
import type { Rule, Words } from './define.ts';
import { excuseFor, passes, severityExcused } from './excuse.ts';
import type { Finding, Open, Verdict } from './finding.ts';
import type { Missing } from './judgement.ts';
import { causesOf, rootCauses } from './root-cause.ts';
import { endpointsOf, inReportOrder, toFinding } from './to-finding.ts';
import type { FoundCase, Place } from './to-finding.ts';

/**
 * Judges one target. `facts`: one for each endpoint, or a single one without endpoint. `words`: a diagnosis's in the language chosen.
 * `beside`: what was found in all endpoints together.
 */
export function judge(
  facts: readonly Facts[],
  diagnoses: readonly Rule[],
  words: (id: string) => Words,
  beside: readonly Finding[] = [],
): Verdict {
  return tellCases(findCases(facts, diagnoses), facts, words, beside);
}

/** What was found, not yet in words. */
export interface Found {
  readonly cases: readonly FoundCase[];
  readonly open: readonly Open[];
}

/** The first half of {@link judge}: every diagnosis at every endpoint. */
export function findCases(facts: readonly Facts[], diagnoses: readonly Rule[]): Found {
  const cases: FoundCase[] = [];
  const open: Open[] = [];
  /** What was found so far and is excused: options are the same for every host. */
  const excused = new Set<string>();
  for (const diagnosis of diagnoses) {
    const judged = judgeEverywhere(diagnosis, facts, excused);
    if (judged.places.length > 0) cases.push({ diagnosis, places: judged.places });
    else open.push(...judged.open);
  }
  return { cases, open };
}

/** The second half of {@link judge}: what was found in words. Where there are no cases, none is asked for. */
export function tellCases(
  { cases, open }: Found,
  facts: readonly Facts[],
  words: (id: string) => Words,
  beside: readonly Finding[] = [],
): Verdict {
  const toExplain = cases.map(explainable);
  const isRoot = rootCauses(toExplain);
  const causes = causesOf(toExplain);
  const own = cases.map((one, index) =>
    toFinding(one, facts, words(one.diagnosis.id), { isRoot: isRoot[index] ?? true, causes: causes[index] ?? [] }),
  );
  const findings = [...own, ...beside].toSorted(inReportOrder);
  return { verdict: verdictOf(findings, facts), findings, undetermined: relevant(open, findings) };
}

function judgeEverywhere(
  diagnosis: Rule,
  facts: readonly Facts[],
  excused: Set<string>,
): { readonly places: readonly Place[]; readonly open: readonly Open[] } {
  const places: Place[] = [];
  const open = new Map<string, Open>();
  for (const [endpoint, here] of facts.entries()) {
    const judgement = diagnosis.judge(here, [...excused]);
    if (judgement.kind === 'found') {
      const { facts: what, consequenceOf = [], severity = diagnosis.severity } = judgement;
      const excuse = severity === 'info' ? null : excuseFor(diagnosis, here);
      if (excuse !== null && severity === 'error') excused.add(diagnosis.id);
      const weighs = excuse === null ? severity : severityExcused(severity, excuse);
      places.push({ endpoint, facts: here, found: what, consequenceOf, severity: weighs, excuse });
    } else if (judgement.kind === 'undetermined') {
      open.set(judgement.missing, { id: diagnosis.id, missing: judgement.missing });
    }
  }
  return { places, open: [...open.values()] };
}

function explainable({ diagnosis, places }: FoundCase) {
  // What explains it only at some of its places is no explanation of the finding as a whole.
  const [first, ...others] = places.map((place) => place.consequenceOf);
  const everywhere = (first ?? []).filter((id) => others.every((ids) => ids.includes(id)));
  return {
    id: diagnosis.id,
    consequenceOf: [...diagnosis.consequenceOf, ...everywhere],
    endpoints: endpointsOf(places),
  };
}

function verdictOf(findings: readonly Finding[], facts: readonly Facts[]): Verdict['verdict'] {
  if (findings.some((finding) => finding.severity === 'error')) return 'fail';
  if (findings.some((finding) => finding.severity === 'warning')) return 'warn';
  // Nothing was found wrong, but nothing can be called right that was not seen.
  return facts.length > 0 && facts.every(wasSeen) ? 'ok' : 'fail';
}

const wasSeen = (facts: Facts): boolean =>
  facts.given === undefined
    ? passes(facts)
    : facts.verification.kind === 'completed' && facts.verification.value.accepted;

/**
 * What was missing because of a finding that is told anyway, is not told once more for each diagnosis: a server that was not
 * reached, or that ended the handshake before its certificates, leaves all of them unseen.
 */
function relevant(open: readonly Open[], findings: readonly Finding[]): readonly Open[] {
  // That a client was not observed explains nothing: all that is open because of it is told.
  const errors = findings.filter(({ id, severity }) => severity === 'error' && id !== 'client-not-observed');
  if (errors.length === 0) return open;
  const told = new Set<Missing>(['address', 'connection', 'handshake']);
  if (errors.some(({ family }) => family !== 'certificate' && family !== 'revocation' && family !== 'options')) {
    told.add('certificate');
  }
  return open.filter(({ missing }) => !told.has(missing));
}
