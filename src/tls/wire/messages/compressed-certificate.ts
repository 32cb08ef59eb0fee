import { failed, ok } from '../../../base/result.ts';
import type { Result } from '../../../base/result.ts';
import { decode } from '../codec.ts';
import type { Codec } from '../codec.ts';
import type { DecodeProblem } from '../decode-problem.ts';
import { certificate13 } from './certificate.ts';
import type { Certificate13 } from './certificate.ts';

/** `CompressedCertificate`, RFC 8879 section 4: a Certificate message, compressed. */
export interface CompressedCertificate {
  /** CertificateCompressionAlgorithm code point. */
  readonly algorithm: number;
  /** Octets of the message as the sender claims it will be. */
  readonly uncompressedLength: number;
  /** `compressed_certificate_message`, 1..2^24-1 octets. */
  readonly compressed: Uint8Array;
}

export const compressedCertificate: Codec<CompressedCertificate> = {
  name: 'CompressedCertificate',
  read: (r) => ({
    algorithm: r.u16('algorithm'),
    uncompressedLength: r.u24('uncompressed_length'),
    compressed: r.opaque(3, 'compressed_certificate_message', { min: 1 }),
  }),
  write: (w, { algorithm, uncompressedLength, compressed }) => {
    w.u16(algorithm);
    w.u24(uncompressedLength);
    w.opaque(3, compressed);
  },
};

/** Why a compressed certificate cannot be had; which algorithms there are is up to the {@link Decompress}. */
export type DecompressProblem =
  /** An algorithm that is none of ours, which the server then took without being offered it. */
  | { readonly kind: 'unknownAlgorithm'; readonly algorithm: number }
  /** More octets are claimed than `limit` allows. */
  | { readonly kind: 'tooLong'; readonly claimed: number; readonly limit: number }
  /** It ends, or goes on, elsewhere than claimed. `actual` is null where it was not followed beyond the claim. */
  | { readonly kind: 'lengthMismatch'; readonly claimed: number; readonly actual: number | null }
  /** Octets that the algorithm does not know. */
  | { readonly kind: 'corrupt'; readonly algorithm: number };

/** Undoes the compression, of no more than a bounded number of octets; `src/tls/crypto/decompress.ts` has one. */
export type Decompress = (message: CompressedCertificate) => Result<Uint8Array, DecompressProblem>;

/** The Certificate message inside. */
export function decompressedCertificate(
  message: CompressedCertificate,
  decompress: Decompress,
): Result<Certificate13, DecompressProblem | DecodeProblem> {
  const octets = decompress(message);
  if (!octets.ok) return octets;
  const certificate = decode(certificate13, octets.value);
  return certificate.ok ? ok(certificate.value) : failed(certificate.problem);
}
