import { latin1, toHex } from '../../base/octets.ts';
import type { GeneralName } from './certificate.ts';
import { context, dotted, primitive, tags } from './der.ts';
import type { DerReader } from './der.ts';
import { readName } from './name.ts';

/**
 * One GeneralName (RFC 5280 4.2.1.6). An iPAddress of a length that no address has keeps its octets as hexadecimal, under
 * `other`; text is read octet by octet, as it may be anything.
 */
export function readGeneralName(r: DerReader): GeneralName {
  switch (r.next) {
    case primitive(1):
      return { kind: 'email', value: latin1(r.content(primitive(1), 'rfc822Name')) };
    case primitive(2):
      return { kind: 'dns', value: latin1(r.content(primitive(2), 'dNSName')) };
    case primitive(6):
      return { kind: 'uri', value: latin1(r.content(primitive(6), 'uniformResourceIdentifier')) };
    case primitive(7): {
      const octets = r.content(primitive(7), 'iPAddress');
      const value = ipText(octets);
      return value === null ? { kind: 'other', value: toHex(octets) } : { kind: 'ip', value };
    }
    case primitive(8): {
      const value = dotted(r.content(primitive(8), 'registeredID'));
      return value === null ? r.fail('illegalValue', 'registeredID') : { kind: 'registeredId', value };
    }
    case context(4): {
      const inner = r.enter(context(4), 'directoryName');
      const name = readName(inner, 'rdnSequence');
      inner.end();
      return { kind: 'directory', value: name.rfc4514 };
    }
    case context(0): {
      const inner = r.enter(context(0), 'otherName');
      const value = inner.oid('type-id');
      const explicit = inner.enter(context(0), 'value');
      explicit.value('value');
      explicit.end();
      inner.end();
      return { kind: 'other', value };
    }
    case context(3):
      r.value('x400Address');
      return { kind: 'other', value: '' };
    case context(5): {
      const inner = r.enter(context(5), 'ediPartyName');
      if (inner.next === context(0)) inner.value('nameAssigner');
      inner.value('partyName', context(1));
      inner.end();
      return { kind: 'other', value: '' };
    }
    default:
      return r.fail('unexpectedTag', 'name');
  }
}

/** GeneralNames: a SEQUENCE of them. OpenSSL takes an empty one. */
export function readGeneralNames(r: DerReader, field: string, tag: number = tags.sequence): GeneralName[] {
  const list = r.enter(tag, field);
  const names: GeneralName[] = [];
  while (!list.isEmpty) names.push(readGeneralName(list));
  return names;
}

/** An address of 4 or 16 octets as text: `192.0.2.1`, `2001:db8::1` (RFC 5952); null for any other length. */
export function ipText(octets: Uint8Array): string | null {
  if (octets.length === 4) return octets.join('.');
  if (octets.length !== 16) return null;
  const groups: number[] = [];
  for (let i = 0; i < 16; i += 2) groups.push((octets[i] ?? 0) * 256 + (octets[i + 1] ?? 0));
  let bestStart = -1;
  let bestLength = 1; // a single zero group is written out
  for (let i = 0; i < 8; i++) {
    let length = 0;
    while (i + length < 8 && groups[i + length] === 0) length++;
    if (length > bestLength) [bestStart, bestLength] = [i, length];
    i += Math.max(0, length - 1);
  }
  if (bestStart < 0) return groupsText(groups);
  return `${groupsText(groups.slice(0, bestStart))}::${groupsText(groups.slice(bestStart + bestLength))}`;
}

const groupsText = (groups: readonly number[]): string => groups.map((group) => group.toString(16)).join(':');

/** The octets of an address as text, 4 or 16; null where it is none. A zone (`%eth0`) is no part of an address. */
export function ipOctets(address: string): Uint8Array | null {
  return address.includes(':') ? ipv6Octets(address) : ipv4Octets(address);
}

function ipv4Octets(address: string): Uint8Array | null {
  const parts = address.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) <= 255)) return null;
  return Uint8Array.from(parts, Number);
}

function ipv6Octets(address: string): Uint8Array | null {
  const dot = address.lastIndexOf(':') + 1;
  const v4 = address.includes('.') ? ipv4Octets(address.slice(dot)) : undefined;
  if (v4 === null) return null;
  const halves = (v4 ? address.slice(0, dot) + mapped(v4) : address).split('::');
  if (halves.length > 2) return null;
  const [before = [], after = []] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const missing = 8 - before.length - after.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return null;
  const groups = [...before, ...Array.from({ length: missing }, () => '0'), ...after];
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return null;
  return Uint8Array.from(
    groups.flatMap((group) => {
      const value = Number.parseInt(group, 16);
      return [value >> 8, value & 0xff];
    }),
  );
}

const mapped = ([a = 0, b = 0, c = 0, d = 0]: Uint8Array): string =>
  `${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
