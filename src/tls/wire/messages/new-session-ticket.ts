import type { Codec } from '../codec.ts';
import { readExtensions, writeExtensions } from '../extensions/extension.ts';
import type { Extension } from '../extensions/extension.ts';

/** `NewSessionTicket` of TLS 1.3, RFC 8446 section 4.6.1. */
export interface NewSessionTicket13 {
  /** Seconds; 604800 at most. */
  readonly lifetime: number;
  readonly ageAdd: number;
  /** 0..255 octets. */
  readonly nonce: Uint8Array;
  /** 1..2^16-1 octets. */
  readonly ticket: Uint8Array;
  readonly extensions: readonly Extension[];
}

export const newSessionTicket13: Codec<NewSessionTicket13> = {
  name: 'NewSessionTicket',
  read: (r) => ({
    lifetime: r.u32('ticket_lifetime'),
    ageAdd: r.u32('ticket_age_add'),
    nonce: r.opaque(1, 'ticket_nonce'),
    ticket: r.opaque(2, 'ticket', { min: 1 }),
    extensions: readExtensions(r),
  }),
  write: (w, ticket) => {
    w.u32(ticket.lifetime);
    w.u32(ticket.ageAdd);
    w.opaque(1, ticket.nonce);
    w.opaque(2, ticket.ticket);
    writeExtensions(w, ticket.extensions);
  },
};

/** `NewSessionTicket` up to TLS 1.2, RFC 5077 section 3.3. */
export interface NewSessionTicket12 {
  /** `ticket_lifetime_hint` in seconds; 0: the server does not say. */
  readonly lifetimeHint: number;
  /** 0..2^16-1 octets; none where a server that had promised a ticket has thought better of it. */
  readonly ticket: Uint8Array;
}

export const newSessionTicket12: Codec<NewSessionTicket12> = {
  name: 'NewSessionTicket',
  read: (r) => ({ lifetimeHint: r.u32('ticket_lifetime_hint'), ticket: r.opaque(2, 'ticket') }),
  write: (w, { lifetimeHint, ticket }) => {
    w.u32(lifetimeHint);
    w.opaque(2, ticket);
  },
};
