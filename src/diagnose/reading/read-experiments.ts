/** What the experiments of a probe say together: versions and cipher suites that the server takes, plaintext that it speaks. */
import type { Capture, Experiment, Waiting } from '../fact-types.ts';
import { isSsl2ServerHello, recognisePlaintext, type Plaintext } from './recognise-plaintext.ts';

/** What a server takes, as far as experiments showed. Code points. */
export interface ServerTakes {
  /** Versions that it answered with a ServerHello, newest first. */
  readonly versions: readonly number[];
  /** Versions that it refused when they were offered alone, newest first. */
  readonly refusedVersions: readonly number[];
  /** Cipher suites that it chose, by version, in the order in which it gave them. */
  readonly suites: readonly {
    readonly version: number;
    readonly suites: readonly number[];
    /** It refused when everything but these was offered: there are no others. */
    readonly isComplete: boolean;
    /** It refused when everything but suites with this key exchange was offered. */
    readonly onlyKeyExchange: string | null;
  }[];
  /** Experiments with versions and suites that were answered in TLS, by a ServerHello or by a refusal. */
  readonly answers: number;
}

/** Sums up the experiments with versions and suites. */
export function serverTakes(experiments: readonly Experiment[]): ServerTakes {
  const versions = new Set<number>();
  const refused = new Set<number>();
  const suites = new Map<number, number[]>();
  const complete = new Set<number>();
  const onlyExchange = new Map<number, string>();
  let answers = 0;
  for (const { question, result } of experiments) {
    if (result.kind !== 'handshake') continue;
    if (!('version' in question) && question.kind !== 'withEveryCipherSuite') continue;
    const { capture } = result;
    if (capture.protocol !== null || isRefusal(capture)) answers += 1;
    const { problem } = capture;
    if (problem?.kind === 'illegalChoice' && problem.what === 'protocol') {
      // It answered with a version of its own choice: that one it takes.
      versions.add(problem.value);
    } else if (capture.protocol !== null) {
      versions.add(capture.protocol);
      if (capture.cipherSuite !== null) addTo(suites, capture.protocol, capture.cipherSuite);
    } else if (isRefusal(capture)) {
      if (question.kind === 'acceptsAnotherCipherSuite') complete.add(question.version);
      else if (question.kind === 'withoutKeyExchange') onlyExchange.set(question.version, question.keyExchange);
      else if (question.kind === 'acceptsVersion' || question.kind === 'acceptsAnyCipherSuite')
        refused.add(question.version);
    }
  }
  if (speaksSsl2(experiments)) {
    answers += 1;
    versions.add(ssl2Version);
  }
  return {
    versions: newestFirst(versions),
    refusedVersions: newestFirst(refused).filter((version) => !versions.has(version)),
    suites: [...suites].map(([version, taken]) => ({
      version,
      suites: taken,
      isComplete: complete.has(version),
      onlyKeyExchange: onlyExchange.get(version) ?? null,
    })),
    answers,
  };
}

/** Whether a CLIENT-HELLO of SSL 2.0 was answered in that version. */
export const speaksSsl2 = (experiments: readonly Experiment[]): boolean =>
  experiments.some(
    ({ question, result }) =>
      question.kind === 'acceptsSsl2' && result.kind === 'octets' && isSsl2ServerHello(result.octets),
  );

/** `SSLv2` as a ProtocolVersion, which its SERVER-HELLO holds. */
export const ssl2Version = 0x0002;

/**
 * What the server made of a hello that differs in one point: the capture where it got further than the client's own had, or
 * through; false where it did not; null where no such hello was sent, or none arrived. Several of the kind: the best answer.
 */
export function answerTo(
  experiments: readonly Experiment[],
  waitingFor: Waiting,
  fits: (question: Experiment['question']) => boolean,
): Capture | false | null {
  const captures = experiments.flatMap(({ question, result }) =>
    fits(question) && result.kind === 'handshake' ? [result.capture] : [],
  );
  return captures.find((capture) => gotFurther(capture, waitingFor)) ?? (captures.length === 0 ? null : false);
}

/** The same for a kind of question. */
export const answerToKind = (
  experiments: readonly Experiment[],
  waitingFor: Waiting,
  kind: Experiment['question']['kind'],
): Capture | false | null => answerTo(experiments, waitingFor, (question) => question.kind === kind);

/** A failure before ServerHello is overcome by a ServerHello; a later one only by a handshake that goes through. */
function gotFurther({ problem, protocol }: Capture, waitingFor: Waiting): boolean {
  if (problem === null) return true;
  if (problem.kind === 'cannotComplete') return true;
  if (waitingFor !== 'serverHello' || protocol === null || problem.kind === 'notTls') return false;
  return problem.waitingFor !== 'serverHello';
}

/** Plaintext that an experiment drew from the server; null if none was tried or none came. */
export function plaintextHeard(experiments: readonly Experiment[]): Plaintext | null {
  const heard = experiments.flatMap(({ question, result }) => {
    if (result.kind !== 'octets' || (question.kind !== 'speaksFirst' && question.kind !== 'answersPlaintext'))
      return [];
    const plaintext = recognisePlaintext(result.octets);
    return plaintext === null || plaintext.protocol === 'tls' ? [] : [plaintext];
  });
  // A named protocol says more than an unknown one, and mongod's own protocol more than its answer to HTTP.
  return (
    heard.find((one) => one.protocol === 'mongodb') ??
    heard.find((one) => one.protocol !== 'unknown') ??
    heard[0] ??
    null
  );
}

/**
 * What the same offer drew a second time: `completed` where it got further than the first had, null if it was not made again
 * or never arrived.
 */
export function secondTry(
  experiments: readonly Experiment[],
  waitingFor: Waiting = 'serverHello',
): 'completed' | 'failed' | null {
  const answer = answerToKind(experiments, waitingFor, 'answersAgain');
  if (answer === null) return null;
  return answer === false ? 'failed' : 'completed';
}

/** The points of the offer that, changed, brought a handshake further than the client's own got: what helps, and may tell why. */
export const whatHelped = (experiments: readonly Experiment[], waitingFor: Waiting): readonly Change[] =>
  experiments.flatMap(({ question, result }) =>
    result.kind === 'handshake' && isChange(question) && gotFurther(result.capture, waitingFor) ? [question] : [],
  );

/** A question that changes one point of the client's own offer and proves something of it when it is answered. */
export type Change = Extract<
  Experiment['question'],
  { readonly kind: 'withoutTls13' | 'minimalHello' | 'singleGroup' | 'signatureFamily' | 'withoutClientCertificate' }
>;

const isChange = (question: Experiment['question']): question is Change =>
  question.kind === 'withoutTls13' ||
  question.kind === 'minimalHello' ||
  question.kind === 'singleGroup' ||
  question.kind === 'signatureFamily' ||
  question.kind === 'withoutClientCertificate';

/** An answer that says no. Silence and octets that are no TLS say nothing of what was offered. */
const isRefusal = (capture: Capture): boolean =>
  capture.problem?.kind === 'alertReceived' || capture.problem?.kind === 'closed';

const newestFirst = (versions: ReadonlySet<number>): readonly number[] => [...versions].toSorted((a, b) => b - a);

function addTo(lists: Map<number, number[]>, key: number, value: number): void {
  const list = lists.get(key) ?? [];
  if (!list.includes(value)) list.push(value);
  lists.set(key, list);
}
