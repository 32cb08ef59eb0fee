import { registry } from '../registry.ts';

/** `CertificateCompressionAlgorithm`, RFC 8879 section 7.3. */
export const certificateCompressionAlgorithms = registry('CertificateCompressionAlgorithm', 2, {
  zlib: 1,
  brotli: 2,
  zstd: 3,
});
