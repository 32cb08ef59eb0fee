/** One side's half of a key agreement in a named group. The private half stays inside. */
export interface KeyPair {
  /** NamedGroup code point. */
  readonly group: number;
  /** Octets for the peer, as RFC 8446 section 4.2.8 has them in `key_exchange`. */
  readonly publicValue: Uint8Array;
  /** The shared secret; null where the peer's octets are no public value of the group. */
  readonly agree: (peerPublic: Uint8Array) => Uint8Array | null;
}

/** How the pairs of one group are made. */
export interface Group {
  readonly generate: () => KeyPair;
  /** From private octets: a scalar, or a big-endian exponent. Null where they are none of the group. */
  readonly fromPrivate: (octets: Uint8Array) => KeyPair | null;
}
