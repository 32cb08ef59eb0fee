import type { Codec } from '../codec.ts';

/**
 * `CertificateCompressionAlgorithms`, RFC 8879 section 3: code points that the sender can decompress, most preferred first; 1 to
 * 127 of them.
 */
export const compressCertificate: Codec<readonly number[]> = {
  name: 'CertificateCompressionAlgorithms',
  read: (r) => r.vector(1, 'algorithms', (one) => one.u16('CertificateCompressionAlgorithm'), { min: 2, max: 254 }),
  write: (w, algorithms) => w.vector(1, algorithms, (one, algorithm) => one.u16(algorithm)),
};
