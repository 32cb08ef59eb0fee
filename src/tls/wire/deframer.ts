/**
 * From octets to records, and from handshake fragments to handshake messages, whatever the chunking.
 *
 *   TCP chunks    |..16 03 03 00 7a ....|........16 03|03 ..
 *   records       [ fragment           ][ fragment    ]
 *   messages      [02 len body][0b len  body ][0f ..]        may span records, and share them
 *
 * What is held back is bounded: one record at most here, one message of at most `maxMessageLength` there.
 */
import { concat, noOctets } from '../../base/octets.ts';
import { maxCiphertextLength, recordHeaderLength } from './record.ts';
import type { Record } from './record.ts';
import type { HandshakeMessage } from './messages/handshake-message.ts';

/** Why the octets cannot be records. `notTls`: already the first two octets are none of a TLS record. */
export type RecordProblem =
  | { readonly kind: 'notTls' }
  | { readonly kind: 'badType'; readonly type: number; readonly offset: number }
  | { readonly kind: 'badVersion'; readonly version: number; readonly offset: number }
  | { readonly kind: 'tooLong'; readonly length: number; readonly offset: number };

/** Splits a stream of octets into records. Chunks are joined only when a whole record is there, so single octets cost little. */
export class RecordDeframer {
  #parts: Uint8Array[] = [];
  #length = 0;
  #needed = 1;
  #consumed = 0;

  /** Takes octets as they come. */
  push(octets: Uint8Array): void {
    if (octets.length === 0) return;
    this.#parts.push(octets);
    this.#length += octets.length;
  }

  /** The octets that came and are not part of a record handed out yet. */
  held(): Uint8Array {
    return concat(this.#parts);
  }

  /** The next whole record; null until more octets come; a problem where they can never become one. */
  next(): Record | RecordProblem | null {
    if (this.#length < this.#needed) return null;
    const held = concat(this.#parts);
    this.#parts = [held];
    const first = this.#consumed === 0;
    const offset = this.#consumed;
    const [type = 0, major, minor = 0] = held;
    if (!contentTypeCodes.has(type)) return first ? { kind: 'notTls' } : { kind: 'badType', type, offset };
    if (major === undefined) return this.#wait(2);
    if (major !== 3) {
      if (first) return { kind: 'notTls' };
      if (held.length < 3) return this.#wait(3);
      return { kind: 'badVersion', version: major * 256 + minor, offset };
    }
    if (held.length < recordHeaderLength) return this.#wait(recordHeaderLength);
    const length = (held[3] ?? 0) * 256 + (held[4] ?? 0);
    if (length > maxCiphertextLength) return { kind: 'tooLong', length, offset };
    const end = recordHeaderLength + length;
    if (held.length < end) return this.#wait(end);
    this.#parts = held.length > end ? [held.subarray(end)] : [];
    this.#length -= end;
    this.#needed = 1;
    this.#consumed += end;
    return {
      type,
      version: 0x0300 + minor,
      header: held.subarray(0, recordHeaderLength),
      fragment: held.subarray(recordHeaderLength, end),
    };
  }

  #wait(needed: number): null {
    this.#needed = needed;
    return null;
  }
}

/** Joins handshake fragments into messages. */
export class HandshakeDeframer {
  #parts: Uint8Array[] = [];
  #length = 0;

  /** Takes the plain text of one handshake record. */
  push(fragment: Uint8Array): void {
    if (fragment.length === 0) return;
    // A view costs some 200 octets, so half a megabyte in fragments of one octet would cost a hundred.
    if (this.#parts.length >= maxParts) this.#parts = [concat(this.#parts)];
    this.#parts.push(fragment);
    this.#length += fragment.length;
  }

  /** Octets of a message that has not come whole: it must be 0 where the keys change (RFC 8446 section 5.1). */
  get heldLength(): number {
    return this.#length;
  }

  /** The next whole message; null until more comes; `tooLong` where the length claimed exceeds `maxMessageLength`. */
  next(): HandshakeMessage | { readonly kind: 'tooLong'; readonly length: number } | null {
    if (this.#length < handshakeHeaderLength) return null;
    const claimed = this.#claimedLength();
    if (claimed > maxMessageLength) return { kind: 'tooLong', length: claimed };
    const end = handshakeHeaderLength + claimed;
    if (this.#length < end) return null;
    const held = concat(this.#parts);
    this.#parts = held.length > end ? [held.subarray(end)] : [];
    this.#length = held.length - end;
    return { type: held[0] ?? 0, body: held.subarray(handshakeHeaderLength, end), raw: held.subarray(0, end) };
  }

  /** The length field, which may be spread over fragments: joined once, and then found in the first part. */
  #claimedLength(): number {
    const first = this.#parts[0];
    if (first === undefined || first.length < handshakeHeaderLength) this.#parts = [concat(this.#parts)];
    const head = this.#parts[0] ?? noOctets;
    return ((head[1] ?? 0) * 256 + (head[2] ?? 0)) * 256 + (head[3] ?? 0);
  }
}

/** No honest handshake message is longer: a chain of 200 certificates of 2 kB fits. Octets. */
export const maxMessageLength = 0x80000;

/** Fragments of one message that are kept apart. */
const maxParts = 1024;

const handshakeHeaderLength = 4;

const contentTypeCodes = new Set([20, 21, 22, 23, 24]);
