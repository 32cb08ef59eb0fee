import type { Milliseconds } from '../../../base/time.ts';
import type { Capture } from '../../../tls/handshake/capture.ts';
import type { Plan } from '../../../tls/handshake/plan.ts';
import type { Experiment } from '../../observation.ts';
import type { Bench } from './bench.ts';
import { firstRound } from './first-round.ts';
import { nextRound } from './later-rounds.ts';
import type { Situation, Trial } from './trial.ts';

/** What goes along with experiments. */
export interface Exploring {
  readonly time?: Situation['time'];
  readonly meanwhile?: Meanwhile;
  /** What to ask as soon as the first answers allow it, whatever the experiments still have to ask. */
  readonly beside?: (answers: readonly Experiment[]) => Trial | null;
}

/** What to do while the first answers are waited for, so long after the first connections were begun. */
export interface Meanwhile {
  readonly inMs: Milliseconds;
  readonly act: () => void;
}

/**
 * Makes the experiments that a failure calls for: one round of questions side by side, and up to two more for what the answers
 * leave open. A refused hello costs two round trips, TCP's and its own, and so does a round. What is asked, and why, is decided
 * by pure functions; the bench keeps the budget and the time.
 */
export async function explore(
  bench: Bench,
  plan: Plan,
  capture: Capture,
  { time, meanwhile, beside }: Exploring = {},
): Promise<void> {
  const situation: Situation = { target: bench.target, plan, capture, ...(time === undefined ? {} : { time }) };
  const first = firstRound(situation).map((trial) => bench.make(trial));
  if (first.length === 0) return;
  const forget = meanwhile === undefined ? null : bench.after(meanwhile.inMs, meanwhile.act);
  await Promise.all(first);
  forget?.();
  const asideOf = beside?.(bench.experiments) ?? null;
  let aside: Promise<unknown> | null = null;
  for (let count = 1; count < mostRounds; count += 1) {
    const round = nextRound(situation, bench.experiments).map((trial) => bench.make(trial));
    if (asideOf !== null) aside ??= bench.makeBeside(asideOf);
    if (round.length === 0) break;
    await Promise.all(round);
  }
  await aside;
  bench.leave();
}

const mostRounds = 3;
