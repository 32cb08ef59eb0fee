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
  const plain = Buffer.from(hex, 'hex');
  // Buffer stops at what is no digit: where it read everything, the expressions below need not look.
  if (plain.length * 2 === hex.length) return new Uint8Array(plain.buffer, plain.byteOffset, plain.byteLength);
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
export const fromUtf8 = (octets: Uint8Array): string => decoder().decode(octets);

/** Reads UTF-8; null where a sequence is malformed. */
export function strictUtf8(octets: Uint8Array): string | null {
  const text = decoder().decode(octets);
  // The replacement character may stand there in earnest.
  return !text.includes('\ufffd') || equal(utf8(text), octets) ? text : null;
}

/** Reads standard base64; white space is skipped, and so is anything else that does not belong there. */
export function fromBase64(text: string): Uint8Array {
  const octets = Buffer.from(text, 'base64');
  return new Uint8Array(octets.buffer, octets.byteOffset, octets.byteLength);
}

/** The same for many texts at once, which then share their memory: a third of the time for short ones. */
export function fromBase64Each(texts: readonly string[]): Uint8Array[] {
  let length = 0;
  for (const text of texts) length += text.length;
  const all = Buffer.allocUnsafeSlow(Math.ceil((length * 3) / 4));
  let at = 0;
  return texts.map((text) => {
    const from = at;
    at += all.write(text, at, 'base64');
    return new Uint8Array(all.buffer, from, at - from);
  });
}

/** Octets as text, one character each (ISO 8859-1): lossless, so it also serves as a key. */
export function latin1(octets: Uint8Array): string {
  if (octets.length > 64) return Buffer.from(octets.buffer, octets.byteOffset, octets.byteLength).toString('latin1');
  // For the short strings of certificates this beats the call into Buffer.
  let text = '';
  for (let i = 0; i < octets.length; i++) text += String.fromCharCode(octets[i] ?? 0);
  return text;
}

/** The octets of such a text; of a character beyond U+00FF the low eight bits. */
export const fromLatin1 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'));

/** Orders octet strings: negative, zero or positive. */
export const compareOctets = (a: Uint8Array, b: Uint8Array): number => Buffer.compare(a, b);

/** An octet string without octets. */
export const noOctets: Uint8Array = new Uint8Array(0);

/** A leading byte order mark is a character like any other: a peer must not be able to hide one from `visible()`. */
const decoder = () => (decoderMade ??= new TextDecoder('utf-8', { ignoreBOM: true }));

let decoderMade: InstanceType<typeof TextDecoder> | null = null;
