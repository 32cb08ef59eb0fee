import type { Clock } from '../ports.ts';

/** The clocks of this machine. A delay longer than Node's timers can hold (24.8 days) is cut to that. */
export const nodeClock: Clock = {
  now: () => Date.now(),
  // Not performance.now: the first use of it loads all of perf_hooks.
  monotonicMs: () => {
    const [seconds, nanoseconds] = process.hrtime();
    return seconds * 1e3 + nanoseconds / 1e6;
  },
  after(delayMs, callback) {
    const timer = setTimeout(callback, Math.min(delayMs, longestDelayMs));
    return () => clearTimeout(timer);
  },
};

/** Beyond this setTimeout fires at once. */
const longestDelayMs = 2 ** 31 - 1;
