import { concat, fromLatin1 } from '../../../base/octets.ts';
import { ipOctets } from '../general-name.ts';
import { attributeNames } from '../oid.ts';
import { derOf, implicit, oid, sequence, setOf, tagged, text } from './asn1-write.ts';
import type { Node, StringKind } from './asn1-write.ts';
import type { AttributePlan, GeneralNamePlan, NamePlan } from './issue-plan.ts';

/** The node of a Name (RFC 5280 4.1.2.4). */
export const nameNode = (plan: NamePlan): Node =>
  sequence(...plan.map((part) => (isAttribute(part) ? setOf(attribute(part)) : setOf(...part.map(attribute)))));

/** The node of a GeneralName (RFC 5280 4.2.1.6). */
export function generalNameNode(name: GeneralNamePlan): Node {
  if ('dns' in name) return implicit(2, fromLatin1(name.dns));
  if ('email' in name) return implicit(1, fromLatin1(name.email));
  if ('uri' in name) return implicit(6, fromLatin1(name.uri));
  if ('directory' in name) return tagged(4, nameNode(name.directory));
  if ('registeredId' in name) return implicit(8, derOf(oid(name.registeredId)).subarray(2));
  return implicit(7, addressOctets(name.ip));
}

/** An address, or an address and a mask (RFC 5280 4.2.1.10). */
function addressOctets(written: string): Uint8Array {
  const [address = '', prefix] = written.split('/');
  const octets = ipOctets(address);
  if (octets === null) throw new Error(`no IP address: ${written}`);
  if (prefix === undefined) return octets;
  const mask = octets.map((_, index) => 0xff & ~(0xff >> Math.max(0, Math.min(8, Number(prefix) - index * 8))));
  return concat([octets, mask]);
}

function attribute([type, value, kind]: AttributePlan): Node {
  const id = oidOfAttribute.get(type) ?? type;
  return sequence(oid(id), text(kind ?? usualStrings.get(type) ?? 'utf8', value));
}

const isAttribute = (part: NamePlan[number]): part is AttributePlan => typeof part[0] === 'string';

const oidOfAttribute: ReadonlyMap<string, string> = new Map([...attributeNames].map(([id, name]) => [name, id]));

const usualStrings: ReadonlyMap<string, StringKind> = new Map([
  ['C', 'printable'],
  ['serialNumber', 'printable'],
  ['DC', 'ia5'],
  ['emailAddress', 'ia5'],
]);
