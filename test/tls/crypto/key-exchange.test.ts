import { execFileSync } from 'node:child_process';
import { checkPrimeSync, createECDH, generateKeyPairSync, privateDecrypt, constants, randomBytes } from 'node:crypto';
import fc from '../../support/fc.ts';
import { describe, expect, it } from 'vitest';
import { concat, fromHex, toHex } from '../../../src/base/octets.ts';
import { ffdhePrime } from '../../../src/tls/crypto/ffdhe.ts';
import {
  dheShared,
  encryptPremaster,
  generateKeyPair,
  keyPairFromPrivate,
  processKeyPair,
  sharedSecret,
} from '../../../src/tls/crypto/key-exchange.ts';
import { namedGroups } from '../../../src/tls/wire/registries/named-group.ts';
import { hasPeer } from '../../support/peers.ts';

const { assert, property, uint8Array } = fc;

const { codes } = namedGroups;

/** Groups and the octets of their public values, RFC 8446 section 4.2.8. */
const ours = [
  ['x25519', 32],
  ['x448', 56],
  ['secp256r1', 65],
  ['secp384r1', 97],
  ['secp521r1', 133],
  ['ffdhe2048', 256],
  ['ffdhe3072', 384],
  ['ffdhe4096', 512],
] as const;

const published = [
  {
    name: 'x25519 (RFC 7748 section 6.1)',
    group: codes.x25519,
    privateHex: '77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a',
    publicHex: '8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a',
    peerHex: 'de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f',
    sharedHex: '4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742',
  },
  {
    name: 'x448 (RFC 7748 section 6.2)',
    group: codes.x448,
    privateHex:
      '9a8f4925d1519f5775cf46b04b5800d4ee9ee8bae8bc5565d498c28dd9c9baf574a9419744897391006382a6f127ab1d9ac2d8c0a598726b',
    publicHex:
      '9b08f7cc31b7e3e67d22d5aea121074a273bd2b83de09c63faa73d2c22c5d9bbc836647241d953d40c5b12da88120d53177f80e532c41fa0',
    peerHex:
      '3eb7a829b0cd20f5bcfc0b599b6feccf6da4627107bdb0d4f345b43027d8b972fc3e34fb4232a13ca706dcb57aec3dae07bdc1c67bf33609',
    sharedHex:
      '07fff4181ac6cc95ec1c16a94a0f74d12da232ce40a77552281d282bb60c0b56fd2464c335543936521c24403085d59a449a5037514a879d',
  },
  {
    name: 'secp256r1 (RFC 5903 section 8.1)',
    group: codes.secp256r1,
    privateHex: 'c88f01f510d9ac3f70a292daa2316de544e9aab8afe84049c62a9c57862d1433',
    publicHex:
      '04dad0b65394221cf9b051e1feca5787d098dfe637fc90b9ef945d0c37725811805271a0461cdb8252d61f1c456fa3e59ab1f45b33accf5f58389e0577b8990bb3',
    peerHex:
      '04d12dfb5289c8d4f81208b70270398c342296970a0bccb74c736fc7554494bf6356fbf3ca366cc23e8157854c13c58d6aac23f046ada30f8353e74f33039872ab',
    sharedHex: 'd6840f6b42f6edafd13116e0e12565202fef8e9ece7dce03812464d04b9442de',
  },
];

describe('published key agreements', () => {
  it.each(published)('$name', ({ group, privateHex, publicHex, peerHex, sharedHex }) => {
    const pair = made(keyPairFromPrivate(group, fromHex(privateHex)));
    expect(toHex(pair.publicValue)).toBe(publicHex);
    expect(toHex(made(sharedSecret(pair, fromHex(peerHex))))).toBe(sharedHex);
  });
});

