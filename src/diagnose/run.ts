/**
 * The engine: facts in, verdict out. Every diagnosis judges every endpoint; the same diagnosis at several endpoints becomes one
 * finding; consequences are told from causes; what could not be decided is kept where it matters. Silence is never health:
 * the verdict is `ok` only where the handshake was completed and the path accepted at every endpoint.
 */
import type { Deployment } from '../observe/deployment.ts';
import type { Facts } from '../observe/facts.ts';
import type { DeploymentDiagnosis, Diagnosis, EvidenceText, Rule, Severity, Words } from './define.ts';
import { excuseFor, passes, severityExcused } from './excuse.ts';
import type { Excuse } from './excuse.ts';
import type { Finding, Open, Verdict } from './finding.ts';
import type { Missing } from './judgement.ts';
import { causesOf, rootCauses } from './root-cause.ts';

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
  readonly cases: readonly Case[];
  readonly open: readonly Open[];
}

/** The first half of {@link judge}: every diagnosis at every endpoint. */
export function findCases(facts: readonly Facts[], diagnoses: readonly Rule[]): Found {
  const cases: Case[] = [];
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
    toFinding(one, facts, words(one.diagnosis.id), isRoot[index] ?? true, causes[index] ?? []),
  );
  const findings = [...own, ...beside].toSorted(inReportOrder);
  return { verdict: verdictOf(findings, facts), findings, undetermined: relevant(open, findings) };
}

/** Judges the certificates of a deployment; findings in the order of the list, errors first. */
export function judgeDeployment(
  deployment: Deployment,
  diagnoses: readonly DeploymentDiagnosis[],
  words: (id: string) => Words,
): readonly Finding[] {
  return diagnoses
    .flatMap((diagnosis): Finding[] => {
      const judgement = diagnosis.judge(deployment);
      if (judgement.kind !== 'found') return [];
      const text = words(diagnosis.id);
      return [
        {
          id: diagnosis.id,
          family: diagnosis.family,
          severity: diagnosis.severityOf?.(judgement.facts) ?? diagnosis.severity,
          rootCause: true,
          title: text.title,
          summary: text.summary(judgement.facts),
          evidence: unique(text.evidence(judgement.facts)),
          clientErrors: [],
          remedies: text.remedies(judgement.facts),
          endpoints: [],
        },
      ];
    })
    .toSorted(inReportOrder);
}

/** The English words of each diagnosis. */
export function englishWords(diagnoses: readonly Pick<Diagnosis, 'id' | 'en'>[]): (id: string) => Words {
  const byId = new Map(diagnoses.map((diagnosis) => [diagnosis.id, diagnosis.en]));
  return wordsFrom(byId);
}

/** Words by id; asking for an id that is not there is a bug of ours. */
export const wordsFrom =
  (byId: ReadonlyMap<string, Words>) =>
  (id: string): Words => {
    const words = byId.get(id);
    if (words === undefined) throw new Error(`no words for ${id}`);
    return words;
  };

interface Place {
  readonly endpoint: number;
  readonly facts: Facts;
  readonly found: unknown;
  readonly consequenceOf: readonly string[];
  readonly severity: Severity;
  readonly excuse: Excuse | null;
}

/** A diagnosis that was found, and where. */
interface Case {
  readonly diagnosis: Rule;
  readonly places: readonly Place[];
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

function explainable({ diagnosis, places }: Case) {
  // What explains it only at some of its places is no explanation of the finding as a whole.
  const [first, ...others] = places.map((place) => place.consequenceOf);
  const everywhere = (first ?? []).filter((id) => others.every((ids) => ids.includes(id)));
  return {
    id: diagnosis.id,
    consequenceOf: [...diagnosis.consequenceOf, ...everywhere],
    endpoints: endpointsOf(places),
  };
}

const endpointsOf = (places: readonly Place[]): readonly number[] =>
  places.filter((place) => place.facts.endpoint !== null).map((place) => place.endpoint);

function toFinding(
  { diagnosis, places }: Case,
  facts: readonly Facts[],
  words: Words,
  rootCause: boolean,
  causes: readonly string[],
): Finding {
  const [gravest] = places.toSorted((a, b) => severityOrder.indexOf(a.severity) - severityOrder.indexOf(b.severity));
  const first = gravest?.found;
  const messages = new Map<string, { readonly client: string; readonly message: string }>();
  for (const place of places) {
    // What a client does not look at it does not complain of.
    if (place.excuse !== null) continue;
    const message = diagnosis.clientMessage(place.found, place.facts);
    if (message !== null) messages.set(message, { client: place.facts.client.id, message });
  }
  // Those of this family speak of MongoDB only where it was heard.
  const heardItself = diagnosis.family === 'transport';
  const serverLog = new Set(
    places.flatMap((place) =>
      (place.facts.client.speaks === 'mongodb' || heardItself) && place.facts.given === undefined
        ? (diagnosis.serverLog?.(place.found, place.facts) ?? [])
        : [],
    ),
  );
  const excuse = places.every((place) => place.excuse !== null) ? (gravest?.excuse ?? null) : null;
  return {
    id: diagnosis.id,
    family: diagnosis.family,
    severity: severityHere(places, facts),
    // What the client does not mind is the cause of nothing.
    rootCause: rootCause && excuse === null,
    ...(causes.length === 0 ? {} : { causes }),
    title: words.title,
    summary: words.summary(first),
    evidence: unique(places.flatMap((place) => words.evidence(place.found))),
    clientErrors: [...messages.values()],
    ...(serverLog.size === 0 ? {} : { serverLog: [...serverLog] }),
    remedies: words.remedies(first),
    endpoints: endpointsOf(places),
    ...(excuse === null ? {} : { excuse }),
  };
}

function unique(evidence: readonly EvidenceText[]): readonly EvidenceText[] {
  return [...new Map(evidence.map((item) => [`${item.what}\n${item.value}`, item])).values()];
}

/**
 * As grave as where it is gravest. An address that TCP cannot reach is a warning where the same host can be reached at another: clients try the next address
 * (`localhost` that stands for ::1 and 127.0.0.1, and a server that listens on one of them).
 */
function severityHere(places: readonly Place[], facts: readonly Facts[]): Severity {
  const gravest = severityOrder.find((one) => places.some(({ severity }) => severity === one)) ?? 'error';
  const isSparable = places.every(
    ({ facts: here }) =>
      here.endpoint !== null &&
      here.tcp.kind === 'failed' &&
      facts.some((other) => other.endpoint?.host === here.endpoint?.host && other.tcp.kind === 'completed'),
  );
  return gravest === 'error' && isSparable ? 'warning' : gravest;
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

function inReportOrder(a: Finding, b: Finding): number {
  return (
    Number(b.rootCause) - Number(a.rootCause) ||
    Number(a.excuse !== undefined) - Number(b.excuse !== undefined) ||
    severityOrder.indexOf(a.severity) - severityOrder.indexOf(b.severity)
  );
}

const severityOrder: readonly Severity[] = ['error', 'warning', 'info'];
