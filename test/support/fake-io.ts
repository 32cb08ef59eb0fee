import { utf8 } from '../../src/base/octets.ts';
import { failed, ok } from '../../src/base/result.ts';
import type { Io } from '../../src/cli/terminal/io.ts';

/** A terminal, a pipe and a disk in memory. */
export interface FakeIo extends Io {
  readonly printed: () => string;
  readonly complained: () => string;
  readonly files: Map<string, string>;
  /** Calls back when something is printed. */
  readonly onPrint: (callback: () => void) => void;
  /** Presses Ctrl-C. */
  readonly interrupt: () => void;
}

/** An {@link Io} that keeps what is written. Paths under `/readonly` cannot be written. */
export function fakeIo(
  given: {
    readonly env?: Io['env'];
    readonly isTerminal?: boolean;
    /** Standard input, in the pieces in which it arrives. */
    readonly input?: Iterable<string | Uint8Array>;
  } = {},
): FakeIo {
  const { env = { LANG: 'C.UTF-8' }, isTerminal = false } = given;
  let printed = '';
  let complained = '';
  let noticed = (): void => undefined;
  const files = new Map<string, string>();
  const listeners = new Set<() => void>();
  return {
    input: (path) => {
      const file = path === null ? (given.input ?? []) : files.get(path);
      const pieces = (typeof file === 'string' ? [file] : (file ?? []))[Symbol.iterator]();
      return {
        next: () => {
          if (file === undefined) return Promise.resolve(failed('ENOENT'));
          const { value, done } = pieces.next();
          return Promise.resolve(ok(done === true ? null : typeof value === 'string' ? utf8(value) : value));
        },
        close: () => undefined,
      };
    },
    isInputTerminal: given.input === undefined,
    out: {
      write: (text) => {
        printed += text;
        noticed();
        return true;
      },
      isTerminal,
      columns: 100,
    },
    err: {
      write: (text) => {
        complained += text;
        return true;
      },
      isTerminal: false,
      columns: 100,
    },
    env,
    platform: 'linux',
    writeFile: (path, text) => {
      if (path.startsWith('/readonly')) return failed('EACCES');
      files.set(path, text);
      return ok(null);
    },
    onInterrupt: (callback) => {
      listeners.add(callback);
      return () => void listeners.delete(callback);
    },
    printed: () => printed,
    complained: () => complained,
    files,
    onPrint: (callback) => {
      noticed = callback;
    },
    interrupt: () => {
      for (const listener of listeners) listener();
    },
  };
}
