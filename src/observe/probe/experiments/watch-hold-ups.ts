import type { Milliseconds } from '../../../base/time.ts';
import type { Clock } from '../../../net/ports.ts';

/**
 * Watches how long this machine keeps us from our work: others on its processors, or we ourselves. What comes from the network
 * meanwhile is seen only afterwards, and seems to have taken so long. The returned function ends it, and tells the longest time
 * that a short timer was overdue.
 */
export function watchHoldUps(clock: Clock): () => Milliseconds {
  let longestMs: Milliseconds = 0;
  let setAtMs = clock.monotonicMs();
  const note = (): void => {
    const atMs = clock.monotonicMs();
    longestMs = Math.max(longestMs, atMs - setAtMs - tickMs);
    setAtMs = atMs;
  };
  let cancel = (): void => undefined;
  const tick = (): void => {
    cancel = clock.after(tickMs, () => {
      note();
      tick();
    });
  };
  tick();
  return () => {
    cancel();
    // The last timer, too, may be overdue by now.
    note();
    return longestMs;
  };
}

const tickMs: Milliseconds = 2;
