import type { Io } from './io.ts';

/** A promise of the user's interruption, to be raced against the next line. */
export function interruptionOf(io: Io): { readonly happened: Promise<'interrupted'>; readonly stop: () => void } {
  let stop = (): void => undefined;
  const happened = new Promise<'interrupted'>((resolve) => {
    stop = io.onInterrupt(() => resolve('interrupted'));
  });
  return { happened, stop };
}
