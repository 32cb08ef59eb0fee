import type { Codec } from '../codec.ts';

/** `Cookie`, RFC 8446 section 4.2.2: 1..2^16-1 octets that the client returns as they came. */
export const cookie: Codec<Uint8Array> = {
  name: 'Cookie',
  read: (r) => r.opaque(2, 'cookie', { min: 1 }),
  write: (w, octets) => w.opaque(2, octets),
};
