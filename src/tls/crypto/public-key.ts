import { createPublicKey } from 'node:crypto';
import type { JsonWebKey, KeyObject } from 'node:crypto';
import { equal, fromHex } from '../../base/octets.ts';

/**
 * A public key out of a certificate's SubjectPublicKeyInfo (DER, RFC 5280 section 4.1.2.7). RSA, P-256 and EdDSA keys go in as
 * JWK: OpenSSL 3 takes 100 to 170 us to find out what a DER is, and 5 to 100 where it is told. Null where node:crypto
 * cannot read the key, or it is longer than any in use.
 */
export function importPublicKey(spki: Uint8Array): KeyObject | null {
  if (spki.length > maxSpkiOctets) return null;
  const jwk = rsaJwk(spki) ?? fixedJwk(spki);
  try {
    return jwk === null
      ? createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' })
      : createPublicKey({ key: jwk, format: 'jwk' });
  } catch {
    return null;
  }
}

/** Keys whose SPKI always begins alike. (P-384 and P-521 are checked more slowly as JWK than as DER.) */
function fixedJwk(spki: Uint8Array): JsonWebKey | null {
  for (const { start, octets, jwk } of fixed) {
    if (spki.length === start.length + octets && equal(spki.subarray(0, start.length), start)) {
      return jwk(spki.subarray(start.length));
    }
  }
  return null;
}

/** SEQUENCE { rsaEncryption, BIT STRING { SEQUENCE { modulus, publicExponent } } }; null where it is not exactly that. */
function rsaJwk(spki: Uint8Array): JsonWebKey | null {
  const info = content(spki, sequence, 0);
  if (info === null || info.end !== spki.length) return null;
  const bitsAt = info.start + rsaEncryption.length;
  if (!equal(spki.subarray(info.start, bitsAt), rsaEncryption)) return null;
  const bits = content(spki, bitString, bitsAt);
  if (bits === null || bits.end !== info.end || spki[bits.start] !== 0) return null;
  const key = content(spki, sequence, bits.start + 1);
  if (key === null || key.end !== bits.end) return null;
  const n = content(spki, integer, key.start);
  const e = n === null ? null : content(spki, integer, n.end);
  if (n === null || e === null || e.end !== key.end) return null;
  // Empty or negative numbers are left to OpenSSL, which refuses them in its own way.
  if (((spki[n.start] ?? 0x80) | (spki[e.start] ?? 0x80)) & 0x80) return null;
  return { kty: 'RSA', n: base64url(spki.subarray(n.start, n.end)), e: base64url(spki.subarray(e.start, e.end)) };
}

/** Where the content of a DER value with this tag begins and ends; null where no such value is at `at`. */
function content(der: Uint8Array, tag: number, at: number): { readonly start: number; readonly end: number } | null {
  const first = der[at + 1];
  if (der[at] !== tag || first === undefined) return null;
  const lengthOctets = first < 0x80 ? 0 : first & 0x7f;
  // A longer or an indefinite length is left to OpenSSL.
  if (first === 0x80 || lengthOctets > 2) return null;
  let length = first < 0x80 ? first : 0;
  for (let i = 0; i < lengthOctets; i++) length = length * 256 + (der[at + 2 + i] ?? 0);
  const start = at + 2 + lengthOctets;
  return start + length <= der.length ? { start, end: start + length } : null;
}

const base64url = (octets: Uint8Array): string => Buffer.from(octets).toString('base64url');

const okp =
  (crv: string) =>
  (x: Uint8Array): JsonWebKey => ({ kty: 'OKP', crv, x: base64url(x) });

const fixed: readonly {
  readonly start: Uint8Array;
  readonly octets: number;
  readonly jwk: (rest: Uint8Array) => JsonWebKey;
}[] = [
  {
    // id-ecPublicKey with secp256r1, BIT STRING, 0x04: an uncompressed point.
    start: fromHex('3059301306072a8648ce3d020106082a8648ce3d03010703420004'),
    octets: 64,
    jwk: (xy) => ({ kty: 'EC', crv: 'P-256', x: base64url(xy.subarray(0, 32)), y: base64url(xy.subarray(32)) }),
  },
  { start: fromHex('302a300506032b6570032100'), octets: 32, jwk: okp('Ed25519') },
  { start: fromHex('3043300506032b6571033a00'), octets: 57, jwk: okp('Ed448') },
];

/** AlgorithmIdentifier of RSA keys, RFC 3279 section 2.3.1. */
const rsaEncryption = fromHex('300d06092a864886f70d0101010500');

const sequence = 0x30;
const bitString = 0x03;
const integer = 0x02;

/** Room for an RSA key of 16,384 bits, the longest that OpenSSL works with. */
const maxSpkiOctets = 4096;
