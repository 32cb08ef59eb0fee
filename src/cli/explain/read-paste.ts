/** Reads a pasted text of any length: what is kept of it is its head and its tail. */
import { concat, fromUtf8, strictUtf8 } from '../../base/octets.ts';
import { failed, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { Language } from '../../diagnose/define.ts';
import { mostCharacters } from '../../diagnose/text/explain-text.ts';
import type { InputStream } from '../terminal/io.ts';

/** The text of a stream. The problem is the platform's error code. */
export async function readPaste(stream: InputStream, language: Language): Promise<Result<string, string>> {
  const head: Uint8Array[] = [];
  let tail: Uint8Array[] = [];
  let headLength = 0;
  let tailLength = 0;
  for (;;) {
    const part = await stream.next();
    if (!part.ok) return failed(part.problem);
    if (part.value === null) return ok(decoded(concat([...head, ...tail]), language));
    const room = Math.max(0, half - headLength);
    if (room > 0) {
      head.push(part.value.subarray(0, room));
      headLength += Math.min(room, part.value.length);
    }
    const rest = part.value.subarray(room);
    if (rest.length > 0) tail.push(rest);
    tailLength += rest.length;
    if (tailLength > 2 * half) {
      tail = [concat(tail).slice(-half)];
      tailLength = half;
    }
  }
}

/** In octets: what `explain` looks at is as many characters, and most take one. */
const half = mostCharacters;

/** UTF-8; UTF-16 where a mark says so (PowerShell writes it); else what consoles of this language write. */
function decoded(octets: Uint8Array, language: Language): string {
  const [first, second] = octets;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(octets);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(octets);
  const text = strictUtf8(octets);
  if (text !== null) return text;
  // A long text is cut between octets, which is no reason to take it for something else.
  const lossy = fromUtf8(octets);
  const damaged = lossy.split('\ufffd').length - 1;
  if (damaged <= 8 && damaged * 100 < octets.length) return lossy;
  return new TextDecoder(language === 'zh' ? 'gb18030' : 'windows-1252').decode(octets);
}
