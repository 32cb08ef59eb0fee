import type { PublicKeyFacts } from './certificate.ts';
import { decodeDer, tags } from './der.ts';
import type { DerReader } from './der.ts';
import { curves, publicKeyAlgorithms as keys } from './oid.ts';

/** A subjectPublicKeyInfo (RFC 5280 4.1.2.7) as read. */
export interface PublicKeyInfo {
  readonly spki: Uint8Array;
  readonly publicKeyBits: Uint8Array;
  readonly publicKey: PublicKeyFacts;
}

/** Reads a subjectPublicKeyInfo. A key that cannot be understood is data: `other`, or 0 bits. */
export function readPublicKey(r: DerReader, field: string): PublicKeyInfo {
  const info = r.enter(tags.sequence, field);
  const algorithm = info.enter(tags.sequence, 'algorithm');
  const oid = algorithm.oid('algorithm');
  const parametersTag = algorithm.next;
  const parameters = parametersTag < 0 ? null : algorithm.value('parameters');
  algorithm.end();
  const publicKeyBits = info.bits('subjectPublicKey').octets;
  info.end();
  return { spki: info.whole, publicKeyBits, publicKey: factsOf(oid, parametersTag, parameters, publicKeyBits) };
}

function factsOf(oid: string, parametersTag: number, parameters: Uint8Array | null, key: Uint8Array): PublicKeyFacts {
  switch (oid) {
    case keys.rsaEncryption:
      return { kind: 'rsa', bits: modulusBits(key) };
    case keys.rsassaPss:
      return { kind: 'rsa-pss', bits: modulusBits(key) };
    case keys.ecPublicKey:
      return curveFacts(parametersTag, parameters, key);
    case keys.ed25519:
      return { kind: 'ed25519', bits: key.length === 32 ? 256 : 0 };
    case keys.ed448:
      return { kind: 'ed448', bits: key.length === 57 ? 456 : 0 };
    case keys.dsa:
      return { kind: 'dsa', bits: dsaBits(parameters).modulus };
    default:
      return { kind: 'other', oid, bits: 0 };
  }
}

/** RSAPublicKey (RFC 8017 A.1.1): the length of the modulus; 0 where it is none. */
function modulusBits(key: Uint8Array): number {
  const read = decodeDer('RSAPublicKey', key, (r) => {
    const inner = r.enter(tags.sequence, 'rsaPublicKey');
    const modulus = inner.integer('modulus');
    inner.integer('publicExponent');
    inner.end();
    return bitLength(modulus);
  });
  return read.ok ? read.value : 0;
}

function curveFacts(tag: number, parameters: Uint8Array | null, key: Uint8Array): PublicKeyFacts {
  const fieldBits = Math.max(0, key[0] === 4 ? (key.length - 1) / 2 : key.length - 1) * 8;
  // Explicit parameters: a curve spelled out in numbers, which RFC 5480 forbids and OpenSSL refuses in a path (error 94).
  if (tag === tags.sequence) return { kind: 'ec', curve: 'explicit', bits: fieldBits };
  const named = parameters === null ? null : decodeDer('ECParameters', parameters, (r) => r.oid('namedCurve'));
  if (named === null || !named.ok) return { kind: 'other', oid: keys.ecPublicKey, bits: 0 };
  const curve = curves.get(named.value);
  return { kind: 'ec', curve: curve?.name ?? named.value, bits: curve?.bits ?? fieldBits };
}

/** Dss-Parms (RFC 3279 2.3.2): lengths of the modulus p and of the subgroup order q; 0 where they are not given. */
export function dsaBits(parameters: Uint8Array | null): { readonly modulus: number; readonly order: number } {
  if (parameters === null) return { modulus: 0, order: 0 };
  const read = decodeDer('Dss-Parms', parameters, (r) => {
    const inner = r.enter(tags.sequence, 'dssParms');
    const modulus = bitLength(inner.integer('p'));
    const order = bitLength(inner.integer('q'));
    inner.rest();
    return { modulus, order };
  });
  return read.ok ? read.value : { modulus: 0, order: 0 };
}

/** The length of the prime p of DHParameter (PKCS #3) or DomainParameters (RFC 3279 2.3.3); 0 where it is not given. */
export function dhBits(parameters: Uint8Array | null): number {
  if (parameters === null) return 0;
  const read = decodeDer('DomainParameters', parameters, (r) => {
    const inner = r.enter(tags.sequence, 'domainParameters');
    const prime = bitLength(inner.integer('p'));
    inner.rest();
    return prime;
  });
  return read.ok ? read.value : 0;
}

/** Bits of a positive INTEGER's content; 0 for a negative one. */
function bitLength(content: Uint8Array): number {
  const [first = 0, second = 0] = content;
  if (first >= 0x80) return 0;
  const [top, octets] = first === 0 && content.length > 1 ? [second, content.length - 1] : [first, content.length];
  return (octets - 1) * 8 + (32 - Math.clz32(top));
}
