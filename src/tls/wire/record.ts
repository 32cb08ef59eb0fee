import type { Codec } from './codec.ts';

/** `TLSPlaintext` or `TLSCiphertext`, RFC 8446 section 5: one record as on the wire. */
export interface Record {
  /** ContentType code point. */
  readonly type: number;
  /** legacy_record_version. */
  readonly version: number;
  /** The five octets of type, version and length: additional data of TLS 1.3's AEAD. */
  readonly header: Uint8Array;
  readonly fragment: Uint8Array;
}

/** Octets before a fragment. */
export const recordHeaderLength = 5;

/** The longest fragment of plain text, 2^14 octets. */
export const maxPlaintextLength = 0x4000;

/** The longest protected fragment: 2^14 + 2048 (RFC 5246 section 6.2.3); TLS 1.3 allows 2^14 + 256. */
export const maxCiphertextLength = 0x4000 + 2048;

/** Writes one record of plain text, and reads one for tests and observers. */
export const record: Codec<Pick<Record, 'type' | 'version' | 'fragment'>> = {
  name: 'TLSPlaintext',
  read: (r) => ({
    type: r.u8('type'),
    version: r.u16('legacy_record_version'),
    fragment: r.opaque(2, 'fragment', { max: maxCiphertextLength }),
  }),
  write: (w, { type, version, fragment }) => {
    w.u8(type);
    w.u16(version);
    w.opaque(2, fragment);
  },
};
