/** Where in a text the innermost exception stands: its cause, around which frameworks put their own. */

/** A stretch of a text, in characters. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/**
 * The stretch of the innermost cause; the whole text where nothing is nested. Java, Rust and Node print it last, after
 * `Caused by:` or `[cause]:`; .NET after the last `--->`; Python first, before it says what happened while that was handled.
 */
export function innermostOf(text: string): Stretch {
  const python = pythonMarks.map((mark) => text.indexOf(mark)).filter((at) => at > 0);
  if (python.length > 0) return { start: 0, end: Math.min(...python) };
  const start = Math.max(...lastMarks.map((mark) => text.lastIndexOf(mark)));
  return { start: Math.max(0, start), end: text.length };
}

const pythonMarks = ['The above exception was the direct cause', 'During handling of the above exception'];
const lastMarks = ['Caused by:', '[cause]:', ' ---> '];
