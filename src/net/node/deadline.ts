import type { Signal } from '../../base/signal.ts';
import { failed } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { Milliseconds } from '../../base/time.ts';
import type { IoProblem } from '../io-problem.ts';

/** How long to wait, and who may call it off. */
export interface Patience {
  readonly timeoutMs: Milliseconds;
  readonly signal?: Signal;
}

/**
 * Runs something that answers through `settle`, for as long as patience lasts. Whoever settles first wins; `giveUp` is called
 * once if that was the deadline (timedOut) or the signal (aborted), so that what is under way can be let go.
 */
export function withinDeadline<T>(
  { timeoutMs, signal }: Patience,
  start: (settle: (result: Result<T, IoProblem>) => void) => () => void,
): Promise<Result<T, IoProblem>> {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve(failed({ kind: 'aborted' }));
    let settled = false;
    const settle = (result: Result<T, IoProblem>): void => {
      if (settled) return;
      settled = true;
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
      resolve(result);
    };
    const abandon = (problem: IoProblem): void => {
      settle(failed(problem));
      giveUp();
    };
    const abort = (): void => abandon({ kind: 'aborted' });
    const timer = setTimeout(() => abandon({ kind: 'timedOut', afterMs: timeoutMs }), timeoutMs);
    signal?.addEventListener('abort', abort);
    const giveUp = start(settle);
  });
}
