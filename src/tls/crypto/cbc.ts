import { createCipheriv, createDecipheriv } from 'node:crypto';
import { concat } from '../../base/octets.ts';
import type { SuiteFacts } from '../wire/registries/cipher-suite.ts';

/** A block cipher in CBC mode under one key, without padding of its own. */
export interface BlockCipher {
  readonly blockOctets: 8 | 16;
  /** `plaintext` is a multiple of the block size. */
  readonly encrypt: (iv: Uint8Array, plaintext: Uint8Array) => Uint8Array;
  readonly decrypt: (iv: Uint8Array, ciphertext: Uint8Array) => Uint8Array;
}

/** The block cipher of a CBC suite. Null where node:crypto has none (DES, RC2, IDEA, SEED), or the key has not its length. */
export function blockCipherOf(suite: SuiteFacts, key: Uint8Array): BlockCipher | null {
  const algorithm = nodeName(suite.cipher);
  if (algorithm === null || key.length !== suite.keyOctets || suite.export) return null;
  const blockOctets = algorithm === 'des-ede3-cbc' ? 8 : 16;
  const run = (make: typeof createCipheriv | typeof createDecipheriv, iv: Uint8Array, octets: Uint8Array) => {
    const c = make(algorithm, key, iv);
    c.setAutoPadding(false);
    return concat([c.update(octets), c.final()]);
  };
  const cipher: BlockCipher = {
    blockOctets,
    encrypt: (iv, plaintext) => run(createCipheriv, iv, plaintext),
    decrypt: (iv, ciphertext) => run(createDecipheriv, iv, ciphertext),
  };
  return isAvailable(algorithm, cipher) ? cipher : null;
}

/** `GenericBlockCipher.padding`, RFC 5246 section 6.2.3.2: `padding_length` comes last, and every octet says the same. */
export function pad(content: Uint8Array, blockOctets: number): Uint8Array {
  const length = blockOctets - (content.length % blockOctets);
  return concat([content, new Uint8Array(length).fill(length - 1)]);
}

/**
 * Takes the padding off; null where it is not padding. In which time this is known tells a peer nothing: what we decrypt
 * is its own, and a bad record ends the connection.
 */
export function unpad(content: Uint8Array): Uint8Array | null {
  const last = content.at(-1);
  if (last === undefined || content.length < last + 1) return null;
  const end = content.length - last - 1;
  return content.subarray(end).every((octet) => octet === last) ? content.subarray(0, end) : null;
}

function nodeName(cipher: string): string | null {
  if (cipher === '3DES_EDE_CBC') return 'des-ede3-cbc';
  return /^(?:AES|ARIA|CAMELLIA)_(?:128|256)_CBC$/.test(cipher) ? cipher.toLowerCase().replaceAll('_', '-') : null;
}

const available = new Map<string, boolean>();

/** node:crypto lists ciphers that its OpenSSL then refuses, so trying one is the only sure answer. */
function isAvailable(algorithm: string, { encrypt, blockOctets }: BlockCipher): boolean {
  let known = available.get(algorithm);
  if (known === undefined) {
    try {
      encrypt(new Uint8Array(blockOctets), new Uint8Array(blockOctets));
      known = true;
    } catch {
      known = false;
    }
    available.set(algorithm, known);
  }
  return known;
}
