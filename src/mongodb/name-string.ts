/**
 * Distinguished names as people write them (RFC 4514, section 3), as in `tlsX509ClusterAuthDNOverride`. Spaces around `,`, `+`
 * and `=` are skipped, as MongoDB skips them. What no one writes (`#` and hexadecimal instead of a value) is refused, as there.
 */
import { failed, ok } from '../base/result.ts';
import type { Result } from '../base/result.ts';
import { fromUtf8, utf8 } from '../base/octets.ts';
import type { NameAttribute } from '../x509/pki/certificate.ts';
import { attributeNames } from '../x509/pki/oid.ts';

/** What is wrong with a name that was typed. `at`: the place of the character, from 0. */
export type NameStringProblem =
  | { readonly kind: 'empty' }
  | { readonly kind: 'encodedValue'; readonly at: number }
  | { readonly kind: 'unknownType'; readonly type: string }
  | { readonly kind: 'missingEquals'; readonly at: number }
  /** A character that must be escaped stands bare, or an escape is none. */
  | { readonly kind: 'badCharacter'; readonly at: number };

/** Reads a name: relative names in the order of the certificate (the text has them the other way round). */
export function readNameString(text: string): Result<readonly (readonly NameAttribute[])[], NameStringProblem> {
  if (text.trim() === '') return failed({ kind: 'empty' });
  const rdns: NameAttribute[][] = [];
  let rdn: NameAttribute[] = [];
  let at = 0;
  for (;;) {
    const read = readAttribute(text, at);
    if (!read.ok) return read;
    rdn.push(read.value.attribute);
    at = read.value.end;
    const separator = text[at];
    if (separator !== '+') {
      rdns.push(rdn);
      rdn = [];
    }
    if (separator === undefined) return ok(rdns.toReversed());
    at += 1;
  }
}

function readAttribute(
  text: string,
  from: number,
): Result<{ readonly attribute: NameAttribute; readonly end: number }, NameStringProblem> {
  const equals = text.indexOf('=', from);
  const name = equals < 0 ? '' : text.slice(from, equals).trim();
  if (equals < 0 || !/^(?:[A-Za-z][A-Za-z0-9-]*|\d+(?:\.\d+)+)$/.test(name)) {
    return failed({ kind: 'missingEquals', at: from });
  }
  const type = /^\d/.test(name) ? name : oidOf(name);
  if (type === undefined) return failed({ kind: 'unknownType', type: name });
  let at = equals + 1;
  while (text[at] === ' ') at += 1;
  if (text[at] === '#') return failed({ kind: 'encodedValue', at });
  const value = readValue(text, at);
  if (!value.ok) return value;
  const shortName = attributeNames.get(type) ?? type;
  return ok({ attribute: { type, shortName, value: value.value.text }, end: value.value.end });
}

/** A value up to a bare `,` or `+`, its escapes resolved; spaces at its end do not count unless one is escaped. */
function readValue(
  text: string,
  from: number,
): Result<{ readonly text: string; readonly end: number }, NameStringProblem> {
  const octets: number[] = [];
  let kept = 0; // octets up to the last one that is no bare space
  let at = from;
  for (; at < text.length && text[at] !== ',' && text[at] !== '+'; at += 1) {
    const character = text[at] ?? '';
    if (character === '\\') {
      const pair = /^[0-9a-fA-F]{2}/.exec(text.slice(at + 1, at + 3))?.[0];
      const next = text[at + 1];
      if (pair === undefined && (next === undefined || !escapable.includes(next))) {
        return failed({ kind: 'badCharacter', at });
      }
      if (pair === undefined) octets.push(...utf8(next ?? ''));
      else octets.push(Number.parseInt(pair, 16));
      at += pair === undefined ? 1 : 2;
      kept = octets.length;
      continue;
    }
    if (mustEscape.includes(character)) return failed({ kind: 'badCharacter', at });
    const point = text.codePointAt(at) ?? 0;
    octets.push(...utf8(String.fromCodePoint(point)));
    if (point > 0xffff) at += 1;
    if (character !== ' ') kept = octets.length;
  }
  return ok({ text: fromUtf8(Uint8Array.from(octets.slice(0, kept))), end: at });
}

/** The OID of a short name, whatever its case; some have a second name in use. */
function oidOf(name: string): string | undefined {
  const wanted = otherNames.get(name.toLowerCase()) ?? name.toLowerCase();
  for (const [oid, shortName] of attributeNames) if (shortName.toLowerCase() === wanted) return oid;
  return undefined;
}

const otherNames: ReadonlyMap<string, string> = new Map([
  ['s', 'st'],
  ['e', 'emailaddress'],
  ['email', 'emailaddress'],
  ['userid', 'uid'],
  ['commonname', 'cn'],
  ['organizationname', 'o'],
  ['organizationalunitname', 'ou'],
  ['domaincomponent', 'dc'],
]);

const escapable = ' #=,+"\\<>;';
const mustEscape = '"<>;';
