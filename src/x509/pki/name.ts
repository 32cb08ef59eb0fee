/**
 * Distinguished names (RFC 5280 4.1.2.4): read, compared, and printed as `openssl x509 -nameopt RFC2253` prints them, which
 * is the string that MongoDB compares user names with.
 */
import { equal, latin1, strictUtf8, toHex, utf8 } from '../../base/octets.ts';
import type { DistinguishedName, NameAttribute } from './certificate.ts';
import { DerReader, tags } from './der.ts';
import { attributeNames } from './oid.ts';

/**
 * Reads a Name: a SEQUENCE of SETs of attributes. As for OpenSSL, a value is text that its type allows, or of a type that
 * could hold any.
 */
export function readName(r: DerReader, field: string): DistinguishedName {
  const list = r.enter(tags.sequence, field);
  const rdns: NameAttribute[][] = [];
  let rfc4514 = '';
  while (!list.isEmpty) {
    const set = list.enter(tags.set, 'rdn');
    const rdn: NameAttribute[] = [];
    let printed = '';
    while (!set.isEmpty) {
      const attribute = set.enter(tags.sequence, 'attribute');
      const type = attribute.oid('type');
      const tag = attribute.next;
      const text = decodeText(tag, attribute.content(tag, 'value'));
      attribute.end();
      if (!nameTags.has(tag) || (text === null && canonicalTags.has(tag))) attribute.fail('illegalValue', 'value');
      const known = attributeNames.get(type);
      const shortName = known ?? type;
      rdn.push({ type, shortName, value: text ?? `#${encodedValue(attribute)}` });
      const shown = text === null || known === undefined ? `#${encodedValue(attribute).toUpperCase()}` : escaped(text);
      // OpenSSL prints the encoding backwards, the members of a multi-valued name too.
      printed = printed === '' ? `${shortName}=${shown}` : `${shortName}=${shown}+${printed}`;
    }
    rdns.push(rdn);
    if (printed !== '') rfc4514 = rfc4514 === '' ? printed : `${printed},${rfc4514}`;
  }
  return { rdns, rfc4514, der: list.whole };
}

/**
 * Whether two names are the same by OpenSSL's rule, a form of RFC 5280 section 7.1: text is compared without regard to its
 * string type, ASCII case, and white space at the ends or in runs.
 */
export function sameName(a: Uint8Array, b: Uint8Array): boolean {
  return equal(a, b) || canonicalRdns(a).join() === canonicalRdns(b).join();
}

/** The relative names of an encoded name in a form that is equal where they are; `der` must be one that `readName` took. */
export const canonicalRdns = (der: Uint8Array): string[] =>
  eachAttribute(der, ({ type, text, encoded }) => `${type}=${text === null ? `#${encoded()}` : toHex(utf8(text))}`).map(
    (attributes) => attributes.toSorted().join('+'),
  );

/**
 * The words of a name: the runs of ASCII letters and digits in its texts, in lower case. {@link searchable} of any name that
 * {@link sameName} holds the same has each of them. `der` must be one that `readName` took.
 */
export const wordsOf = (der: Uint8Array): string[] =>
  eachAttribute(der, ({ text }) => text?.match(/[a-z0-9]+/g) ?? []).flat(2);

/** Encoded octets, a name for one, as a text to look for {@link wordsOf} another in: cheap, for it reads nothing. */
export const searchable = (octets: Uint8Array): string =>
  // BMPString and UniversalString have zeros between the letters.
  latin1(octets).toLowerCase().replaceAll('\0', '');

/** An attribute of a name, as names are compared. */
interface ComparedAttribute {
  readonly type: string;
  /** Its {@link canonicalValue}. */
  readonly text: string | null;
  /** The encoded value, hexadecimal. */
  readonly encoded: () => string;
}

