import { createCipheriv, createDecipheriv } from 'node:crypto';
import type { CipherGCM, CipherGCMTypes, DecipherGCM } from 'node:crypto';
import { concat } from '../../base/octets.ts';
import type { SuiteFacts } from '../wire/registries/cipher-suite.ts';

/** An AEAD algorithm (RFC 5116) under one key. The ciphertext ends in the tag. */
export interface Aead {
  readonly tagOctets: number;
  readonly seal: (nonce: Uint8Array, additionalData: Uint8Array, plaintext: Uint8Array) => Uint8Array;
  /** Null when the tag is not right, or there is none. */
  readonly open: (nonce: Uint8Array, additionalData: Uint8Array, ciphertext: Uint8Array) => Uint8Array | null;
}

/** The algorithm of an AEAD suite. Null where node:crypto has none, or the key has not its length. */
export function aeadOf(suite: SuiteFacts, key: Uint8Array): Aead | null {
  const algorithm = nodeName(suite.cipher);
  if (algorithm === null || key.length !== suite.keyOctets) return null;
  const tagOctets = suite.cipher.endsWith('_CCM_8') ? 8 : 16;
  const options = { authTagLength: tagOctets };
  const cipher = (nonce: Uint8Array): CipherGCM => createCipheriv(algorithm, key, nonce, options);
  const decipher = (nonce: Uint8Array): DecipherGCM => createDecipheriv(algorithm, key, nonce, options);
  if (!isAvailable(algorithm, cipher)) return null;
  return {
    tagOctets,
    seal: (nonce, additionalData, plaintext) => {
      const c = cipher(nonce);
      c.setAAD(additionalData, { plaintextLength: plaintext.length });
      return concat([c.update(plaintext), c.final(), c.getAuthTag()]);
    },
    open: (nonce, additionalData, ciphertext) => {
      const length = ciphertext.length - tagOctets;
      if (length < 0) return null;
      try {
        const d = decipher(nonce);
        d.setAuthTag(ciphertext.subarray(length));
        d.setAAD(additionalData, { plaintextLength: length });
        const plaintext = d.update(ciphertext.subarray(0, length));
        return concat([plaintext, d.final()]);
      } catch {
        return null;
      }
    },
  };
}

/** What node:crypto calls the cipher: `aes-128-gcm`, `aria-256-gcm`, `aes-128-ccm`, `chacha20-poly1305`. */
function nodeName(cipher: string): CipherGCMTypes | null {
  const name = cipher.replace(/_8$/, '').replaceAll('_', '-').toLowerCase();
  return takesTheOptionsOfGcm(name) ? name : null;
}

/** The types of node:crypto know these options by three AES names only; it takes them for every AEAD cipher. */
const takesTheOptionsOfGcm = (name: string): name is CipherGCMTypes =>
  /^(?:(?:aes|aria)-(?:128|256)-(?:gcm|ccm)|chacha20-poly1305)$/.test(name);

const available = new Map<string, boolean>();

/** node:crypto lists ciphers that its OpenSSL then refuses, so making one is the only sure answer. */
function isAvailable(algorithm: string, make: (nonce: Uint8Array) => unknown): boolean {
  let known = available.get(algorithm);
  if (known === undefined) {
    try {
      make(new Uint8Array(12));
      known = true;
    } catch {
      known = false;
    }
    available.set(algorithm, known);
  }
  return known;
}
