/** A record as it was received. */
export interface ProtectedRecord {
  readonly type: number;
  /** legacy_record_version. */
  readonly version: number;
  readonly fragment: Uint8Array;
  /** The five octets before the fragment. */
  readonly header: Uint8Array;
}

/** Takes the protection off the records of one direction, in their order. */
export interface RecordOpener {
  /**
   * The content and its type (in TLS 1.3 the inner one). Null where the record is not authentic, whatever its octets: it
   * never throws. The sequence number then stays where it is.
   */
  open(record: ProtectedRecord): { readonly type: number; readonly plaintext: Uint8Array } | null;
}

/** Protects the records of one direction, in their order. */
export interface RecordSealer {
  /** The whole record, header included. `plaintext`: at most 2^14 octets, which is the caller's to see to. */
  seal(type: number, version: number, plaintext: Uint8Array): Uint8Array;
}

/** How the protection up to TLS 1.2 was negotiated. */
export interface Tls12Options {
  /** Both sides sent encrypt_then_mac; it changes CBC suites only (RFC 7366 section 3). */
  readonly encryptThenMac: boolean;
}