describe.each(ours)('%s', (name, octets) => {
  const group = codes[name];

  it('agrees with itself, in octets of the right number', () => {
    const [one, two] = [made(generateKeyPair(group)), made(generateKeyPair(group))];
    expect(one.group).toBe(group);
    expect(one.publicValue).toHaveLength(octets);
    expect(toHex(one.publicValue)).not.toBe(toHex(two.publicValue));
    const secret = made(sharedSecret(one, two.publicValue));
    expect(toHex(secret)).toBe(toHex(made(sharedSecret(two, one.publicValue))));
  });

  it('keeps one pair a process', () => {
    expect(processKeyPair(group)).toBe(processKeyPair(group));
  });

  it('refuses public values of another length', () => {
    const pair = made(processKeyPair(group));
    const good = made(generateKeyPair(group)).publicValue;
    for (const peer of [new Uint8Array(0), good.subarray(1), concat([good, Uint8Array.of(0)])]) {
      expect.soft(sharedSecret(pair, peer)).toBeNull();
    }
  });

  it('refuses public values that lead to nothing', () => {
    const pair = made(processKeyPair(group));
    // On the Montgomery curves 0 and 1 (little-endian) are of small order, so that the secret would be zero; elsewhere these
    // are no points, or no elements but 0, 1 and something beyond the prime.
    const nothings = name.startsWith('x') ? [[0, 0], [1, 0]] : [[0, 0], [0, 1], [0xff, 0xff]]; // prettier-ignore
    for (const [start = 0, end = 0] of nothings) {
      const peer = new Uint8Array(octets).fill(start === 0xff ? 0xff : 0);
      peer[0] = start;
      peer[octets - 1] = end;
      expect.soft(sharedSecret(pair, peer), `${start}…${end}`).toBeNull();
    }
  });

  it('throws at no octets', () => {
    const pair = made(processKeyPair(group));
    assert(
      property(uint8Array({ minLength: octets, maxLength: octets }), (peer) => {
        const secret = sharedSecret(pair, peer);
        return secret === null || secret.length > 0;
      }),
      { numRuns: 20 },
    );
  });
});

describe('the NIST curves', () => {
  it('refuse a compressed point, a hybrid one and one off the curve', () => {
    const pair = made(processKeyPair(codes.secp256r1));
    const peer = createECDH('prime256v1');
    peer.generateKeys();
    const point = peer.getPublicKey();
    expect(sharedSecret(pair, peer.getPublicKey(null, 'compressed'))).toBeNull();
    expect(sharedSecret(pair, peer.getPublicKey(null, 'hybrid'))).toBeNull();
    const off = Uint8Array.from(point);
    off[64] = (off[64] ?? 0) ^ 1;
    expect(sharedSecret(pair, off)).toBeNull();
    expect(toHex(made(sharedSecret(pair, point)))).toBe(peer.computeSecret(pair.publicValue).toString('hex'));
  });
});

describe('ffdhe', () => {
  it.each([codes.ffdhe2048, codes.ffdhe3072])('makes a safe prime for group %i', (group) => {
    const prime = BigInt(`0x${toHex(made(ffdhePrime(group)))}`);
    expect(checkPrimeSync(prime, { checks: 8 })).toBe(true);
    expect(checkPrimeSync((prime - 1n) / 2n, { checks: 8 })).toBe(true);
  });

  it.skipIf(!hasPeer('openssl')).each(['ffdhe2048', 'ffdhe3072', 'ffdhe4096'] as const)(
    "has OpenSSL's prime of %s",
    (name) => {
      // A DH key in DER holds its prime, whatever the name of its group.
      const pem = execFileSync('openssl', [
        'genpkey',
        '-algorithm',
        'DH',
        '-pkeyopt',
        `group:${name}`,
        '-outform',
        'DER',
      ]);
      expect(toHex(pem)).toContain(toHex(made(ffdhePrime(codes[name]))));
    },
  );

  it('computes g^x mod p, padded to the length of p', () => {
    const p = BigInt(`0x${toHex(made(ffdhePrime(codes.ffdhe2048)))}`);
    const exponent = randomBytes(40);
    const pair = made(keyPairFromPrivate(codes.ffdhe2048, exponent));
    const x = BigInt(`0x${exponent.toString('hex')}`);
    expect(toHex(pair.publicValue)).toBe(hexOf(power(2n, x, p), 256));
    // 2^11: a public value that is short without its leading zeros.
    const small = fromHex(hexOf(2048n, 256));
    expect(toHex(made(sharedSecret(pair, small)))).toBe(hexOf(power(2048n, x, p), 256));
  });

  it('is not made of what it is not', () => {
    expect(generateKeyPair(codes.ffdhe8192)).toBeNull();
    expect(generateKeyPair(0x0a0a)).toBeNull();
    expect(keyPairFromPrivate(codes.x25519, new Uint8Array(31))).toBeNull();
    expect(keyPairFromPrivate(codes.secp256r1, new Uint8Array(32))).toBeNull();
    expect(ffdhePrime(codes.secp256r1)).toBeNull();
  });
});

