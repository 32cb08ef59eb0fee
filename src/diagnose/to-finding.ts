/** From a diagnosis that was found at some places to one finding in words. */
import type { Facts } from '../observe/facts.ts';
import type { EvidenceText, Rule, Severity, Words } from './define.ts';
import type { Excuse } from './excuse.ts';
import type { Finding } from './finding.ts';

/** An endpoint at which it was found. */
export interface Place {
  readonly endpoint: number;
  readonly facts: Facts;
  readonly found: unknown;
  readonly consequenceOf: readonly string[];
  readonly severity: Severity;
  readonly excuse: Excuse | null;
}

/** A diagnosis that was found, and where. */
export interface FoundCase {
  readonly diagnosis: Rule;
  readonly places: readonly Place[];
}

/** Tells a case. `facts`: of every endpoint; `causes`: the findings that explain it. */
export function toFinding(
  { diagnosis, places }: FoundCase,
  facts: readonly Facts[],
  words: Words,
  { isRoot, causes }: { readonly isRoot: boolean; readonly causes: readonly string[] },
): Finding {
  const [gravest] = places.toSorted((a, b) => severityOrder.indexOf(a.severity) - severityOrder.indexOf(b.severity));
  const first = gravest?.found;
  const serverLog = linesOfServer(diagnosis, places);
  const excuse = places.every((place) => place.excuse !== null) ? (gravest?.excuse ?? null) : null;
  return {
    id: diagnosis.id,
    family: diagnosis.family,
    severity: severityHere(places, facts),
    // What the client does not mind is the cause of nothing.
    rootCause: isRoot && excuse === null,
    ...(causes.length === 0 ? {} : { causes }),
    title: words.title,
    summary: words.summary(first),
    evidence: unique(places.flatMap((place) => words.evidence(place.found))),
    clientErrors: messagesOf(diagnosis, places),
    ...(serverLog.length === 0 ? {} : { serverLog }),
    remedies: words.remedies(first),
    endpoints: endpointsOf(places),
    ...(excuse === null ? {} : { excuse }),
  };
}

/** What the clients print, each text once. */
function messagesOf(diagnosis: Rule, places: readonly Place[]): Finding['clientErrors'] {
  const messages = new Map<string, Finding['clientErrors'][number]>();
  for (const { found, facts, excuse } of places) {
    // What a client does not look at it does not complain of.
    const message = excuse === null ? diagnosis.clientMessage(found, facts) : null;
    if (message !== null) messages.set(message, { client: facts.client.id, message });
  }
  return [...messages.values()];
}

/** What mongod writes into its log. */
function linesOfServer(diagnosis: Rule, places: readonly Place[]): readonly string[] {
  // Those of this family speak of MongoDB only where it was heard.
  const heardItself = diagnosis.family === 'transport';
  const lines = places
    .filter(({ facts }) => (facts.client.speaks === 'mongodb' || heardItself) && facts.given === undefined)
    .flatMap(({ found, facts }) => diagnosis.serverLog?.(found, facts) ?? []);
  return [...new Set(lines)];
}

/** Evidence that says the same is told once. */
export function unique(evidence: readonly EvidenceText[]): readonly EvidenceText[] {
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

/** The endpoints among the places. */
export const endpointsOf = (places: readonly Place[]): readonly number[] =>
  places.filter((place) => place.facts.endpoint !== null).map((place) => place.endpoint);

/** Root causes first, then what the client minds, then the gravest. */
export function inReportOrder(a: Finding, b: Finding): number {
  return (
    Number(b.rootCause) - Number(a.rootCause) ||
    Number(a.excuse !== undefined) - Number(b.excuse !== undefined) ||
    severityOrder.indexOf(a.severity) - severityOrder.indexOf(b.severity)
  );
}

const severityOrder: readonly Severity[] = ['error', 'warning', 'info'];
