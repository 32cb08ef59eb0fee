import type { Codec } from '../codec.ts';

/** `CertificateAuthoritiesExtension`, RFC 8446 section 4.2.4: DER-encoded distinguished names, 3..2^16-1 octets in all. */
export const certificateAuthorities: Codec<readonly Uint8Array[]> = {
  name: 'CertificateAuthoritiesExtension',
  read: (r) => r.vector(2, 'authorities', (one) => one.opaque(2, 'DistinguishedName', { min: 1 })),
  write: (w, names) => w.vector(2, names, (one, name) => one.opaque(2, name)),
};
