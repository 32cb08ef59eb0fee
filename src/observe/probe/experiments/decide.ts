import type { Capture } from '../../../tls/handshake/capture.ts';
import type { Plan } from '../../../tls/handshake/plan.ts';
import type { Bench } from './bench.ts';
import { firstRound } from './first-round.ts';
import { nextRound } from './later-rounds.ts';
import type { Situation } from './trial.ts';

/**
 * Makes the experiments that a failure calls for: one round of questions side by side, and up to two more for what the answers
 * leave open. A refused hello costs two round trips, TCP's and its own, and so does a round. What is asked, and why, is decided
 * by pure functions; the bench keeps the budget and the time.
 */
export async function explore(bench: Bench, plan: Plan, capture: Capture, time?: Situation['time']): Promise<void> {
  const situation: Situation = { target: bench.target, plan, capture, ...(time === undefined ? {} : { time }) };
  let trials = firstRound(situation);
  for (let round = 0; trials.length > 0 && round < mostRounds; round += 1) {
    await Promise.all(trials.map((trial) => bench.make(trial)));
    trials = nextRound(situation, bench.experiments);
  }
}

const mostRounds = 3;
