import { DecodeFailure } from './decode-problem.ts';
import type { DecodeProblem } from './decode-problem.ts';

/** The bounds of a vector, `<min..max>` in octets. The maximum defaults to what its length prefix can say. */
export interface Bounds {
  readonly min?: number;
  readonly max?: number;
}

/**
 * Reads the TLS presentation language (RFC 8446 section 3). It cannot read past its end, and every sub-reader must end
 * empty: left-over octets are a problem with a name and a place. Fields are named as in the RFC.
 */
export class Reader {
  readonly #octets: Uint8Array;
  readonly #end: number;
  readonly #path: string;
  #at: number;

  constructor(octets: Uint8Array, path: string, start = 0, end: number = octets.length) {
    this.#octets = octets;
    this.#at = start;
    this.#end = end;
    this.#path = path;
  }

  /** Octets not read yet. */
  get remaining(): number {
    return this.#end - this.#at;
  }

  /** `uint8`. */
  u8(field: string): number {
    return this.#uint(1, field);
  }

  /** `uint16`, big-endian as everything here. */
  u16(field: string): number {
    return this.#uint(2, field);
  }

  /** `uint24`. */
  u24(field: string): number {
    return this.#uint(3, field);
  }

  /** `uint32`. */
  u32(field: string): number {
    return this.#uint(4, field);
  }

  /** `opaque field[length]`: a view, not a copy. */
  octets(length: number, field: string): Uint8Array {
    if (this.remaining < length) this.#fail('truncated', field, this.remaining, `${length} octets`);
    this.#at += length;
    return this.#octets.subarray(this.#at - length, this.#at);
  }

  /** `opaque field<min..max>` behind a length of `prefix` octets. */
  opaque(prefix: 1 | 2 | 3, field: string, bounds: Bounds = {}): Uint8Array {
    return this.octets(this.#length(prefix, field, bounds), field);
  }

  /** Everything up to the end. */
  rest(field: string): Uint8Array {
    return this.octets(this.remaining, field);
  }

  /** A vector of items behind a length of `prefix` octets; `item` is called until the vector is empty. */
  vector<T>(prefix: 1 | 2 | 3, field: string, item: (r: Reader) => T, bounds: Bounds = {}): T[] {
    const items: T[] = [];
    this.scope(
      prefix,
      field,
      (r) => {
        while (r.remaining > 0) items.push(item(r));
      },
      bounds,
    );
    return items;
  }

  /** One value behind a length of `prefix` octets, which it must fill. */
  scope<T>(prefix: 1 | 2 | 3, field: string, content: (r: Reader) => T, bounds: Bounds = {}): T {
    const length = this.#length(prefix, field, bounds);
    if (this.remaining < length) this.#fail('truncated', field, this.remaining, `${length} octets`);
    const inner = new Reader(this.#octets, `${this.#path}.${field}`, this.#at, this.#at + length);
    this.#at += length;
    const value = content(inner);
    inner.end();
    return value;
  }

  /** Reads octets that were taken from here once more, as a struct that must fill them. */
  again<T>(octets: Uint8Array, content: (r: Reader) => T): T {
    const inner = new Reader(octets, this.#path);
    const value = content(inner);
    inner.end();
    return value;
  }

  /** Refuses left-over octets. */
  end(): void {
    if (this.remaining > 0) this.#fail('leftOver', 'end', this.remaining, 'no octets after the last field');
  }

  /** Reports a value that the struct forbids, at the octet just read. */
  illegal(field: string, actual: number, expected: string): never {
    return this.#fail('illegalValue', field, actual, expected);
  }

  #length(prefix: 1 | 2 | 3, field: string, { min = 0, max = 2 ** (8 * prefix) - 1 }: Bounds): number {
    const length = this.#uint(prefix, `${field}.length`);
    if (length < min || length > max) this.#fail('lengthOutOfRange', field, length, `${min}..${max} octets`);
    return length;
  }

  #uint(size: number, field: string): number {
    if (this.remaining < size) this.#fail('truncated', field, this.remaining, `${size} octets`);
    let value = 0;
    for (let i = 0; i < size; i++) value = value * 256 + (this.#octets[this.#at++] ?? 0);
    return value;
  }

  #fail(kind: DecodeProblem['kind'], field: string, actual: number, expected: string): never {
    throw new DecodeFailure({ kind, path: `${this.#path}.${field}`, offset: this.#at, actual, expected });
  }
}
