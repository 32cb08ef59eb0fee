/** Secrets that are easy to find again, in whatever form they come out. */

/** Letters and digits that stand nowhere by chance; three lengths, so that base64 of it is known wherever it begins. */
export const mark = 'zq7Hush9xk';

/** Forms in which a text may leak: as it is, in other case, percent-encoded, hexadecimal, base64 at any alignment, backwards. */
export function traces(secret: string): readonly string[] {
  const octets = Buffer.from(secret);
  const base64 = [0, 1, 2].map((offset) => {
    const whole = Buffer.concat([Buffer.alloc(offset), octets]).toString('base64');
    // The first and the last characters depend on what stands beside it.
    return whole.slice(Math.ceil((offset * 8) / 6), Math.floor(((offset + octets.length) * 8) / 6));
  });
  return [
    secret,
    secret.toLowerCase(),
    encodeURIComponent(secret),
    [...octets].map((octet) => `%${octet.toString(16)}`).join(''),
    octets.toString('hex'),
    ...base64,
    ...base64.map((text) => text.replaceAll('+', '-').replaceAll('/', '_')),
  ];
}

/** Which of the forms stand in a text, whatever its case. */
export function foundIn(text: string, secret: string): readonly string[] {
  const lower = text.toLowerCase();
  return traces(secret).filter((trace) => text.includes(trace) || lower.includes(trace.toLowerCase()));
}
