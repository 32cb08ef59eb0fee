/** Whether a name lies within a constraint (RFC 5280 section 4.2.1.10), as OpenSSL compares them: form by form. */
import { latin1 } from '../../base/octets.ts';
import { context, primitive } from '../pki/der.ts';
import type { EncodedName } from '../pki/name-constraints.ts';
import { canonicalRdns } from '../pki/name.ts';

/** A subtree with its base in the forms that comparing needs, made once: there may be thousands. */
export interface PreparedSubtree {
  readonly hasBounds: boolean;
  readonly octets: Uint8Array;
  readonly text: string;
  readonly rdns: readonly string[];
}

/** A text: the two cannot be compared. */
export type Match = boolean | 'unsupportedType' | 'badNameSyntax';

/** What a name is compared by with one constraint after another. */
export function comparing({ tag, content }: Pick<EncodedName, 'tag' | 'content'>): (base: PreparedSubtree) => Match {
  switch (tag) {
    case directory: {
      const rdns = canonicalRdns(content);
      return (base) => base.rdns.every((rdn, index) => rdn === rdns[index]);
    }
    case dns: {
      const host = lower(content);
      return ({ text }) => isWithinDomain(host, text);
    }
    case email: {
      const address = latin1(content);
      return ({ text }) => isPermittedAddress(address, text);
    }
    case uri: {
      const host = hostOfUri(lower(content));
      return ({ text }) => (host === null ? 'badNameSyntax' : isHostWithin(host, text));
    }
    case ip:
      return ({ octets }) => isWithinNetwork(content, octets);
    default:
      return () => 'unsupportedType';
  }
}

/** RFC 5280: zero or more labels may be added on the left. A constraint that begins with a dot wants one at least. */
function isWithinDomain(host: string, base: string): boolean {
  if (!host.endsWith(base)) return false;
  return base === '' || host.length === base.length || base.startsWith('.') || host.at(-base.length - 1) === '.';
}

function isPermittedAddress(address: string, base: string): Match {
  const at = address.lastIndexOf('@');
  if (at < 0) return 'badNameSyntax';
  const host = asciiLower(address.slice(at + 1));
  const baseAt = base.lastIndexOf('@');
  if (baseAt < 0 && base.startsWith('.'))
    return address.length > base.length && asciiLower(address).endsWith(asciiLower(base));
  if (baseAt > 0) {
    const local = base.slice(0, baseAt);
    if (local.length !== at) return false;
    if (local.includes('\0') || address.slice(0, at).includes('\0')) return 'badNameSyntax';
    if (local !== address.slice(0, at)) return false;
  }
  return host === asciiLower(base.slice(baseAt + 1));
}

/** The host of `scheme://host…`; null where the URI has none. */
function hostOfUri(text: string): string | null {
  const colon = text.indexOf(':');
  if (colon < 0 || !text.startsWith('//', colon + 1)) return null;
  const rest = text.slice(colon + 3);
  const port = rest.indexOf(':');
  const end = port < 0 ? rest.indexOf('/') : port;
  const host = end < 0 ? rest : rest.slice(0, end);
  return host === '' ? null : host;
}

const isHostWithin = (host: string, base: string): boolean =>
  base.startsWith('.') ? host.length > base.length && host.endsWith(base) : host === base;

/** Address and mask, 8 or 32 octets. */
function isWithinNetwork(address: Uint8Array, base: Uint8Array): Match {
  if ((address.length !== 4 && address.length !== 16) || (base.length !== 8 && base.length !== 32))
    return 'badNameSyntax';
  if (address.length * 2 !== base.length) return false;
  return address.every((octet, index) => ((octet ^ (base[index] ?? 0)) & (base[address.length + index] ?? 0)) === 0);
}

const asciiLower = (text: string): string => text.replaceAll(/[A-Z]+/g, (letters) => letters.toLowerCase());
/** ASCII letters in lower case, as host names are compared. */
export const lower = (octets: Uint8Array): string => asciiLower(latin1(octets));

/** The forms of a GeneralName that are compared, by their tags. */
export const email = primitive(1);
export const dns = primitive(2);
export const directory = context(4);
const uri = primitive(6);
export const ip = primitive(7);
