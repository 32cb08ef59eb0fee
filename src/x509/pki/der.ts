import type { UnixMs } from '../../base/time.ts';
import { failed, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { PkiFailure } from './pki-problem.ts';
import type { PkiProblem } from './pki-problem.ts';

/** Tag octets of the types that certificates use; all have one octet. */
export const tags = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  nothing: 0x05,
  oid: 0x06,
  enumerated: 0x0a,
  utf8String: 0x0c,
  numericString: 0x12,
  printableString: 0x13,
  t61String: 0x14,
  ia5String: 0x16,
  utcTime: 0x17,
  generalizedTime: 0x18,
  visibleString: 0x1a,
  universalString: 0x1c,
  bmpString: 0x1e,
  sequence: 0x30,
  set: 0x31,
} as const;

/** `[number]`, constructed: explicit tagging, or implicit tagging of a SEQUENCE. */
export const context = (number: number): number => 0xa0 | number;

/** `[number]` in place of a primitive type's tag. */
export const primitive = (number: number): number => 0x80 | number;

/** Reads one structure that fills `octets` to the last one. `name` begins every problem's path. */
export function decodeDer<T>(name: string, octets: Uint8Array, read: (r: DerReader) => T): Result<T, PkiProblem> {
  const r = new DerReader(octets, name);
  try {
    const value = read(r);
    r.end();
    return ok(value);
  } catch (failure) {
    if (failure instanceof PkiFailure) return failed(failure.problem);
    throw failure;
  }
}

/**
 * Reads DER (X.690), strictly: definite, minimal lengths inside the enclosing value, one-octet tags. It has no recursion
 * of its own, so nesting is as deep as the structure that is asked for. Fields are named as in the RFC; octet strings are
 * views, not copies. The cursor moves only forward, so reading costs no more than the octets there are.
 */
export class DerReader {
  readonly #octets: Uint8Array;
  readonly #end: number;
  readonly #field: string;
  readonly #parent: DerReader | null;
  /** Where the value begins that this reader is inside of, header included. */
  readonly #from: number;
  #at: number;
  /** End of the value whose header was read last. */
  #stop = 0;

  constructor(
    octets: Uint8Array,
    field: string,
    start = 0,
    end: number = octets.length,
    parent: DerReader | null = null,
    from = start,
  ) {
    this.#from = from;
    this.#octets = octets;
    this.#at = start;
    this.#end = end;
    this.#field = field;
    this.#parent = parent;
  }

  /** Whether nothing is left to read. */
  get isEmpty(): boolean {
    return this.#at >= this.#end;
  }

  /** The value that this reader is inside of, whole, header included. */
  get whole(): Uint8Array {
    return this.#octets.subarray(this.#from, this.#end);
  }

  /** The next tag octet; -1 at the end. */
  get next(): number {
    return this.#at < this.#end ? (this.#octets[this.#at] ?? -1) : -1;
  }

