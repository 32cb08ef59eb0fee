/** Diffie-Hellman in whatever group a fault wants, by plain arithmetic: libraries refuse the ones that are worth showing. */
import { fromHex, toHex } from '../base/octets.ts';

/** A prime and a generator, big-endian. */
export interface DhGroup {
  readonly p: Uint8Array;
  readonly g: Uint8Array;
}

/** The Second Oakley Group, 1024 bits: RFC 2409 section 6.2. It was the built-in group of many servers. */
export const oakleyGroup2: DhGroup = {
  p: fromHex(
    'ffffffffffffffffc90fdaa22168c234c4c6628b80dc1cd129024e088a67cc74020bbea63b139b22514a08798e3404ddef9519b3cd3a431b302b0a6df25f1437' +
      '4fe1356d6d51c245e485b576625e7ec6f44c42e9a637ed6b0bff5cb6f406b7edee386bfb5a899fa5ae9f24117c4b1fe649286651ece65381ffffffffffffffff',
  ),
  g: Uint8Array.of(2),
};

/** The server's public value. */
export const dhPublic = ({ p, g }: DhGroup): Uint8Array => octetsOf(power(numberOf(g), exponent, numberOf(p)));

/** The shared secret, without leading zeros (RFC 5246 section 8.1.2). Null where the peer's value is none of the group. */
export function dhShared({ p }: DhGroup, peerPublic: Uint8Array): Uint8Array | null {
  const peer = numberOf(peerPublic);
  const prime = numberOf(p);
  return peer <= 1n || peer >= prime - 1n ? null : octetsOf(power(peer, exponent, prime));
}

function power(base: bigint, by: bigint, modulus: bigint): bigint {
  let result = 1n;
  let square = base % modulus;
  for (let left = by; left > 0n; left >>= 1n) {
    if ((left & 1n) === 1n) result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  return result;
}

const numberOf = (octets: Uint8Array): bigint => BigInt(`0x0${toHex(octets)}`);

function octetsOf(value: bigint): Uint8Array {
  const hex = value.toString(16);
  return fromHex(hex.length % 2 === 0 ? hex : `0${hex}`);
}

/** Nothing on loopback is a secret: one exponent for all, of 256 bits. */
const exponent = BigInt('0xb7e151628aed2a6abf7158809cf4f3c762e7160f38b4da56a784d9045190cfef');
