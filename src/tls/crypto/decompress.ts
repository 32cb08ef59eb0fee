import { brotliDecompressSync, inflateSync } from 'node:zlib';
import { failed, ok } from '../../base/result.ts';
import type { Decompress } from '../wire/messages/compressed-certificate.ts';
import { certificateCompressionAlgorithms } from '../wire/registries/certificate-compression.ts';

const { zlib, brotli } = certificateCompressionAlgorithms.codes;

/** The algorithms of {@link decompressCertificate}, as compress_certificate offers them. */
export const decompressible: readonly number[] = [brotli, zlib];

/** The longest Certificate message that is decompressed, in octets: room for a hundred certificates. */
export const longestDecompressed = 512 * 1024;

/**
 * Undoes the compression of a Certificate (RFC 8879) by node:zlib. No more than the claimed octets are ever made, and of a claim
 * beyond {@link longestDecompressed} none, so that a bomb costs nothing.
 */
export const decompressCertificate: Decompress = ({ algorithm, uncompressedLength: claimed, compressed }) => {
  const inflate = inflaters.get(algorithm);
  if (inflate === undefined) return failed({ kind: 'unknownAlgorithm', algorithm });
  if (claimed > longestDecompressed) return failed({ kind: 'tooLong', claimed, limit: longestDecompressed });
  try {
    // One octet is the least that zlib takes for a bound.
    const octets = new Uint8Array(inflate(compressed, { maxOutputLength: Math.max(1, claimed) }));
    return octets.length === claimed ? ok(octets) : failed({ kind: 'lengthMismatch', claimed, actual: octets.length });
  } catch (error) {
    const isTooLong = error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
    return failed(isTooLong ? { kind: 'lengthMismatch', claimed, actual: null } : { kind: 'corrupt', algorithm });
  }
};

type Inflate = (octets: Uint8Array, options: { readonly maxOutputLength: number }) => Uint8Array;

const inflaters: ReadonlyMap<number, Inflate> = new Map<number, Inflate>([
  [zlib, inflateSync],
  [brotli, brotliDecompressSync],
]);
