/** Lines of a stream, one at a time: nothing is read ahead but what came together with the line that was asked for. */
import { fromUtf8 } from '../../base/octets.ts';
import type { InputStream } from '../terminal/io.ts';

/** What a stream gives next. */
export type Line =
  | { readonly kind: 'line'; readonly number: number; readonly text: string }
  /** Longer than the limit: passed over, whatever was in it. */
  | { readonly kind: 'tooLong'; readonly number: number }
  | { readonly kind: 'unreadable'; readonly code: string }
  | { readonly kind: 'end' };

/** The most octets of a line. */
export const longestLine = 8 * 1024 * 1024;

/** Reads lines, ended by LF or CR LF, the last one by either or nothing. Lines that hold nothing but white space are passed over. */
export class LineReader {
  readonly #stream: InputStream;
  readonly #limit: number;
  /** What was read and not yet used; the line that is being read began before it where `#parts` holds something. */
  #rest: Uint8Array | null = null;
  #parts: Uint8Array[] = [];
  #length = 0;
  #number = 0;
  #ended = false;

  constructor(stream: InputStream, limit: number = longestLine) {
    this.#stream = stream;
    this.#limit = limit;
  }

  /** The next line that is not blank, or how the stream ended. */
  async next(): Promise<Line> {
    for (;;) {
      const line = this.#takeLine();
      if (line !== null && (line.kind !== 'line' || line.text.trim() !== '')) return line;
      if (line !== null) continue;
      if (this.#ended) return { kind: 'end' };
      const more = await this.#stream.next();
      if (!more.ok) return { kind: 'unreadable', code: more.problem };
      if (more.value === null) this.#ended = true;
      else this.#rest = more.value;
    }
  }

  /** A whole line from what is at hand; null: more is needed. */
  #takeLine(): Line | null {
    const rest = this.#rest;
    if (rest === null) return this.#ended && this.#length > 0 ? this.#finish() : null;
    const end = rest.indexOf(lineFeed);
    this.#add(end === -1 ? rest : rest.subarray(0, end));
    this.#rest = end === -1 || end + 1 === rest.length ? null : rest.subarray(end + 1);
    return end === -1 ? null : this.#finish();
  }

  #add(part: Uint8Array): void {
    this.#length += part.length;
    if (this.#length > this.#limit) this.#parts = [];
    else if (part.length > 0) this.#parts.push(part);
  }

  #finish(): Line {
    const isTooLong = this.#length > this.#limit;
    const parts = this.#parts;
    this.#parts = [];
    this.#length = 0;
    const number = ++this.#number;
    if (isTooLong) return { kind: 'tooLong', number };
    const text = fromUtf8(joined(parts));
    // Windows' tools begin a file with a byte order mark.
    return { kind: 'line', number, text: number === 1 && text.startsWith('\ufeff') ? text.slice(1) : text };
  }
}

const joined = (parts: readonly Uint8Array[]): Uint8Array => {
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : Buffer.concat(parts);
};

const lineFeed = 0x0a;
