/** What the experiments of a probe say together: versions and cipher suites that the server takes, plaintext that it speaks. */
import type { Capture, Experiment } from './fact-types.ts';
import { recognisePlaintext, type Plaintext } from './recognise-plaintext.ts';

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
  }[];
  /** Experiments that were answered in TLS, by a ServerHello or by a refusal. */
  readonly answers: number;
}

/** Sums up the experiments with versions and suites. */
export function serverTakes(experiments: readonly Experiment[]): ServerTakes {
  const versions = new Set<number>();
  const refused = new Set<number>();
  const suites = new Map<number, number[]>();
  const complete = new Set<number>();
  let answers = 0;
  for (const { question, result } of experiments) {
    if (result.kind !== 'handshake' || !('version' in question)) continue;
    const { capture } = result;
    const { problem } = capture;
    if (problem?.kind === 'illegalChoice' && problem.what === 'protocol') {
      // It answered with a version of its own choice: that one it takes.
      answers += 1;
      versions.add(problem.value);
    } else if (capture.protocol !== null) {
      answers += 1;
      versions.add(capture.protocol);
      if (capture.cipherSuite !== null) addTo(suites, capture.protocol, capture.cipherSuite);
    } else if (isRefusal(capture)) {
      answers += 1;
      if (question.kind === 'acceptsAnotherCipherSuite') complete.add(question.version);
      else refused.add(question.version);
    }
  }
  return {
    versions: newestFirst(versions),
    refusedVersions: newestFirst(refused).filter((version) => !versions.has(version)),
    suites: [...suites].map(([version, taken]) => ({ version, suites: taken, isComplete: complete.has(version) })),
    answers,
  };
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

/** What the same offer drew a second time: null if it was not made again or never arrived. */
export function secondTry(experiments: readonly Experiment[]): 'completed' | 'failed' | null {
  const again = experiments.find((experiment) => experiment.question.kind === 'answersAgain');
  if (again === undefined || again.result.kind !== 'handshake') return null;
  return again.result.capture.completed || again.result.capture.protocol !== null ? 'completed' : 'failed';
}

/** An answer that says no. Silence and octets that are no TLS say nothing of what was offered. */
const isRefusal = (capture: Capture): boolean =>
  capture.problem?.kind === 'alertReceived' || capture.problem?.kind === 'closed';

const newestFirst = (versions: ReadonlySet<number>): readonly number[] => [...versions].toSorted((a, b) => b - a);

function addTo(lists: Map<number, number[]>, key: number, value: number): void {
  const list = lists.get(key) ?? [];
  if (!list.includes(value)) list.push(value);
  lists.set(key, list);
}
