/**
 * Whether the experiments prove that something in the client's offer was the reason: the same offer with that one point changed
 * gets an answer, while it was refused as it stood, twice. What is found first is the nearest: application protocol, version,
 * group, signature scheme, cipher suite, then the form of the hello itself, and last the name in it.
 */
import type { Facts } from '../../observe/facts.ts';
import type { Capture, Experiment, Waiting } from '../fact-types.ts';
import type { Interference } from './answered-too-soon.ts';
import type { HandshakeEnd, ServerAct } from './end-kinds.ts';
import { answerTo, answerToKind, secondTry, serverTakes } from './read-experiments.ts';

/** What a server cannot stand in a hello. */
export type Intolerance = 'tls13' | 'extensions';

/** What the two have not in common, and what the server takes of it. */
export type Unshared =
  | {
      readonly what: 'group' | 'signatureScheme';
      /** Code points that it took when more was offered; empty where it did not come to show one. */
      readonly taken: readonly number[];
      /** It refused when everything but these was offered. */
      readonly isAll: boolean;
      /** Those that the client offered. */
      readonly offered: readonly number[];
    }
  /** Offered alone, some of the client's own go through: the server fails over another that it should have left alone. */
  | { readonly what: 'singleGroup'; readonly works: readonly number[]; readonly fails: readonly number[] }
  | { readonly what: 'signatureFamily'; readonly works: readonly Family[]; readonly fails: readonly Family[] };

type Family = Extract<Experiment['question'], { readonly kind: 'signatureFamily' }>['family'];

/** What was learned of the name in SNI. */
export interface NameExperiments {
  /** What the client sent; null: nothing. */
  readonly sni: string | null;
  /** Whether it was answered without a name; null: not tried. */
  readonly without: boolean | null;
  /** Another name that was tried, and whether that was answered. */
  readonly other: { readonly name: string; readonly answered: boolean } | null;
}

/** The reason in the offer; null where no experiment proves one, and where the server is not steady. */
export function byOffer(facts: Facts, capture: Capture, act: ServerAct, waitingFor: Waiting): HandshakeEnd | null {
  if (secondTry(facts.experiments, waitingFor) === 'completed') return null;
  const common = { act, waitingFor } as const;
  const families = byFamily(facts, waitingFor);
  // Once a ServerHello has come, versions, suites and names are agreed upon.
  if (waitingFor !== 'serverHello') {
    if (families !== null) return { kind: 'unshared', ...common, ...families };
    // A server that falls silent in the middle may have been answered by a path that loses large packets.
    return act.kind === 'silent' ? null : intolerance(facts, act, waitingFor);
  }
  const ask = (kind: Experiment['question']['kind']) => answerToKind(facts.experiments, waitingFor, kind);
  const alpn = alpnExperiments(facts, waitingFor);
  if (alpn.without === true || alpn.chosen !== null) return { kind: 'alpn', ...common, ...alpn };
  const takes = serverTakes(facts.experiments);
  const shared = takes.versions.filter((version) => capture.offered.versions.includes(version));
  if (takes.versions.length > 0 && shared.length === 0) return { kind: 'version', ...common, takes };
  const lacking = lackingGroup(facts, capture) ?? lackingScheme(facts, capture) ?? bySingleGroup(facts) ?? families;
  if (lacking !== null) return { kind: 'unshared', ...common, ...lacking };
  const everySuite = ask('withEveryCipherSuite');
  if (everySuite !== null && everySuite !== false) return { kind: 'suites', ...common, takes };
  const ofForm = bySize(facts, capture, act, waitingFor) ?? intolerance(facts, act, waitingFor);
  if (ofForm !== null) return ofForm;
  const suites = takes.suites.filter(({ version }) => shared.includes(version)).flatMap((at) => at.suites);
  const isDisjoint = suites.length > 0 && !suites.some((suite) => capture.offered.cipherSuites.includes(suite));
  if (isDisjoint && everySuite === null) return { kind: 'suites', ...common, takes };
  return byName(facts, capture, act, waitingFor);
}

/** What the experiments say of the name; nothing where none was made. */
export function nameExperiments(facts: Facts, capture: Capture, waitingFor: Waiting): NameExperiments {
  const without = answerToKind(facts.experiments, waitingFor, 'withoutServerName');
  const named = facts.experiments.find(({ question }) => question.kind === 'withServerName')?.question;
  const other = named?.kind === 'withServerName' ? named.name : null;
  const answered = answerToKind(facts.experiments, waitingFor, 'withServerName');
  return {
    sni: capture.offered.serverName,
    without: without === null ? null : without !== false,
    other: other === null || answered === null ? null : { name: other, answered: answered !== false },
  };
}

/** What the experiments say of application protocols. */
export function alpnExperiments(
  facts: Facts,
  waitingFor: Waiting,
): { readonly chosen: string | null; readonly without: boolean | null } {
  const without = answerToKind(facts.experiments, waitingFor, 'withoutAlpn');
  const which = answerToKind(facts.experiments, waitingFor, 'whichAlpn');
  return {
    chosen: which === null || which === false ? null : which.alpn,
    without: without === null ? null : without !== false,
  };
}