function eachAttribute<T>(der: Uint8Array, visit: (attribute: ComparedAttribute) => T): T[][] {
  const list = new DerReader(der, 'Name').enter(tags.sequence, 'rdnSequence');
  const rdns: T[][] = [];
  while (!list.isEmpty) {
    const set = list.enter(tags.set, 'rdn');
    const attributes: T[] = [];
    while (!set.isEmpty) {
      const attribute = set.enter(tags.sequence, 'attribute');
      const type = attribute.oid('type');
      const tag = attribute.next;
      const text = canonicalValue(tag, attribute.content(tag, 'value'));
      attributes.push(visit({ type, text, encoded: () => encodedValue(attribute) }));
    }
    rdns.push(attributes);
  }
  return rdns;
}

/** The text of a string type; null for a type that holds none, or octets that are no text of it. */
function decodeText(tag: number, content: Uint8Array): string | null {
  switch (tag) {
    case tags.printableString:
    case tags.ia5String:
    case tags.numericString:
    case tags.visibleString:
    case tags.t61String: // OpenSSL takes it for ISO 8859-1
      return latin1(content);
    case tags.utf8String:
      for (let i = 0; i < content.length; i++) if ((content[i] ?? 0) >= 0x80) return strictUtf8(content);
      return latin1(content);
    case tags.bmpString:
      return wideText(content, 2);
    case tags.universalString:
      return wideText(content, 4);
    default:
      return null;
  }
}

function wideText(content: Uint8Array, width: 2 | 4): string | null {
  if (content.length % width !== 0) return null;
  let text = '';
  for (let i = 0; i < content.length; i += width) {
    let point = 0;
    for (let j = 0; j < width; j++) point = point * 256 + (content[i + j] ?? 0);
    if (point > 0x10ffff) return null;
    text += String.fromCodePoint(point);
  }
  return text;
}

/** RFC 4514 section 2.4, with everything outside of printable ASCII as `\XX` octets of its UTF-8, as OpenSSL does it. */
function escaped(text: string): string {
  if (!needsEscape.test(text)) return text;
  const octets = utf8(text);
  let out = '';
  for (let index = 0; index < octets.length; index++) {
    const octet = octets[index] ?? 0;
    const character = String.fromCharCode(octet);
    const isLast = index === octets.length - 1;
    if (octet < 0x20 || octet >= 0x7f) out += `\\${octet.toString(16).toUpperCase().padStart(2, '0')}`;
    else if (special.includes(character)) out += `\\${character}`;
    else if (character === ' ' && (index === 0 || isLast)) out += '\\ ';
    // OpenSSL leaves a value alone that is nothing but `#`.
    else if (character === '#' && index === 0 && !isLast) out += '\\#';
    else out += character;
  }
  return out;
}

/** The text of an attribute as OpenSSL compares it; null where its type is compared by its octets, or holds no text. */
export function canonicalValue(tag: number, content: Uint8Array): string | null {
  const text = canonicalTags.has(tag) ? decodeText(tag, content) : null;
  if (text === null) return null;
  return text
    .replaceAll(/[ \t\n\v\f\r]+/g, ' ')
    .replaceAll(/^ | $/g, '')
    .replaceAll(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

/** The value of an attribute in its encoding, hexadecimal; `attribute` has been read. */
function encodedValue(attribute: DerReader): string {
  const again = new DerReader(attribute.whole, 'attribute').enter(tags.sequence, 'attribute');
  again.value('type');
  return toHex(again.rest());
}

const needsEscape = /[^ -~]|[,+"\\<>;]|^[ #]| $/;
const special = ',+"\\<>;';

/** What OpenSSL takes for the value of an attribute: its B_ASN1_PRINTABLE, to which unassigned types belong. */
const nameTags: ReadonlySet<number> = new Set([
  tags.bitString,
  7,
  8,
  9,
  11,
  tags.utf8String,
  13,
  14,
  15,
  tags.numericString,
  tags.printableString,
  tags.t61String,
  tags.ia5String,
  tags.universalString,
  29,
  tags.bmpString,
  tags.sequence,
]);

const canonicalTags: ReadonlySet<number> = new Set([
  tags.utf8String,
  tags.bmpString,
  tags.universalString,
  tags.printableString,
  tags.t61String,
  tags.ia5String,
  tags.visibleString,
]);
