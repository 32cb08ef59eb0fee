import { createHmac } from 'node:crypto';
import { concat, utf8 } from '../../base/octets.ts';
import type { HashName } from '../wire/registries/cipher-suite.ts';

/** Octets that a hash gives: 32 or 48. */
export const hashOctets = (hash: HashName): number => (hash === 'sha256' ? 32 : 48);

/** HMAC of the parts in a row, RFC 2104. */
export function hmac(hash: string, key: Uint8Array, ...parts: readonly Uint8Array[]): Uint8Array {
  const mac = createHmac(hash, key);
  for (const part of parts) mac.update(part);
  return mac.digest();
}

/** `HKDF-Extract`, RFC 5869 section 2.2. */
export const hkdfExtract = (hash: HashName, salt: Uint8Array, ikm: Uint8Array): Uint8Array => hmac(hash, salt, ikm);

/**
 * `HKDF-Expand-Label`, RFC 8446 section 7.1: `length` octets out of a secret. `label` is without its "tls13 " prefix,
 * `context` at most 255 octets.
 */
export function expandLabel(
  hash: HashName,
  secret: Uint8Array,
  label: string,
  context: Uint8Array,
  length: number,
): Uint8Array {
  const full = utf8(`tls13 ${label}`);
  const info = concat([
    Uint8Array.of(length >> 8, length & 0xff, full.length),
    full,
    Uint8Array.of(context.length),
    context,
  ]);
  const blocks: Uint8Array[] = [];
  let block: Uint8Array = new Uint8Array(0);
  for (let octets = 0; octets < length; octets += block.length) {
    block = hmac(hash, secret, block, info, Uint8Array.of(blocks.length + 1));
    blocks.push(block);
  }
  return concat(blocks).subarray(0, length);
}
