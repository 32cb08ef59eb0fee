import { concat } from '../../base/octets.ts';
import { failed, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { Files } from '../../net/ports.ts';
import type { InputStream } from '../terminal/io.ts';

/** The most octets of one file: thousands of certificates. */
export const maxFileOctets = 16 * 1024 * 1024;

/** Reads a file, or standard input (`-`), as a whole. The problem is the platform's error code, or `tooLarge`. */
export async function readWhole(
  path: string,
  files: Files,
  input: (path: null) => InputStream,
  most = maxFileOctets,
): Promise<Result<Uint8Array, string>> {
  if (path === '-') return drain(input(null), most);
  const content = files.read(path, most);
  if (content.ok) return content;
  const { problem } = content;
  return failed(problem.kind === 'fileUnreadable' ? problem.code : problem.kind);
}

async function drain(stream: InputStream, most: number): Promise<Result<Uint8Array, string>> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const part = await stream.next();
    if (!part.ok) return part;
    if (part.value === null) return ok(concat(parts));
    length += part.value.length;
    if (length > most) {
      stream.close();
      return failed('tooLarge');
    }
    parts.push(part.value);
  }
}
