import type { Codec } from '../codec.ts';

/** `CertificateVerify`, RFC 8446 section 4.4.3; TLS 1.2's `DigitallySigned` (RFC 5246 section 4.7) has the same octets. */
export interface CertificateVerify {
  /** SignatureScheme code point. */
  readonly algorithm: number;
  /** 0..2^16-1 octets. */
  readonly signature: Uint8Array;
}

export const certificateVerify: Codec<CertificateVerify> = {
  name: 'CertificateVerify',
  read: (r) => ({ algorithm: r.u16('algorithm'), signature: r.opaque(2, 'signature') }),
  write: (w, { algorithm, signature }) => {
    w.u16(algorithm);
    w.opaque(2, signature);
  },
};
