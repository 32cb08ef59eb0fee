import type { TrafficKeys } from './key-schedule.ts';
import type { SideKeys } from './prf.ts';
import { suiteFacts } from '../wire/registries/cipher-suite.ts';
import { contentTypes } from '../wire/registries/content-type.ts';
import { aeadOf } from './aead.ts';
import type { Aead } from './aead.ts';
import { aead12Opener, aead12Sealer } from './aead-record.ts';
import { cbcOpener, cbcSealer } from './cbc-record.ts';
import type { RecordOpener, RecordSealer, Tls12Options } from './protected-record.ts';
import { SequenceNumber } from './sequence-number.ts';

export type { ProtectedRecord, RecordOpener, RecordSealer, Tls12Options } from './protected-record.ts';

/** Opens records of TLS 1.3, RFC 8446 section 5.2. Null: node:crypto cannot do that suite here. */
export function tls13Opener(suite: number, { key, iv }: TrafficKeys): RecordOpener | null {
  const aead = tls13Aead(suite, key);
  if (aead === null) return null;
  const sequence = new SequenceNumber();
  return {
    open: ({ header, fragment }) => {
      const inner = aead.open(sequence.nonce(iv), header, fragment);
      if (inner === null) return null;
      sequence.advance();
      return withoutZeros(inner);
    },
  };
}

/** Seals records of TLS 1.3, without padding. Null: node:crypto cannot do that suite here. */
export function tls13Sealer(suite: number, { key, iv }: TrafficKeys): RecordSealer | null {
  const aead = tls13Aead(suite, key);
  if (aead === null) return null;
  const sequence = new SequenceNumber();
  return {
    // The version is always that of TLS 1.2 here, RFC 8446 section 5.2.
    seal: (type, _version, plaintext) => {
      const inner = new Uint8Array(plaintext.length + 1);
      inner.set(plaintext);
      inner[plaintext.length] = type;
      const length = inner.length + aead.tagOctets;
      const header = Uint8Array.of(contentTypes.codes.application_data, 3, 3, length >> 8, length & 0xff);
      const ciphertext = aead.seal(sequence.nonce(iv), header, inner);
      sequence.advance();
      const record = new Uint8Array(header.length + ciphertext.length);
      record.set(header);
      record.set(ciphertext, header.length);
      return record;
    },
  };
}

/** Opens records of TLS 1.0 to 1.2, RFC 5246 section 6.2.3. Null: node:crypto cannot do that suite here. */
export function tls12Opener(
  suite: number,
  protocol: number,
  keys: SideKeys,
  options: Tls12Options,
): RecordOpener | null {
  const facts = suiteFacts(suite);
  if (facts === null || facts.tls13) return null;
  return facts.mode === 'cbc' ? cbcOpener(facts, protocol, keys, options) : aead12Opener(facts, keys);
}

/** Seals records of TLS 1.0 to 1.2. Null: node:crypto cannot do that suite here. */
export function tls12Sealer(
  suite: number,
  protocol: number,
  keys: SideKeys,
  options: Tls12Options,
): RecordSealer | null {
  const facts = suiteFacts(suite);
  if (facts === null || facts.tls13) return null;
  return facts.mode === 'cbc' ? cbcSealer(facts, protocol, keys, options) : aead12Sealer(facts, keys);
}

function tls13Aead(suite: number, key: Uint8Array): Aead | null {
  const facts = suiteFacts(suite);
  return facts === null || !facts.tls13 ? null : aeadOf(facts, key);
}

/** `TLSInnerPlaintext`: content, type, zeros. Nothing but zeros has no type and is not authentic (RFC 8446 section 5.4). */
function withoutZeros(inner: Uint8Array): { type: number; plaintext: Uint8Array } | null {
  let end = inner.length - 1;
  while (end >= 0 && inner[end] === 0) end--;
  const type = inner[end];
  return type === undefined ? null : { type, plaintext: inner.subarray(0, end) };
}
