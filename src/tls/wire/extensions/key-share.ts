import type { Codec } from '../codec.ts';

/** `KeyShareEntry`, RFC 8446 section 4.2.8: a group and one side's public value for it. */
export interface KeyShareEntry {
  /** `NamedGroup` code point as sent; an unknown or GREASE value is data. */
  readonly group: number;
  /** `key_exchange`, 1..2^16-1 octets: 32 for x25519, 65 for secp256r1 (0x04, X, Y). */
  readonly keyExchange: Uint8Array;
}

export const keyShareEntry: Codec<KeyShareEntry> = {
  name: 'KeyShareEntry',
  read: (r) => ({ group: r.u16('group'), keyExchange: r.opaque(2, 'key_exchange', { min: 1 }) }),
  write: (w, entry) => {
    w.u16(entry.group);
    w.opaque(2, entry.keyExchange);
  },
};

/** `KeyShareClientHello`: the client's shares, most preferred first. An empty list asks for a HelloRetryRequest. */
export const keyShareClientHello: Codec<readonly KeyShareEntry[]> = {
  name: 'KeyShareClientHello',
  read: (r) => r.vector(2, 'client_shares', keyShareEntry.read),
  write: (w, shares) => w.vector(2, shares, keyShareEntry.write),
};

/** `KeyShareHelloRetryRequest`: the group for which the server wants a share. */
export const keyShareHelloRetryRequest: Codec<number> = {
  name: 'KeyShareHelloRetryRequest',
  read: (r) => r.u16('selected_group'),
  write: (w, group) => w.u16(group),
};
