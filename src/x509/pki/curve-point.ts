/**
 * Whether a point lies on a NIST curve (SEC 1, section 3.2.2.1), without handing it to a library: importing a key costs ten
 * times as much, and most leaf keys are never used for anything else.
 */

/** Null: not one of these curves, or a compressed point; somebody else has to look. */
export function isOnCurve(curve: string, point: Uint8Array): boolean | null {
  const known = curves.get(curve);
  if (known === undefined || point[0] !== 4 || point.length !== 1 + 2 * known.octets) return null;
  const { prime, b, octets } = known;
  const x = numberOf(point.subarray(1, 1 + octets));
  const y = numberOf(point.subarray(1 + octets));
  if (x >= prime || y >= prime) return false;
  // y² = x³ - 3x + b
  return (y * y - (x * x * x - 3n * x + b)) % prime === 0n;
}

const numberOf = (octets: Uint8Array): bigint =>
  BigInt(`0x${Buffer.from(octets.buffer, octets.byteOffset, octets.length).toString('hex')}`);

interface Curve {
  readonly octets: number;
  readonly prime: bigint;
  readonly b: bigint;
}

/** NIST SP 800-186, section 3.2.1. */
const curves: ReadonlyMap<string, Curve> = new Map([
  [
    'secp256r1',
    {
      octets: 32,
      prime: 2n ** 256n - 2n ** 224n + 2n ** 192n + 2n ** 96n - 1n,
      b: 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn,
    },
  ],
  [
    'secp384r1',
    {
      octets: 48,
      prime: 2n ** 384n - 2n ** 128n - 2n ** 96n + 2n ** 32n - 1n,
      b: 0xb3312fa7e23ee7e4988e056be3f82d19181d9c6efe8141120314088f5013875ac656398d8a2ed19d2a85c8edd3ec2aefn,
    },
  ],
  [
    'secp521r1',
    {
      octets: 66,
      prime: 2n ** 521n - 1n,
      b: 0x0051953eb9618e1c9a1f929a21a0b68540eea2da725b99b315f3b8b489918ef109e156193951ec7e937b1652c0bd3bb1bf073573df883d2c34f1ef451fd46b503f00n,
    },
  ],
]);
