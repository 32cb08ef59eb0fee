import type { Milliseconds } from '../../../base/time.ts';
import type { Clock, Tcp } from '../../../net/ports.ts';
import type { Random } from '../../../tls/handshake/random.ts';
import type { Plan } from '../../../tls/handshake/plan.ts';
import type { Experiment, Question } from '../../observation.ts';
import type { Target } from '../../target.ts';
import { driveHandshake } from '../drive-handshake.ts';
import type { DriveOptions } from '../drive-handshake.ts';
import { listenPlaintext } from '../listen-plaintext.ts';
import type { Opening } from '../listen-plaintext.ts';

/** The most connections that a probe makes beyond its first. */
export const maxExperiments = 12;

/**
 * The bench on which experiments are made: it counts connections, keeps the deadline, and writes every experiment down with
 * its question. What no longer fits is not made.
 */
export class Bench {
  readonly target: Target;
  readonly random: Random;
  readonly #ports: { readonly tcp: Tcp; readonly clock: Clock };
  readonly #options: DriveOptions;
  readonly #deadlineMs: Milliseconds;
  readonly #experiments: Experiment[] = [];
  #left = maxExperiments;

  constructor(
    ports: { readonly tcp: Tcp; readonly clock: Clock; readonly random: Random },
    target: Target,
    options: DriveOptions,
    deadlineMs: Milliseconds,
  ) {
    this.target = target;
    this.random = ports.random;
    this.#ports = ports;
    this.#options = options;
    this.#deadlineMs = deadlineMs;
  }

  get experiments(): readonly Experiment[] {
    return this.#experiments;
  }

  /** How many connections are left. */
  get left(): number {
    return this.#left;
  }

  /** Performs a handshake to answer a question; null where the budget is spent. */
  handshake(question: Question, plan: Plan): Promise<Experiment | null> {
    return this.#make(question, async (options) => {
      const driven = await driveHandshake(this.#ports, plan, options);
      return driven.kind === 'handshake'
        ? { kind: 'handshake', capture: driven.capture }
        : { kind: 'noConnection', problem: driven.problem };
    });
  }

  /** Says something in plain text, or nothing, to answer a question; null where the budget is spent. */
  plaintext(question: Question, opening: Opening): Promise<Experiment | null> {
    return this.#make(question, (options) => listenPlaintext(this.#ports, opening, options));
  }

  async #make(
    question: Question,
    run: (options: DriveOptions) => Promise<Experiment['result']>,
  ): Promise<Experiment | null> {
    const { clock } = this.#ports;
    const startedMs = clock.monotonicMs();
    const leftMs = this.#deadlineMs - startedMs;
    if (this.#left === 0 || leftMs <= 0 || this.#options.signal?.aborted === true) return null;
    this.#left--;
    const slot = this.#experiments.length;
    const timeoutMs = Math.min(leftMs, oneExperimentMs);
    const result = await run({ ...this.#options, connectTimeoutMs: timeoutMs, timeoutMs });
    const experiment: Experiment = { question, result, durationMs: clock.monotonicMs() - startedMs };
    this.#experiments.splice(Math.min(slot, this.#experiments.length), 0, experiment);
    return experiment;
  }
}

/** An experiment that takes longer is itself an answer: silence. */
const oneExperimentMs: Milliseconds = 3000;
