import { concat } from '../../base/octets.ts';
import type { SuiteFacts } from '../wire/registries/cipher-suite.ts';
import { aeadOf } from './aead.ts';
import type { SideKeys } from './prf.ts';
import type { RecordOpener, RecordSealer } from './protected-record.ts';
import { SequenceNumber } from './sequence-number.ts';

/**
 * `GenericAEADCipher` of TLS 1.2, RFC 5246 section 6.2.3.3. With GCM and CCM half of the nonce travels with each record
 * (RFC 5288 section 3, RFC 6655 section 3); with ChaCha20-Poly1305 none of it does (RFC 7905 section 2).
 */
export function aead12Opener(suite: SuiteFacts, { key, iv }: SideKeys): RecordOpener | null {
  const aead = aeadOf(suite, key);
  const explicitOctets = explicitNonceOctets(suite);
  if (aead === null || iv.length !== 12 - explicitOctets) return null;
  const sequence = new SequenceNumber();
  return {
    open: ({ type, version, fragment }) => {
      const length = fragment.length - explicitOctets - aead.tagOctets;
      if (length < 0) return null;
      const explicit = fragment.subarray(0, explicitOctets);
      const nonce = explicitOctets === 0 ? sequence.nonce(iv) : concat([iv, explicit]);
      const additionalData = concat([sequence.octets(), contentHeader(type, version, length)]);
      const plaintext = aead.open(nonce, additionalData, fragment.subarray(explicitOctets));
      if (plaintext === null) return null;
      sequence.advance();
      return { type, plaintext };
    },
  };
}

/** The other direction of {@link aead12Opener}. The explicit nonce is the sequence number, as RFC 5288 proposes. */
export function aead12Sealer(suite: SuiteFacts, { key, iv }: SideKeys): RecordSealer | null {
  const aead = aeadOf(suite, key);
  const explicitOctets = explicitNonceOctets(suite);
  if (aead === null || iv.length !== 12 - explicitOctets) return null;
  const sequence = new SequenceNumber();
  return {
    seal: (type, version, plaintext) => {
      const explicit = sequence.octets().subarray(0, explicitOctets);
      const nonce = explicitOctets === 0 ? sequence.nonce(iv) : concat([iv, explicit]);
      const additionalData = concat([sequence.octets(), contentHeader(type, version, plaintext.length)]);
      const ciphertext = aead.seal(nonce, additionalData, plaintext);
      sequence.advance();
      const length = explicitOctets + ciphertext.length;
      return concat([contentHeader(type, version, length), explicit, ciphertext]);
    },
  };
}

/** Type, version and length: a record's header, and in front of a MAC or an AEAD the same with the plaintext's length. */
export const contentHeader = (type: number, version: number, length: number): Uint8Array =>
  Uint8Array.of(type, version >> 8, version & 0xff, length >> 8, length & 0xff);

const explicitNonceOctets = ({ cipher }: SuiteFacts): 0 | 8 => (cipher === 'CHACHA20_POLY1305' ? 0 : 8);
