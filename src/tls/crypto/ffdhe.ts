import { createDiffieHellman, randomBytes } from 'node:crypto';
import type { DiffieHellman } from 'node:crypto';
import { fromHex } from '../../base/octets.ts';
import { namedGroups } from '../wire/registries/named-group.ts';
import type { Group, KeyPair } from './group.ts';

/** The finite-field groups of RFC 7919, as TLS 1.3 uses them (RFC 8446 section 4.2.8.1). Their primes are made when asked for. */
export const ffdheGroups: readonly (readonly [number, Group])[] = [
  [namedGroups.codes.ffdhe2048, group(namedGroups.codes.ffdhe2048)],
  [namedGroups.codes.ffdhe3072, group(namedGroups.codes.ffdhe3072)],
  [namedGroups.codes.ffdhe4096, group(namedGroups.codes.ffdhe4096)],
];

/**
 * Our side of a key exchange with the server's own parameters, RFC 5246 section 8.1.2: all big-endian, the secret without
 * leading zeros. Null where the prime is not 512 to 10,000 bits long, or the values are none of a group.
 */
export function dheShared(
  p: Uint8Array,
  g: Uint8Array,
  peerPublic: Uint8Array,
): { readonly publicValue: Uint8Array; readonly secret: Uint8Array } | null {
  const prime = withoutLeadingZeros(p);
  // A prime is odd; OpenSSL does not look, and would take its time over one that is not.
  const isOdd = ((prime.at(-1) ?? 0) & 1) === 1;
  if (!isOdd || prime.length < minPrimeOctets || prime.length > maxPrimeOctets) return null;
  if (!isElement(withoutLeadingZeros(g), prime) || !isElement(withoutLeadingZeros(peerPublic), prime)) return null;
  try {
    const dh = createDiffieHellman(prime, g);
    giveExponent(dh);
    const publicValue = dh.getPublicKey();
    return { publicValue, secret: withoutLeadingZeros(dh.computeSecret(peerPublic)) };
  } catch {
    return null;
  }
}

/** The prime of an RFC 7919 group, big-endian. Null where the group is none. */
export function ffdhePrime(code: number): Uint8Array | null {
  const known = primes.get(code);
  if (known !== undefined) return known;
  const [bits, x] = definitions.get(code) ?? [];
  if (bits === undefined || x === undefined) return null;
  const b = BigInt(bits);
  const prime = 2n ** b - 2n ** (b - 64n) + (eulerTimes(b - 130n) + x) * 2n ** 64n - 1n;
  const octets = fromHex(prime.toString(16));
  primes.set(code, octets);
  return octets;
}

function group(code: number): Group {
  const primeOf = (): Uint8Array => {
    const prime = ffdhePrime(code);
    if (prime === null) throw new Error('not an RFC 7919 group');
    return prime;
  };
  const pair = (dh: DiffieHellman, prime: Uint8Array): KeyPair => ({
    group: code,
    publicValue: padded(dh.getPublicKey(), prime.length),
    agree: (peerPublic) => {
      // Looked at here, since node:crypto takes some values beyond the prime.
      if (peerPublic.length !== prime.length || !isElement(withoutLeadingZeros(peerPublic), prime)) return null;
      try {
        return padded(dh.computeSecret(peerPublic), prime.length);
      } catch {
        return null;
      }
    },
  });
  return {
    generate: () => {
      const prime = primeOf();
      const dh = createDiffieHellman(prime, generator);
      giveExponent(dh);
      return pair(dh, prime);
    },
    fromPrivate: (octets) => {
      const prime = primeOf();
      if (octets.length === 0 || octets.length > prime.length) return null;
      const dh = createDiffieHellman(prime, generator);
      dh.setPrivateKey(octets);
      dh.generateKeys();
      return pair(dh, prime);
    },
  };
}

/**
 * A private exponent of 416 bits, beyond the 400 that RFC 7919 section 5.2 asks for its largest group. One as long as the prime
 * would only cost time, and a peer chooses the prime.
 */
function giveExponent(dh: DiffieHellman): void {
  dh.setPrivateKey(randomBytes(52));
  dh.generateKeys();
}

/** Whether 1 < value < prime - 1; both without leading zeros. */
function isElement(value: Uint8Array, prime: Uint8Array): boolean {
  if (value.length === 0 || (value.length === 1 && value[0] === 1) || value.length > prime.length) return false;
  const largest = Uint8Array.from(prime);
  largest[largest.length - 1] = (prime.at(-1) ?? 0) - 1;
  return value.length < prime.length || Buffer.compare(value, largest) < 0;
}

function padded(octets: Uint8Array, length: number): Uint8Array {
  if (octets.length === length) return octets;
  const all = new Uint8Array(length);
  all.set(octets, length - octets.length);
  return all;
}

function withoutLeadingZeros(octets: Uint8Array): Uint8Array {
  const start = octets.findIndex((octet) => octet !== 0);
  return octets.subarray(start === -1 ? octets.length : start);
}

/** floor(2^bits * e), by the series of 1/n! with 64 spare bits. */
function eulerTimes(bits: bigint): bigint {
  const spare = 64n;
  let sum = 0n;
  let term = 1n << (bits + spare);
  for (let n = 1n; term > 0n; n++) {
    sum += term;
    term /= n;
  }
  return sum >> spare;
}

const primes = new Map<number, Uint8Array>();

/** Bits and X of RFC 7919 appendix A: p = 2^b - 2^(b-64) + (floor(2^(b-130) e) + X) 2^64 - 1. */
const definitions: ReadonlyMap<number, readonly [number, bigint]> = new Map([
  [namedGroups.codes.ffdhe2048, [2048, 560316n]],
  [namedGroups.codes.ffdhe3072, [3072, 2625351n]],
  [namedGroups.codes.ffdhe4096, [4096, 5736041n]],
]);

/** Of all groups of RFC 7919. */
const generator = Uint8Array.of(2);

const minPrimeOctets = 64;
const maxPrimeOctets = 1250;
