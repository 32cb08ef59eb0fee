import { failed, ok } from '../../src/base/result.ts';
import type { Io } from '../../src/cli/io.ts';

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
export function fakeIo(given: { readonly env?: Io['env']; readonly isTerminal?: boolean } = {}): FakeIo {
  const { env = { LANG: 'C.UTF-8' }, isTerminal = false } = given;
  let printed = '';
  let complained = '';
  let noticed = (): void => undefined;
  const files = new Map<string, string>();
  const listeners = new Set<() => void>();
  return {
    out: {
      write: (text) => {
        printed += text;
        noticed();
      },
      isTerminal,
      columns: 100,
    },
    err: { write: (text) => void (complained += text), isTerminal: false, columns: 100 },
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
