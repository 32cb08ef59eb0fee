import type { Codec } from '../codec.ts';

/** Content of the padding extension, RFC 7685 section 3: that many octets, all zero. */
export const padding: Codec<number> = {
  name: 'PaddingExtension',
  read: (r) => {
    const octets = r.rest('padding');
    const other = octets.find((octet) => octet !== 0);
    return other === undefined ? octets.length : r.illegal('padding', other, 'zeros');
  },
  write: (w, length) => w.octets(new Uint8Array(length)),
};

/**
 * Octets of padding content that bring a ClientHello of `length` octets (handshake header included, padding extension not) to
 * 512: servers exist that hang at hellos of 256 to 511 (RFC 7685 section 4). Null: no padding is needed.
 */
export function paddingFor(length: number): number | null {
  if (length < 256 || length > 511) return null;
  // The extension's own header takes four octets, and its content may not be empty for some of those servers.
  return Math.max(1, 512 - length - 4);
}
