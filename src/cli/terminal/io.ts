/** The terminal, pipes and environment as the commands see them; tests bring their own. */
import type { Result } from '../../base/result.ts';

/** Standard output, or standard error. */
export interface OutputStream {
  /** Writes all of it before it returns. Somebody who stopped reading is no error; false says so. */
  readonly write: (text: string) => boolean;
  readonly isTerminal: boolean;
  /** Width of the terminal, 0 where it does not say (a terminal that a program made may not); 100 where there is none. */
  readonly columns: number;
}

/** Octets as they come: the next one is fetched when the last one was used, so nothing piles up. */
export interface InputStream {
  /** The next octets; null at the end. The problem is the platform's error code. */
  readonly next: () => Promise<Result<Uint8Array | null, string>>;
  /** Lets go, before the end too. */
  readonly close: () => void;
}

/** What a command sees of its process. */
export interface Io {
  /** A file of any kind, or standard input (null). */
  readonly input: (path: string | null) => InputStream;
  /** Somebody sits at standard input: nothing is piped into it. */
  readonly isInputTerminal: boolean;
  readonly out: OutputStream;
  readonly err: OutputStream;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: string;
  /** Writes a whole file. The problem is the platform's error code. */
  readonly writeFile: (path: string, text: string) => Result<null, string>;
  /** Calls back once when the user or the system asks to end; a second time ends the process. The result stops listening. */
  readonly onInterrupt: (callback: () => void) => () => void;
}
