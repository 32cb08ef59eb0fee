/** The real {@link Io}: this process. */
import { createReadStream, writeFileSync, writeSync } from 'node:fs';
import { failed, ok } from '../../base/result.ts';
import type { InputStream, Io, OutputStream } from './io.ts';

/** Standard output and error, the environment, files and signals of this process. */
export function processIo(): Io {
  return {
    input: (path) => inputOf(path === null ? process.stdin : createReadStream(path)),
    get isInputTerminal() {
      return isatty(0);
    },
    out: stream(1),
    err: stream(2),
    env: process.env,
    platform: process.platform,
    writeFile: (path, text) => {
      try {
        writeFileSync(path, text);
        return ok(null);
      } catch (error) {
        return failed(codeOf(error));
      }
    },
    onInterrupt: (callback) => {
      const stop = (): void => {
        process.removeListener('SIGINT', heard);
        process.removeListener('SIGTERM', heard);
      };
      const heard = (): void => {
        stop();
        callback();
      };
      process.on('SIGINT', heard);
      process.on('SIGTERM', heard);
      return stop;
    },
  };
}

/**
 * Synchronous writing is the cheapest, and lets the process end at once without losing anything. `process.stdout` is made
 * only where there is a terminal to ask for its width: it costs a millisecond.
 */
function stream(descriptor: 1 | 2): OutputStream {
  let isOpen = true;
  return {
    write: (text) => {
      if (isOpen) isOpen = writeAll(descriptor, Buffer.from(text));
      return isOpen;
    },
    get isTerminal() {
      return isatty(descriptor);
    },
    get columns() {
      return isatty(descriptor) ? (descriptor === 1 ? process.stdout : process.stderr).columns : noTerminalColumns;
    },
  };
}

function inputOf(readable: NodeJS.ReadStream | ReturnType<typeof createReadStream>): InputStream {
  const chunks: AsyncIterator<Uint8Array> = readable[Symbol.asyncIterator]();
  return {
    next: async () => {
      try {
        const { value, done } = await chunks.next();
        return ok(done === true ? null : value);
      } catch (error) {
        return failed(codeOf(error));
      }
    },
    close: () => void readable.destroy(),
  };
}

/** Asked only where it matters: a report in JSON looks the same everywhere, and `node:tty` costs half a millisecond. */
const isatty = (descriptor: number): boolean => process.getBuiltinModule('node:tty').isatty(descriptor);

/** Writes every octet; false: nobody reads any more. */
function writeAll(descriptor: number, octets: Uint8Array): boolean {
  let at = 0;
  let waitMs = 1;
  while (at < octets.length) {
    try {
      at += writeSync(descriptor, octets, at);
      waitMs = 1;
    } catch (error) {
      // A pipe that somebody else made non-blocking, and that is full: the reader needs time.
      if (codeOf(error) !== 'EAGAIN') return false;
      Atomics.wait(pause, 0, 0, waitMs);
      waitMs = Math.min(waitMs * 2, 50);
    }
  }
  return true;
}

const noTerminalColumns = 100;

const pause = new Int32Array(new SharedArrayBuffer(4));

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown';
