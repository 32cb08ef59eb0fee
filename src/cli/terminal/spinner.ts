/** ora, on its own, so that it is loaded only when a probe takes its time on a terminal. */
import ora from 'ora';

/** A text with a sign that something goes on. */
export interface Spinner {
  text: string;
  stop(): unknown;
}

/** Starts to spin on standard error. */
export const spin = (text: string): Spinner =>
  // discardStdin would put the terminal into raw mode and swallow the very Ctrl-C that people press while they wait.
  ora({ text, discardStdin: false, hideCursor: false }).start();