describe('dheShared', () => {
  const p = made(ffdhePrime(codes.ffdhe2048));
  const g = Uint8Array.of(2);
  const prime = BigInt(`0x${toHex(p)}`);

  it('agrees with the other side, without leading zeros', () => {
    const y = 0x1234567n;
    const peer = fromHex(hexOf(power(2n, y, prime), 256));
    const { publicValue, secret } = made(dheShared(concat([Uint8Array.of(0, 0), p]), g, peer));
    const expected = power(BigInt(`0x${toHex(publicValue)}`), y, prime).toString(16);
    expect(toHex(secret)).toBe(expected.length % 2 === 0 ? expected : `0${expected}`);
    expect(secret[0]).not.toBe(0);
  });

  it('works with the short primes of old servers, down to 512 bits', () => {
    // The 512-bit prime of OpenSSL's s_server of old (apps/s_server.c, dh512_p): weak, and met in the field.
    const small = fromHex(
      'da583c16d9852289d0e4af756f4cca92dd4be533b804fb0fed94ef9c8a4403ed574650d36999db29d776276ba2d3d412e218f4dd1e084cf6d8003e7c4774e833',
    );
    const modulus = BigInt(`0x${toHex(small)}`);
    expect(checkPrimeSync(modulus)).toBe(true);
    const { publicValue, secret } = made(dheShared(small, g, fromHex(hexOf(power(2n, 99n, modulus), 64))));
    const expected = power(BigInt(`0x${toHex(publicValue)}`), 99n, modulus);
    expect(BigInt(`0x${toHex(secret)}`)).toBe(expected);
  });

  it.each([
    ['an even modulus', concat([p.subarray(0, 255), Uint8Array.of(0xfe)]), g, Uint8Array.of(9)],
    ['a modulus of 504 bits', p.subarray(193), g, Uint8Array.of(9)],
    ['a modulus of 65,535 octets', new Uint8Array(65_535).fill(0xff), g, Uint8Array.of(9)],
    ['no modulus', new Uint8Array(0), g, Uint8Array.of(9)],
    ['generator 0', p, Uint8Array.of(0), Uint8Array.of(9)],
    ['generator 1', p, Uint8Array.of(1), Uint8Array.of(9)],
    ['public value 0', p, g, Uint8Array.of(0)],
    ['public value 1', p, g, Uint8Array.of(0, 0, 1)],
    ['public value p-1', p, g, concat([p.subarray(0, 255), Uint8Array.of(0xfe)])],
    ['public value p', p, g, p],
    ['a public value longer than p', p, g, new Uint8Array(300).fill(7)],
  ])('refuses %s', (_what, modulus, generator, peer) => {
    expect(dheShared(modulus, generator, peer)).toBeNull();
  });
});

describe('encryptPremaster', () => {
  it('encrypts what the private key decrypts', () => {
    const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const premaster = randomBytes(48);
    const encrypted = made(encryptPremaster(publicKey, premaster));
    // Without padding, since Node no longer takes PKCS #1 v1.5 off: 00 02, nonzero octets, 00, premaster.
    const block = privateDecrypt({ key: privateKey, padding: constants.RSA_NO_PADDING }, encrypted);
    expect(block.subarray(0, 2).toString('hex')).toBe('0002');
    expect(block.subarray(2, -49).includes(0)).toBe(false);
    expect(block.subarray(-49).toString('hex')).toBe(`00${premaster.toString('hex')}`);
  });

  it('refuses a key that is not RSA, and one that is too short', () => {
    const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    expect(encryptPremaster(publicKey, new Uint8Array(48))).toBeNull();
    const short = generateKeyPairSync('rsa', { modulusLength: 512 });
    expect(encryptPremaster(short.publicKey, new Uint8Array(60))).toBeNull();
  });
});

describe('a key pair', () => {
  it('shows no private octets', () => {
    const pair = made(generateKeyPair(codes.secp256r1));
    expect(Object.keys(pair).toSorted()).toEqual(['agree', 'group', 'publicValue']);
  });
});

function made<T>(value: T | null): T {
  if (value === null) throw new Error('null where something was due');
  return value;
}

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  for (let square = base % modulus, rest = exponent; rest > 0n; rest >>= 1n, square = (square * square) % modulus) {
    if (rest & 1n) result = (result * square) % modulus;
  }
  return result;
}

const hexOf = (value: bigint, octets: number): string => value.toString(16).padStart(octets * 2, '0');
