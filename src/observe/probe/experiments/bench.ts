import { fromHex } from '../../../base/octets.ts';
import { interruption } from '../../../base/signal.ts';
import { readMessages } from '../../../mongodb/wire-message.ts';
import type { Milliseconds } from '../../../base/time.ts';
import type { Clock, Tcp } from '../../../net/ports.ts';
import type { Random } from '../../../tls/handshake/random.ts';
import type { Experiment, Question } from '../../observation.ts';
import type { Target } from '../../target.ts';
import { driveHandshake } from '../drive-handshake.ts';
import type { DriveOptions } from '../drive-handshake.ts';
import { listenPlaintext } from '../listen-plaintext.ts';
import type { Trial } from './trial.ts';
import { watchHoldUps } from './watch-hold-ups.ts';

/** The most connections with which one failure is looked into: at once, and in all. */
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
  /** In the order in which they were begun; null while one is under way. */
  readonly #experiments: (Experiment | null)[] = [];
  readonly #isMongodb = interruption();
  #cancel = (): void => undefined;
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
    return this.#experiments.filter((one) => one !== null);
  }

  /** How many connections are left. */
  get left(): number {
    return this.#left;
  }

  /** {@link Clock.after}. */
  after(delayMs: Milliseconds, act: () => void): () => void {
    return this.#ports.clock.after(delayMs, act);
  }

  /** Makes one connection to answer a question; null where the budget or the time is spent. */
  async make(trial: Trial): Promise<Experiment | null> {
    if (this.#left === 0) return null;
    this.#left--;
    return this.makeBeside(trial);
  }

  /** The same beside the budget: for what is no experiment with the offer. */
  makeBeside({ question, says, timeoutMs = oneExperimentMs }: Trial): Promise<Experiment | null> {
    if (says.kind === 'plaintext') {
      return this.#make(question, timeoutMs, async (options) => {
        const startedMs = this.#ports.clock.monotonicMs();
        const heard = await listenPlaintext(this.#ports, says.opening, { ...options, enough: this.#isMongodb.signal });
        if (says.opening === 'mongodb' && isMongodb(heard))
          this.#letOthersEnd(this.#ports.clock.monotonicMs() - startedMs);
        return heard;
      });
    }
    return this.#make(question, timeoutMs, async (options) => {
      const driven = await driveHandshake(this.#ports, says.plan, options);
      return driven.kind === 'handshake'
        ? { kind: 'handshake', capture: driven.capture }
        : { kind: 'noConnection', problem: driven.problem };
    });
  }

  /**
   * A mongod has given itself away: whatever its answers to other openings, they say nothing more, and for most it waits for the
   * rest of a message. They get as long again as it took, and a moment.
   */
  #letOthersEnd(tookMs: Milliseconds): void {
    this.#cancel = this.#ports.clock.after(Math.max(tookMs, momentMs), () => this.#isMongodb.abort());
  }

  /** Everything was asked, and answered. */
  leave(): void {
    this.#cancel();
  }

  async #make(
    question: Question,
    mostMs: Milliseconds,
    run: (options: DriveOptions) => Promise<Experiment['result']>,
  ): Promise<Experiment | null> {
    const { clock } = this.#ports;
    const startedMs = clock.monotonicMs();
    const leftMs = this.#deadlineMs - startedMs;
    if (leftMs <= 0 || this.#options.signal?.aborted === true) return null;
    const slot = this.#experiments.push(null) - 1;
    const timeoutMs = Math.min(leftMs, mostMs);
    // Only here do milliseconds prove something: whether it ended sooner than the server can have ended it.
    const watch = question.kind === 'answersAgain' ? watchHoldUps(clock) : null;
    const result = await run({ ...this.#options, connectTimeoutMs: timeoutMs, timeoutMs });
    const durationMs = clock.monotonicMs() - startedMs;
    const experiment: Experiment = { question, result, durationMs, ...(watch === null ? {} : { heldUpMs: watch() }) };
    this.#experiments[slot] = experiment;
    return experiment;
  }
}

/** A message of MongoDB's, whole or its beginning. */
function isMongodb(heard: Experiment['result']): boolean {
  if (heard.kind !== 'octets') return false;
  const octets = fromHex(heard.octets);
  return octets.length >= headerOctets && readMessages(octets).isMessage;
}

const headerOctets = 16;
const momentMs: Milliseconds = 250;

/** An experiment that takes longer is itself an answer: silence. */
const oneExperimentMs: Milliseconds = 3000;
