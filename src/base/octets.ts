/** Octet strings: the only binary type in the house is `Uint8Array`. `Buffer` serves as its hex and base64 codec. */

/** Joins octet strings into a new one. */
export function concat(parts: readonly Uint8Array[]): Uint8Array {
  if (parts.length === 1 && parts[0] !== undefined) return parts[0];
  let length = 0;
  for (const part of parts) length += part.length;
  const all = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** Whether two octet strings are the same. Not constant-time: nothing here is secret to the machine that asks. */
export function equal(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && Buffer.compare(a, b) === 0;
}

/** Lower-case hexadecimal without separators. */
export const toHex = (octets: Uint8Array): string =>
  Buffer.from(octets.buffer, octets.byteOffset, octets.byteLength).toString('hex');

/** Reads hexadecimal; white space is skipped. Throws on anything else: callers hand in our own or tested data. */
export function fromHex(hex: string): Uint8Array {
  const digits = hex.replaceAll(/\s+/g, '');
  if (!/^(?:[0-9a-fA-F]{2})*$/.test(digits)) throw new Error('not hexadecimal');
  return new Uint8Array(Buffer.from(digits, 'hex'));
}

/** Standard base64 with padding. */
export const toBase64 = (octets: Uint8Array): string =>
  Buffer.from(octets.buffer, octets.byteOffset, octets.byteLength).toString('base64');

/** The octets of a text in UTF-8. */
export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Reads UTF-8; malformed sequences become U+FFFD, since a peer may send anything. */
export const fromUtf8 = (octets: Uint8Array): string => new TextDecoder().decode(octets);

/** An octet string without octets. */
export const noOctets: Uint8Array = new Uint8Array(0);
