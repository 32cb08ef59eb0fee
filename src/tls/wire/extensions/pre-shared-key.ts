import type { Codec } from '../codec.ts';

/** `PskIdentity`, RFC 8446 section 4.2.11. */
export interface PskIdentity {
  /** A ticket, or the name of an external key: 1..2^16-1 octets. */
  readonly identity: Uint8Array;
  /** Age of the ticket in milliseconds plus its `ticket_age_add`, modulo 2^32; 0 for an external key. */
  readonly obfuscatedTicketAge: number;
}

/** `OfferedPsks`: at least one, with a binder for each in the same order. It is the last extension of its ClientHello. */
export interface OfferedPsks {
  readonly identities: readonly PskIdentity[];
  /** 32..255 octets each: as many as the hash of the key's suite. */
  readonly binders: readonly Uint8Array[];
}

export const offeredPsks: Codec<OfferedPsks> = {
  name: 'OfferedPsks',
  read: (r) => ({
    identities: r.vector(
      2,
      'identities',
      (one) => ({
        identity: one.opaque(2, 'identity', { min: 1 }),
        obfuscatedTicketAge: one.u32('obfuscated_ticket_age'),
      }),
      { min: 7 },
    ),
    binders: r.vector(2, 'binders', (one) => one.opaque(1, 'PskBinderEntry', { min: 32 }), { min: 33 }),
  }),
  write: (w, { identities, binders }) => {
    w.vector(2, identities, (one, { identity, obfuscatedTicketAge }) => {
      one.opaque(2, identity);
      one.u32(obfuscatedTicketAge);
    });
    w.vector(2, binders, (one, binder) => one.opaque(1, binder));
  },
};

/** The server's `selected_identity`: a place in the client's list, from 0. */
export const selectedIdentity: Codec<number> = {
  name: 'PreSharedKeyExtension',
  read: (r) => r.u16('selected_identity'),
  write: (w, place) => w.u16(place),
};

/**
 * Octets of the binders with their lengths: what is cut off the end of a ClientHello before a binder is computed over it (RFC
 * 8446 section 4.2.11.2).
 */
export const bindersOctets = (binders: readonly Uint8Array[]): number =>
  binders.reduce((octets, binder) => octets + 1 + binder.length, 2);

/** `obfuscated_ticket_age` of a ticket that is `ageMs` old. */
export const obfuscatedTicketAge = (ageMs: number, ageAdd: number): number => (Math.floor(ageMs) + ageAdd) % 2 ** 32;
