/**
 * What stands in the place of names: the same for the same name, another for another, and of the same form, so that what belongs
 * together (a wildcard and its domain, two members of one set) can still be told from what does not.
 */

export interface Placeholders {
  /** A host name of one label or many, `*` included; of a domain that was seen before, under that one's placeholder. */
  readonly host: (name: string) => string;
  /** An IP address: of the blocks that are set aside for documentation (RFC 5737, RFC 3849). */
  readonly address: (address: string) => string;
  /** A value of a distinguished name, the name of a person or of a set. */
  readonly name: (value: string) => string;
  /** A fingerprint or serial number, in as many digits as it had. */
  readonly digits: (hex: string) => string;
  /** A distinguished name (RFC 4514): types and countries stay. */
  readonly distinguishedName: (name: string) => string;
}

/** Placeholders for one report, numbered in the order in which names are asked for. */
export function placeholders(): Placeholders {
  const numbers = new Map<string, Map<string, number>>();
  const number = (kind: string, of: string): number => {
    const known = numbers.get(kind) ?? new Map<string, number>();
    numbers.set(kind, known);
    const at = known.get(of) ?? known.size + 1;
    known.set(of, at);
    return at;
  };

  const host = (typed: string): string => {
    const name = typed.toLowerCase().replace(/\.$/, '');
    if (isLocal(name)) return typed;
    const labels = name.split('.');
    return labels
      .map((label, at) => {
        if (label === '*' || label.startsWith('_')) return label;
        if (labels.length > 1 && at === labels.length - 1) return reserved.has(label) ? label : 'example';
        const kind = labels.length > 1 && at === labels.length - 2 ? 'domain' : 'host';
        return `${kind}-${number(kind, labels.slice(at).join('.'))}`;
      })
      .join('.');
  };

  const address = (typed: string): string => {
    const plain = typed.toLowerCase();
    if (/^127\.|^::1$|^::$|^0\.0\.0\.0$/.test(plain)) return typed;
    if (plain.includes(':')) return `2001:db8::${number('IPv6', plain).toString(16)}`;
    const at = number('IPv4', plain) - 1;
    const block = ['192.0.2', '198.51.100', '203.0.113'][Math.floor(at / 254)];
    return block === undefined ? `address-${at + 1}` : `${block}.${(at % 254) + 1}`;
  };

  const name = (value: string): string => {
    if (isAddress(value)) return address(value);
    return isHost(value) ? host(value) : `name-${number('name', value)}`;
  };

  const digits = (hex: string): string => {
    const at = number('digits', hex.toLowerCase()).toString(16);
    return at.padStart(Math.min(4, hex.length), '0').padEnd(hex.length, '0').slice(0, Math.max(hex.length, at.length));
  };

  const distinguishedName = (text: string): string =>
    partsOf(text)
      .map(({ before, type, value }) => `${before}${type}=${kept.has(type.toUpperCase()) ? value : name(value)}`)
      .join('');

  return { host, address, name, digits, distinguishedName };
}

/** One attribute of a distinguished name; `before`: the comma or plus sign that parts it from the one before. */
export interface NamePart {
  readonly before: string;
  readonly type: string;
  readonly value: string;
}

/** The attributes of a distinguished name (RFC 4514 section 3). */
export const partsOf = (name: string): readonly NamePart[] =>
  [...name.matchAll(/(^|[,+])([A-Za-z][A-Za-z0-9-]*|\d[\d.]*)=((?:\\[\s\S]|[^,+\\])*)/g)].map(
    ([, before = '', type = '', value = '']) => ({ before, type, value }),
  );

/** Countries tell nothing; everything else may. */
const kept: ReadonlySet<string> = new Set(['C']);

/** What names this machine, and not which. */
export const isLocal = (name: string): boolean => name === '' || name === 'localhost' || name.endsWith('.localhost');

const reserved: ReadonlySet<string> = new Set(['example', 'test', 'invalid', 'local', 'internal']);

/** Labels with dots between, the last one of letters. */
export const isHost = (text: string): boolean =>
  text.length <= 253 && /^(?:\*\.)?(?:[a-z0-9_](?:[a-z0-9_-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]\.?$/i.test(text);

/** Four numbers, or groups of hexadecimal digits. */
export const isAddress = (text: string): boolean =>
  /^\d{1,3}(?:\.\d{1,3}){3}$/.test(text) || (/^[0-9a-f:]+(?:\.\d+){0,3}$/i.test(text) && /:.*:/.test(text));
