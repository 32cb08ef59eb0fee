/**
 * The order in which a client tries addresses (Happy Eyeballs, RFC 8305 section 4): the resolver's, families taking turns. The
 * first that answers is the one whose result stands first in a report.
 */
export function interleaved(addresses: readonly string[], family: 4 | 6 | null): readonly string[] {
  const wanted = [...new Set(addresses)].filter((address) => family === null || familyOf(address) === family);
  const [first] = wanted;
  if (first === undefined) return [];
  const own = wanted.filter((address) => familyOf(address) === familyOf(first));
  const other = wanted.filter((address) => familyOf(address) !== familyOf(first));
  return own.flatMap((address, index) => [address, ...other.slice(index, index + 1)]).concat(other.slice(own.length));
}

/** Whether a numeric address is of IPv4 or IPv6. */
export const familyOf = (address: string): 4 | 6 => (address.includes(':') ? 6 : 4);
