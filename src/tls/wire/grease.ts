/**
 * Values reserved to be nothing (RFC 8701): a peer has to ignore them wherever code points stand, and one that does not would
 * fail at anything new.
 */
export interface Grease {
  readonly cipherSuite: number;
  readonly group: number;
  /** Of an extension without content. */
  readonly extension: number;
  /** Of one with a single octet of content; never the same as the other. */
  readonly lastExtension: number;
  readonly version: number;
  readonly signatureScheme: number;
  /** PskKeyExchangeMode, one octet. */
  readonly pskMode: number;
  /** ALPN protocol name, two octets. */
  readonly protocol: Uint8Array;
}

/** Random octets that {@link chooseGrease} wants. */
export const greaseRandomOctets = 8;

/** Chooses a value for every place. The two extensions differ, since no type may stand in a hello twice. */
export function chooseGrease(random: Uint8Array): Grease {
  const value = (place: number): number => greaseValue(random[place] ?? 0);
  const [extension, last] = [value(2), value(3)];
  const protocol = value(7);
  return {
    cipherSuite: value(0),
    group: value(1),
    extension,
    lastExtension: last === extension ? greaseValue(((random[3] ?? 0) & 0x0f) + 1) : last,
    version: value(4),
    signatureScheme: value(5),
    pskMode: 0x0b + 0x1f * ((random[6] ?? 0) & 0x07),
    protocol: Uint8Array.of(protocol >> 8, protocol & 0xff),
  };
}

/** The GREASE value of two octets with this index, of which the low four bits count: 0x0a0a, 0x1a1a, … 0xfafa. */
export const greaseValue = (index: number): number => 0x0a0a + 0x1010 * (index & 0x0f);