function byName(facts: Facts, capture: Capture, act: ServerAct, waitingFor: Waiting): HandshakeEnd | null {
  const names = nameExperiments(facts, capture, waitingFor);
  if (names.without !== true && names.other?.answered !== true) return null;
  const isCutOff = act.kind === 'silent' || (act.kind === 'closed' && act.how === 'rst');
  if (isCutOff && names.sni !== null && names.other?.answered === true) {
    // A server has no reason to hang up on its own name and to answer one that nobody has.
    const how: Interference = { kind: 'name', sni: names.sni, other: names.other.name };
    return { kind: 'interference', act, how, waitingFor };
  }
  return { kind: 'nameUnknown', act, waitingFor, ...names };
}

function lackingGroup(facts: Facts, { offered }: Capture): Unshared | null {
  const { answered, isAll } = wider(facts, 'withEveryGroup');
  if (answered === null) return null;
  const taken = answered.flatMap(({ group }) => (group === null ? [] : [group]));
  return { what: 'group', taken: [...new Set(taken)], isAll, offered: offered.groups };
}

function lackingScheme(facts: Facts, { offered }: Capture): Unshared | null {
  const { answered, isAll } = wider(facts, 'withEverySignatureScheme');
  if (answered === null) return null;
  const taken = answered.flatMap(({ signatureScheme }) => (signatureScheme === null ? [] : [signatureScheme]));
  return { what: 'signatureScheme', taken: [...new Set(taken)], isAll, offered: offered.signatureSchemes };
}

/** Answers to the client's offer with everything of one kind added, and whether anything is left beside what was then taken. */
function wider(
  facts: Facts,
  kind: 'withEveryGroup' | 'withEverySignatureScheme',
): { readonly answered: readonly Capture[] | null; readonly isAll: boolean } {
  const isAsked = (question: Experiment['question'], rest: boolean): boolean =>
    question.kind === kind && question.without.length > 0 === rest;
  const all = answerTo(facts.experiments, 'serverHello', (question) => isAsked(question, false));
  const rest = answerTo(facts.experiments, 'serverHello', (question) => isAsked(question, true));
  if (all === null || all === false) return { answered: null, isAll: false };
  return { answered: rest === null || rest === false ? [all] : [all, rest], isAll: rest === false };
}

function bySingleGroup(facts: Facts): Unshared | null {
  const tried = facts.experiments.flatMap(({ question }) => (question.kind === 'singleGroup' ? [question.group] : []));
  const goes = (group: number): boolean => {
    const answer = answerTo(facts.experiments, 'serverHello', (question) => {
      return question.kind === 'singleGroup' && question.group === group;
    });
    return answer !== null && answer !== false;
  };
  const works = tried.filter(goes);
  const fails = tried.filter((group) => !goes(group));
  return works.length === 0 || fails.length === 0 ? null : { what: 'singleGroup', works, fails };
}

function byFamily(facts: Facts, waitingFor: Waiting): Unshared | null {
  const tried = facts.experiments.flatMap(({ question }) =>
    question.kind === 'signatureFamily' ? [question.family] : [],
  );
  const goes = (family: Family): boolean => {
    const answer = answerTo(facts.experiments, waitingFor, (question) => {
      return question.kind === 'signatureFamily' && question.family === family;
    });
    return answer !== null && answer !== false;
  };
  const works = tried.filter(goes);
  const fails = tried.filter((family) => !goes(family));
  return works.length === 0 || fails.length === 0 ? null : { what: 'signatureFamily', works, fails };
}

/** A long hello is lost, a short one is not, and the short one made long is lost too. */
function bySize(facts: Facts, capture: Capture, act: ServerAct, waitingFor: Waiting): HandshakeEnd | null {
  if (act.kind !== 'silent' && act.kind !== 'closed') return null;
  const small = answerToKind(facts.experiments, waitingFor, 'minimalHello');
  const large = answerToKind(facts.experiments, waitingFor, 'largeHello');
  const tried = facts.experiments.find(({ question }) => question.kind === 'largeHello');
  if (small === null || small === false || large !== false || tried?.result.kind !== 'handshake') return null;
  const how: Interference = {
    kind: 'size',
    octets: helloOctets(capture),
    small: helloOctets(small),
    large: helloOctets(tried.result.capture),
  };
  return { kind: 'interference', act, how, waitingFor };
}

const helloOctets = (capture: Capture): number =>
  capture.messages.find(({ from, name }) => from === 'client' && name === 'client_hello')?.bytes ?? 0;

function intolerance(facts: Facts, act: ServerAct, waitingFor: Waiting): HandshakeEnd | null {
  const goes = (kind: Experiment['question']['kind']): boolean => {
    const answer = answerToKind(facts.experiments, waitingFor, kind);
    return answer !== null && answer !== false;
  };
  const of: Intolerance | null = goes('withoutTls13') ? 'tls13' : goes('minimalHello') ? 'extensions' : null;
  return of === null ? null : { kind: 'protocolError', what: { kind: 'intolerant', of, act }, waitingFor };
}
