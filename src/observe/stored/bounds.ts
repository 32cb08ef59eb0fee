/**
 * Whether parsing a JSON text stays within bounds, told from its octets alone: a few megabytes of brackets would become a
 * gigabyte of lists before any schema could look at them.
 */
export function isBounded(octets: Uint8Array, most: { readonly values: number; readonly depth: number }): boolean {
  let values = 0;
  let depth = 0;
  let inText = false;
  for (let at = 0; at < octets.length; at++) {
    const octet = octets[at];
    if (inText) {
      if (octet === backslash) at++;
      else if (octet === quote) inText = false;
    } else if (octet === quote) inText = true;
    else if (octet === comma) values++;
    else if (octet === brace || octet === bracket) {
      values++;
      depth++;
    } else if (octet === closingBrace || octet === closingBracket) depth--;
    if (values > most.values || depth > most.depth) return false;
  }
  return true;
}

const [quote, backslash, comma, brace, closingBrace, bracket, closingBracket] = [
  0x22, 0x5c, 0x2c, 0x7b, 0x7d, 0x5b, 0x5d,
];