  /** A constructed value, to be read by a reader of its own; that reader must end empty (`end`). */
  enter(tag: number, field: string): DerReader {
    const from = this.#at;
    this.#header(tag, field);
    const inner = new DerReader(this.#octets, field, this.#at, this.#stop, this, from);
    this.#at = this.#stop;
    return inner;
  }

  /** The content of a value. */
  content(tag: number, field: string): Uint8Array {
    this.#header(tag, field);
    const content = this.#octets.subarray(this.#at, this.#stop);
    this.#at = this.#stop;
    return content;
  }

  /** The next value, header included; of any type unless a `tag` is given. */
  value(field: string, tag = -1): Uint8Array {
    const start = this.#at;
    this.#header(tag, field);
    this.#at = this.#stop;
    return this.#octets.subarray(start, this.#stop);
  }

  /** What is left, unread. */
  rest(): Uint8Array {
    const rest = this.#octets.subarray(this.#at, this.#end);
    this.#at = this.#end;
    return rest;
  }

  /** BOOLEAN. Any octet but zero is true: BER, and what OpenSSL takes. */
  boolean(field: string, tag: number = tags.boolean): boolean {
    const content = this.content(tag, field);
    if (content.length !== 1) this.fail('lengthOutOfRange', field);
    return content[0] !== 0;
  }

  /** The content of an INTEGER, two's complement, checked to be minimal. */
  integer(field: string, tag: number = tags.integer): Uint8Array {
    const content = this.content(tag, field);
    const [first, second = 0] = content;
    if (first === undefined) this.fail('lengthOutOfRange', field);
    if (content.length > 1 && ((first === 0 && second < 0x80) || (first === 0xff && second >= 0x80)))
      this.fail('illegalValue', field);
    return content;
  }

  /** An INTEGER as a number; what goes beyond 2^31 becomes ±Infinity. */
  number(field: string, tag: number = tags.integer): number {
    const content = this.integer(field, tag);
    const isNegative = (content[0] ?? 0) >= 0x80;
    if (content.length > 4) return isNegative ? -Infinity : Infinity;
    let value = isNegative ? -1 : 0;
    for (const octet of content) value = (value << 8) | octet;
    return value;
  }

  /** A BIT STRING: its octets, and how many bits at the end do not count. */
  bits(
    field: string,
    tag: number = tags.bitString,
  ): {
    readonly octets: Uint8Array;
    readonly unusedBits: number;
  } {
    const content = this.content(tag, field);
    const [unusedBits] = content;
    if (unusedBits === undefined) this.fail('lengthOutOfRange', field);
    if (unusedBits > 7 || (content.length === 1 && unusedBits > 0)) this.fail('illegalValue', field);
    return { octets: content.subarray(1), unusedBits };
  }

  /** An OBJECT IDENTIFIER, dotted. */
  oid(field: string, tag: number = tags.oid): string {
    this.#header(tag, field);
    const text = dotted(this.#octets, this.#at, this.#stop) ?? this.fail('illegalValue', field);
    this.#at = this.#stop;
    return text;
  }

  /**
   * UTCTime or GeneralizedTime as RFC 5280 4.1.2.5 wants them: to the second, in UTC (`Z`). Years of two digits are 1950 to
   * 2049.
   */
  time(field: string): UnixMs {
    return this.looseTime(field) ?? this.fail('illegalValue', field);
  }

  /** The same; null where it is one of the two, but not written so. */
  looseTime(field: string): UnixMs | null {
    const tag = this.next;
    if (tag !== tags.utcTime && tag !== tags.generalizedTime) this.fail('unexpectedTag', field);
    return writtenTime(this.content(tag, field), tag === tags.utcTime ? 2 : 4);
  }

  /** Refuses left-over octets. */
  end(): void {
    if (this.#at < this.#end) this.fail('leftOver', 'end');
  }

  /** Reports a problem at the value just read. */
  fail(kind: PkiProblem['kind'], field: string): never {
    throw new PkiFailure({ kind, path: `${this.#path()}.${field}`, offset: this.#at });
  }

  #path(): string {
    return this.#parent === null ? this.#field : `${this.#parent.#path()}.${this.#field}`;
  }

  /** Reads tag and length; leaves the cursor at the content and `#stop` at its end. */
  #header(tag: number, field: string): void {
    const octets = this.#octets;
    let at = this.#at;
    if (at >= this.#end) this.fail('truncated', field);
    const found = octets[at++] ?? 0;
    if ((tag >= 0 && found !== tag) || (found & 0x1f) === 0x1f) this.fail('unexpectedTag', field);
    if (at >= this.#end) this.fail('truncated', field);
    let length = octets[at++] ?? 0;
    if (length >= 0x80) {
      const size = length & 0x7f;
      if (size === 0) this.fail('indefiniteLength', field);
      // A length of more than four octets is more than any input here can hold.
      if (at + size > this.#end || size > 4) this.fail('truncated', field);
      length = 0;
      for (let i = 0; i < size; i++) length = length * 256 + (octets[at++] ?? 0);
      if (length < 0x80 || length < 2 ** (8 * (size - 1))) this.fail('nonMinimalLength', field);
    }
    if (length > this.#end - at) this.fail('truncated', field);
    this.#at = at;
    this.#stop = at + length;
  }
}

/** The content of an OBJECT IDENTIFIER, dotted; null where it is none. */
export function dotted(octets: Uint8Array, start = 0, end = octets.length): string | null {
  // No identifier in use is near 64 octets; the bound keeps the arithmetic below cheap whatever a peer sends.
  if (start >= end || end - start > 64 || (octets[end - 1] ?? 0) >= 0x80) return null;
  let text = '';
  let arc = 0;
  let big: bigint | null = null;
  let isStart = true;
  for (let i = start; i < end; i++) {
    const octet = octets[i] ?? 0;
    if (isStart && octet === 0x80) return null;
    if (big === null && arc < 2 ** 45) arc = arc * 128 + (octet & 0x7f);
    else big = ((big ?? BigInt(arc)) << 7n) | BigInt(octet & 0x7f);
    isStart = octet < 0x80;
    if (!isStart) continue;
    if (text !== '') text += `.${big ?? arc}`;
    else if (big !== null) text = `2.${big - 80n}`;
    else text = arc < 40 ? `0.${arc}` : arc < 80 ? `1.${arc - 40}` : `2.${arc - 80}`;
    arc = 0;
    big = null;
  }
  return text;
}

function writtenTime(content: Uint8Array, yearDigits: 2 | 4): UnixMs | null {
  if (content.length !== yearDigits + 11 || content[content.length - 1] !== 0x5a) return null;
  for (let i = 0; i < content.length - 1; i++) if ((content[i] ?? 0) < 0x30 || (content[i] ?? 0) > 0x39) return null;
  const digits = (from: number, count: number): number => {
    let value = 0;
    for (let i = from; i < from + count; i++) value = value * 10 + (content[i] ?? 0) - 0x30;
    return value;
  };
  const written = digits(0, yearDigits);
  const year = yearDigits === 4 ? written : written < 50 ? 2000 + written : 1900 + written;
  const month = digits(yearDigits, 2);
  const day = digits(yearDigits + 2, 2);
  const hour = digits(yearDigits + 4, 2);
  const minute = digits(yearDigits + 6, 2);
  const second = digits(yearDigits + 8, 2);
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month) || hour > 23 || minute > 59 || second > 59)
    return null;
  // Date.UTC takes years below 100 for those of the last century.
  return year >= 100
    ? Date.UTC(year, month - 1, day, hour, minute, second)
    : new Date(Date.UTC(2000, month - 1, day, hour, minute, second)).setUTCFullYear(year);
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}
