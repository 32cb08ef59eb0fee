/**
 * The Unicode form of a host name in A-labels (RFC 5890, Punycode of RFC 3492), for showing beside it; null where no label is an
 * A-label, or one does not decode. What comes out is what the name looks like, not proof of whose it is: escape it, and show both.
 */
export function unicodeHost(host: string): string | null {
  const labels = host.split('.');
  if (!labels.some(isALabel)) return null;
  const decoded = labels.map((label) => (isALabel(label) ? decodeLabel(label.slice(4).toLowerCase()) : label));
  return decoded.includes(null) ? null : decoded.join('.');
}

const isALabel = (label: string): boolean => /^xn--/i.test(label);

/** RFC 3492 section 6.2. */
function decodeLabel(text: string): string | null {
  const delimiter = text.lastIndexOf('-');
  const output = Array.from(text.slice(0, Math.max(delimiter, 0)), (character) => character.codePointAt(0) ?? 0);
  let at = delimiter > 0 ? delimiter + 1 : 0;
  let [code, i, bias] = [128, 0, 72];
  while (at < text.length) {
    const before = i;
    for (let weight = 1, k = base; ; k += base) {
      const digit = digits.indexOf(text.charAt(at));
      if (digit < 0 || text.charAt(at) === '') return null;
      at += 1;
      i += digit * weight;
      const threshold = Math.min(Math.max(k - bias, 1), 26);
      if (digit < threshold) break;
      weight *= base - threshold;
      if (i > highest || weight > highest) return null;
    }
    const length = output.length + 1;
    bias = adapted(i - before, length, before === 0);
    code += Math.floor(i / length);
    i %= length;
    // Nothing below U+0080 is written so, nor halves of surrogate pairs.
    if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return null;
    output.splice(i, 0, code);
    i += 1;
  }
  return String.fromCodePoint(...output);
}

/** RFC 3492 section 6.1. */
function adapted(difference: number, length: number, isFirst: boolean): number {
  let delta = Math.floor(difference / (isFirst ? 700 : 2));
  delta += Math.floor(delta / length);
  let k = 0;
  for (; delta > 455; k += base) delta = Math.floor(delta / (base - 1));
  return k + Math.floor((base * delta) / (delta + 38));
}

const base = 36;
const digits = 'abcdefghijklmnopqrstuvwxyz0123456789';
/** Beyond this no code point of a label of 63 octets comes out. */
const highest = 2 ** 31;
