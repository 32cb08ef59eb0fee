import { randomBytes } from 'node:crypto';
import { concat, equal, noOctets } from '../../base/octets.ts';
import type { SuiteFacts } from '../wire/registries/cipher-suite.ts';
import { protocolVersions } from '../wire/registries/protocol-version.ts';
import { contentHeader } from './aead-record.ts';
import { blockCipherOf, pad, unpad } from './cbc.ts';
import type { BlockCipher } from './cbc.ts';
import { hmac } from './hkdf.ts';
import type { SideKeys } from './prf.ts';
import type { RecordOpener, RecordSealer, Tls12Options } from './protected-record.ts';
import { SequenceNumber } from './sequence-number.ts';

/**
 * `GenericBlockCipher` of TLS 1.0 to 1.2, RFC 5246 section 6.2.3.2. The MAC is inside the encryption, or around it with
 * encrypt_then_mac (RFC 7366). From TLS 1.1 on the IV travels with each record; before, a record begins where the
 * encryption of the last one ended.
 */
export function cbcOpener(
  suite: SuiteFacts,
  protocol: number,
  keys: SideKeys,
  options: Tls12Options,
): RecordOpener | null {
  const direction = directionOf(suite, protocol, keys);
  if (direction === null) return null;
  const { cipher, mac, macOctets, explicitIvOctets } = direction;
  let chained = keys.iv;
  const sequence = new SequenceNumber();

  /** The plaintext of IV and ciphertext, unpadded; null where they are not whole blocks, or the padding is none. */
  const decrypted = (encrypted: Uint8Array): Uint8Array | null => {
    const iv = explicitIvOctets === 0 ? chained : encrypted.subarray(0, explicitIvOctets);
    const blocks = encrypted.subarray(explicitIvOctets);
    if (blocks.length === 0 || blocks.length % cipher.blockOctets !== 0) return null;
    return unpad(cipher.decrypt(iv, blocks));
  };

  return {
    open: ({ type, version, fragment }) => {
      const outerMac = options.encryptThenMac ? macOctets : 0;
      if (fragment.length < outerMac + explicitIvOctets) return null;
      const encrypted = fragment.subarray(0, fragment.length - outerMac);
      if (options.encryptThenMac) {
        const expected = mac(sequence.octets(), contentHeader(type, version, encrypted.length), encrypted);
        if (!equal(expected, fragment.subarray(encrypted.length))) return null;
      }
      const content = decrypted(encrypted);
      if (content === null) return null;
      const length = content.length - (options.encryptThenMac ? 0 : macOctets);
      if (length < 0) return null;
      const plaintext = content.subarray(0, length);
      if (!options.encryptThenMac) {
        const expected = mac(sequence.octets(), contentHeader(type, version, length), plaintext);
        if (!equal(expected, content.subarray(length))) return null;
      }
      if (explicitIvOctets === 0) chained = Uint8Array.from(encrypted.subarray(-cipher.blockOctets));
      sequence.advance();
      return { type, plaintext };
    },
  };
}

/** The other direction of {@link cbcOpener}; explicit IVs are random. */
export function cbcSealer(
  suite: SuiteFacts,
  protocol: number,
  keys: SideKeys,
  options: Tls12Options,
): RecordSealer | null {
  const direction = directionOf(suite, protocol, keys);
  if (direction === null) return null;
  const { cipher, mac, macOctets, explicitIvOctets } = direction;
  let chained = keys.iv;
  const sequence = new SequenceNumber();
  return {
    seal: (type, version, plaintext) => {
      const explicit = explicitIvOctets === 0 ? noOctets : randomBytes(explicitIvOctets);
      const iv = explicitIvOctets === 0 ? chained : explicit;
      const innerMac = options.encryptThenMac
        ? noOctets
        : mac(sequence.octets(), contentHeader(type, version, plaintext.length), plaintext);
      const blocks = cipher.encrypt(iv, pad(concat([plaintext, innerMac]), cipher.blockOctets));
      if (explicitIvOctets === 0) chained = blocks.subarray(-cipher.blockOctets);
      const encrypted = concat([explicit, blocks]);
      const outerMac = options.encryptThenMac
        ? mac(sequence.octets(), contentHeader(type, version, encrypted.length), encrypted)
        : noOctets;
      sequence.advance();
      const length = encrypted.length + (options.encryptThenMac ? macOctets : 0);
      return concat([contentHeader(type, version, length), encrypted, outerMac]);
    },
  };
}

interface Direction {
  readonly cipher: BlockCipher;
  readonly mac: (...parts: readonly Uint8Array[]) => Uint8Array;
  readonly macOctets: number;
  readonly explicitIvOctets: number;
}

function directionOf(suite: SuiteFacts, protocol: number, { macKey, key, iv }: SideKeys): Direction | null {
  const cipher = blockCipherOf(suite, key);
  if (cipher === null || suite.mac === null) return null;
  const explicitIvOctets = protocol >= protocolVersions.codes['TLSv1.1'] ? cipher.blockOctets : 0;
  if (explicitIvOctets === 0 && iv.length !== cipher.blockOctets) return null;
  const hash = suite.mac.toLowerCase();
  return { cipher, mac: (...parts) => hmac(hash, macKey, ...parts), macOctets: macKey.length, explicitIvOctets };
}
