import { createHash } from 'node:crypto';
import type { Hash } from 'node:crypto';
import { concat } from '../../base/octets.ts';
import type { HashName } from '../wire/registries/cipher-suite.ts';
import { handshakeTypes } from '../wire/registries/handshake-type.ts';
import type { PrfHash } from './prf.ts';

/**
 * The handshake messages so far, each with its four-octet header and exactly as it was on the wire. Messages come before
 * the suite, and with it the hash, is known; from the first question on, hashing goes along with them.
 */
export class Transcript {
  #messages: Uint8Array[] = [];
  readonly #hashes = new Map<string, Hash>();

  /** Adds one message. Its octets must not change afterwards. */
  add(message: Uint8Array): void {
    this.#messages.push(message);
    for (const hash of this.#hashes.values()) hash.update(message);
  }

  /**
   * Hash of all messages. `md5+sha1` gives both, 36 octets in a row (RFC 2246 section 7.4.9). `more` is hashed after them
   * without being added: the ClientHello up to its PSK binders (RFC 8446 section 4.2.11.2).
   */
  hash(name: PrfHash, more?: Uint8Array): Uint8Array {
    if (name === 'md5+sha1') return concat([this.#digest('md5', more), this.#digest('sha1', more)]);
    return this.#digest(name, more);
  }

  /** All messages in a row: what a TLS 1.2 CertificateVerify signs, RFC 5246 section 7.4.8. */
  octets(): Uint8Array {
    return concat(this.#messages);
  }

  /** Puts `message_hash` in place of the first ClientHello, after HelloRetryRequest: RFC 8446 section 4.4.1. */
  replaceByMessageHash(name: HashName): void {
    const digest = this.#digest(name);
    const header = Uint8Array.of(handshakeTypes.codes.message_hash, 0, 0, digest.length);
    this.#messages = [concat([header, digest])];
    this.#hashes.clear();
  }

  #digest(name: string, more?: Uint8Array): Uint8Array {
    let hash = this.#hashes.get(name);
    if (hash === undefined) {
      hash = createHash(name);
      for (const message of this.#messages) hash.update(message);
      this.#hashes.set(name, hash);
    }
    const copy = hash.copy();
    if (more !== undefined) copy.update(more);
    return copy.digest();
  }
}
