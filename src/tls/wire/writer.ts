import { concat } from '../../base/octets.ts';

/**
 * Writes the TLS presentation language (RFC 8446 section 3). What does not fit is our own bug and throws.
 */
export class Writer {
  readonly #parts: Uint8Array[] = [];
  #length = 0;

  /** Octets written so far. */
  get length(): number {
    return this.#length;
  }

  /** `uint8`. */
  u8(value: number): void {
    this.#uint(1, value);
  }

  /** `uint16`. */
  u16(value: number): void {
    this.#uint(2, value);
  }

  /** `uint24`. */
  u24(value: number): void {
    this.#uint(3, value);
  }

  /** `uint32`. */
  u32(value: number): void {
    this.#uint(4, value);
  }

  /** `opaque field[n]`: the octets as they are. */
  octets(octets: Uint8Array): void {
    this.#parts.push(octets);
    this.#length += octets.length;
  }

  /** `opaque field<..>` behind a length of `prefix` octets. */
  opaque(prefix: 1 | 2 | 3, octets: Uint8Array): void {
    this.#uint(prefix, octets.length);
    this.octets(octets);
  }

  /** Whatever `content` writes, behind its length in `prefix` octets. */
  scope(prefix: 1 | 2 | 3, content: (w: Writer) => void): void {
    const inner = new Writer();
    content(inner);
    this.opaque(prefix, inner.finish());
  }

  /** A vector of items behind its length in `prefix` octets. */
  vector<T>(prefix: 1 | 2 | 3, items: readonly T[], item: (w: Writer, value: T) => void): void {
    this.scope(prefix, (w) => {
      for (const value of items) item(w, value);
    });
  }

  /** The octets written. */
  finish(): Uint8Array {
    return concat(this.#parts);
  }

  #uint(size: number, value: number): void {
    if (!Number.isInteger(value) || value < 0 || value >= 2 ** (8 * size)) {
      throw new RangeError(`${value} does not fit into ${size} octets`);
    }
    const octets = new Uint8Array(size);
    for (let i = size - 1, rest = value; i >= 0; i--, rest = Math.floor(rest / 256)) octets[i] = rest % 256;
    this.octets(octets);
  }
}
