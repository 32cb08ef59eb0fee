import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { isOnCurve } from '../../../src/x509/pki/curve-point.ts';

const curves = [
  ['secp256r1', 'prime256v1', 'P-256', 32],
  ['secp384r1', 'secp384r1', 'P-384', 48],
  ['secp521r1', 'secp521r1', 'P-521', 66],
] as const;

/** What OpenSSL makes of the point. */
function opensslTakes(crv: string, octets: number, point: Uint8Array): boolean {
  const coordinate = (from: number) => Buffer.from(point.subarray(from, from + octets)).toString('base64url');
  try {
    createPublicKey({ key: { kty: 'EC', crv, x: coordinate(1), y: coordinate(1 + octets) }, format: 'jwk' });
    return true;
  } catch {
    return false;
  }
}

describe.each(curves)('%s, beside OpenSSL', (curve, namedCurve, crv, octets) => {
  const { publicKey } = generateKeyPairSync('ec', { namedCurve });
  const point = new Uint8Array(publicKey.export({ type: 'spki', format: 'der' }).subarray(-(1 + 2 * octets)));

  it('takes a point of a key, and none beside it', () => {
    expect(isOnCurve(curve, point)).toBe(true);
    for (const at of [1, octets, octets + 1, 2 * octets]) {
      const beside = Uint8Array.from(point, (octet, index) => (index === at ? octet ^ 1 : octet));
      expect(isOnCurve(curve, beside)).toBe(opensslTakes(crv, octets, beside));
      expect(isOnCurve(curve, beside)).toBe(false);
    }
  });

  it('takes no coordinate beyond the field, nor zeros', () => {
    for (const fill of [0, 0xff]) {
      const filled = new Uint8Array(1 + 2 * octets).fill(fill);
      filled[0] = 4;
      expect(isOnCurve(curve, filled)).toBe(opensslTakes(crv, octets, filled));
      expect(isOnCurve(curve, filled)).toBe(false);
    }
  });

  it('leaves compressed points and other lengths to others', () => {
    expect(isOnCurve(curve, Uint8Array.of(2, ...point.subarray(1, 1 + octets)))).toBeNull();
    expect(isOnCurve(curve, point.subarray(0, -1))).toBeNull();
  });
});

it('leaves other curves to others', () => {
  expect(isOnCurve('secp256k1', new Uint8Array(65))).toBeNull();
});
