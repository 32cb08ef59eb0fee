import { addressOctets } from './address-octets.ts';

/**
 * Whether a NO_PROXY list exempts a host (a name, or an IP address with or without brackets), as curl reads it: entries between
 * commas or white space, `*` alone for everything; a name stands for itself and what ends in it, leading and trailing dot or not;
 * an address for itself, or with `/bits` for its network. Ports are not looked at.
 */
export function noProxyApplies(host: string, list: string): boolean {
  if (list.trim() === '*') return true;
  const bare = host.replace(/^\[|\]$/g, '').replace(/%.*$/s, '');
  const address = addressOctets(bare);
  const name = withoutDots(bare);
  return list.split(/[\s,]+/).some((entry) => {
    if (entry === '') return false;
    if (address !== null) return covers(entry, address);
    const domain = withoutDots(entry);
    return domain !== '' && (name === domain || name.endsWith(`.${domain}`));
  });
}

const withoutDots = (name: string): string => name.toLowerCase().replace(/^\.|\.$/g, '');

function covers(entry: string, address: Uint8Array): boolean {
  const [, network = '', bitsTyped] = /^\[?([^\]/]*)\]?(?:\/(\d+))?$/.exec(entry) ?? [];
  const octets = addressOctets(network);
  if (octets === null || octets.length !== address.length) return false;
  const bits = bitsTyped === undefined ? 8 * octets.length : Number(bitsTyped);
  if (bits > 8 * octets.length) return false;
  return octets.every((octet, index) => {
    const mask = (0xff << Math.min(Math.max(8 * (index + 1) - bits, 0), 8)) & 0xff;
    return (octet & mask) === ((address[index] ?? 0) & mask);
  });
}
