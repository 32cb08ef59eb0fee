import type { Io } from './io.ts';

/** Ctrl-C, beside something that is waited for. */
export interface Interruption {
  /** What is waited for, or `interrupted` where the user is faster; at once, where it happened before. */
  readonly or: <T>(awaited: Promise<T>) => Promise<T | 'interrupted'>;
  readonly stop: () => void;
}

/**
 * The user's interruption, to be waited for beside something else, again and again. It is no promise to be raced: each race would
 * leave something behind on it, for as long as the program runs.
 */
export function interruptionOf(io: Io): Interruption {
  let happened = false;
  let wake = (): void => undefined;
  const stop = io.onInterrupt(() => {
    happened = true;
    wake();
  });
  return {
    or: (awaited) =>
      new Promise((resolve, reject) => {
        wake = () => resolve('interrupted');
        if (happened) wake();
        awaited.then(resolve, reject);
      }),
    stop,
  };
}
