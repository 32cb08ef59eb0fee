import type { Codec } from '../codec.ts';

/** `RenegotiationInfo`, RFC 5746 section 3.2: empty in a first handshake. */
export const renegotiationInfo: Codec<Uint8Array> = {
  name: 'RenegotiationInfo',
  read: (r) => r.opaque(1, 'renegotiated_connection'),
  write: (w, octets) => w.opaque(1, octets),
};
