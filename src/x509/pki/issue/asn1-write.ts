/**
 * Short names for what issuing writes, over asn1js. Values are asn1js nodes; {@link derOf} encodes one. Reached by dynamic
 * import only (through issue.ts): nothing that a probe needs comes through here.
 */
import * as asn1js from 'asn1js';
import type { UnixMs } from '../../../base/time.ts';
import { compareOctets, fromLatin1, utf8 } from '../../../base/octets.ts';

/** A node of an ASN.1 tree. */
export type Node = asn1js.AsnType;

/** How text is encoded in a name. */
export type StringKind = 'utf8' | 'printable' | 'ia5' | 't61' | 'bmp' | 'universal' | 'numeric';

/** The DER encoding of a node. */
export const derOf = (node: Node): Uint8Array => new Uint8Array(node.toBER());

export const sequence = (...value: Node[]): Node => new asn1js.Sequence({ value });
/** SET OF: the encodings in ascending order, as DER wants them. */
export const setOf = (...value: Node[]): Node =>
  new asn1js.Set({ value: value.toSorted((a, b) => compareOctets(derOf(a), derOf(b))) });
export const oid = (value: string): Node => new asn1js.ObjectIdentifier({ value });
export const integer = (value: bigint | number): Node => asn1js.Integer.fromBigInt(BigInt(value));
export const enumerated = (value: number): Node => new asn1js.Enumerated({ value });
export const boolean = (value: boolean): Node => new asn1js.Boolean({ value });
export const nothing = (): Node => new asn1js.Null();
export const octetString = (octets: Uint8Array): Node => new asn1js.OctetString({ valueHex: bufferOf(octets) });
export const bitString = (octets: Uint8Array, unusedBits = 0): Node =>
  new asn1js.BitString({ valueHex: bufferOf(octets), unusedBits });

/** `[number]` around nodes: explicit tagging of one node, or implicit tagging of a SEQUENCE's items. */
export const tagged = (tagNumber: number, ...value: Node[]): Node =>
  new asn1js.Constructed({ idBlock: { tagClass: 3, tagNumber }, value });

/** `[number]` in place of a primitive type's own tag. */
export const implicit = (tagNumber: number, octets: Uint8Array): Node =>
  new asn1js.Primitive({ idBlock: { tagClass: 3, tagNumber }, valueHex: bufferOf(octets) });

/** Something encoded already. Throws where it is no ASN.1: callers hand in our own encodings. */
export function encoded(der: Uint8Array): Node {
  const { offset, result } = asn1js.fromBER(bufferOf(der));
  if (offset !== der.length) throw new Error('not one DER value');
  return result;
}

/** Time (RFC 5280 4.1.2.5): UTCTime up to 2049, GeneralizedTime beyond or where `generalized` asks for it. */
export function time(at: UnixMs, generalized = false): Node {
  const digits = new Date(at).toISOString().replaceAll(/[-:T]|\.\d+/g, '');
  const year = Number(digits.slice(0, 4));
  const short = !generalized && year >= 1950 && year < 2050;
  return new asn1js.Primitive({
    idBlock: { tagClass: 1, tagNumber: short ? 23 : 24 },
    valueHex: bufferOf(utf8(short ? digits.slice(2) : digits)),
  });
}

/** Text in one of the string types that names use. */
export function text(kind: StringKind, value: string): Node {
  const [tagNumber, octets] = stringEncodings[kind](value);
  return new asn1js.Primitive({ idBlock: { tagClass: 1, tagNumber }, valueHex: bufferOf(octets) });
}

const stringEncodings: Record<StringKind, (value: string) => readonly [number, Uint8Array]> = {
  utf8: (value) => [12, utf8(value)],
  numeric: (value) => [18, fromLatin1(value)],
  printable: (value) => [19, fromLatin1(value)],
  t61: (value) => [20, fromLatin1(value)],
  ia5: (value) => [22, fromLatin1(value)],
  universal: (value) => [
    28,
    wide(
      Array.from(value, (character) => character.codePointAt(0) ?? 0),
      4,
    ),
  ],
  bmp: (value) => [
    30,
    wide(
      Array.from({ length: value.length }, (_, i) => value.charCodeAt(i)),
      2,
    ),
  ],
};

/** Numbers of 2 or 4 octets, big-endian: UTF-16 units, or UCS-4. */
const wide = (points: readonly number[], width: 2 | 4): Uint8Array =>
  Uint8Array.from(
    points.flatMap((point) =>
      (width === 2 ? [] : [point >>> 24, (point >> 16) & 0xff]).concat((point >> 8) & 0xff, point & 0xff),
    ),
  );

function bufferOf(octets: Uint8Array): ArrayBuffer {
  const copy = new ArrayBuffer(octets.length);
  new Uint8Array(copy).set(octets);
  return copy;
}
