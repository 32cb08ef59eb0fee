import { closeSync, constants, fstatSync, openSync, readdirSync, readSync, realpathSync } from 'node:fs';
import { concat } from '../../base/octets.ts';
import { failed, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { IoProblem } from '../io-problem.ts';
import type { Files } from '../ports.ts';
import { fileProblem } from './io-error.ts';

/**
 * Files of this machine. Only regular files are read: a FIFO or a device named by mistake could hold us for ever, and is
 * `fileUnreadable` with the code `notRegular`.
 */
export const nodeFiles: Files = {
  read(path, maxOctets) {
    try {
      // Without O_NONBLOCK the opening of a FIFO waits for a writer. Windows has neither the flag nor the problem.
      const file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
      try {
        return readWhole(path, file, maxOctets);
      } finally {
        closeSync(file);
      }
    } catch (error) {
      return failed(fileProblem(path, error));
    }
  },
  list(path) {
    try {
      return ok(readdirSync(path));
    } catch (error) {
      return failed(fileProblem(path, error));
    }
  },
  realPath(path) {
    try {
      return ok(realpathSync.native(path));
    } catch (error) {
      return failed(fileProblem(path, error));
    }
  },
};

function readWhole(path: string, file: number, maxOctets: number): Result<Uint8Array, IoProblem> {
  const stats = fstatSync(file);
  if (!stats.isFile())
    return failed({ kind: 'fileUnreadable', path, code: stats.isDirectory() ? 'EISDIR' : 'notRegular' });
  if (stats.size > maxOctets) return failed({ kind: 'tooLarge', limit: maxOctets });
  const parts: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    // The size is a hint only: files under /proc say 0, and a log may grow while we read. One octet more than allowed tells.
    const part = new Uint8Array(Math.min(Math.max(stats.size - length, smallestRead), maxOctets - length) + 1);
    const count = readSync(file, part);
    if (count === 0) return ok(concat(parts));
    length += count;
    if (length > maxOctets) return failed({ kind: 'tooLarge', limit: maxOctets });
    parts.push(part.subarray(0, count));
  }
}

const smallestRead = 4096;
