import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import fc from '../../support/fc.ts';
import { describe, expect, it } from 'vitest';
import { concat, fromHex, toHex } from '../../../src/base/octets.ts';
import { importPublicKey } from '../../../src/tls/crypto/public-key.ts';

const { assert, integer, nat, property } = fc;

const spkiOf = (key: KeyObject): Uint8Array => key.export({ type: 'spki', format: 'der' });

const keys: readonly [string, KeyObject][] = [
  ['RSA 512', generateKeyPairSync('rsa', { modulusLength: 512 }).publicKey],
  ['RSA 1024', generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey],
  ['RSA 2048', generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey],
  ['RSA 2048 with exponent 3', generateKeyPairSync('rsa', { modulusLength: 2048, publicExponent: 3 }).publicKey],
  ['RSA-PSS', generateKeyPairSync('rsa-pss', { modulusLength: 2048, hashAlgorithm: 'sha256' }).publicKey],
  ...['P-256', 'P-384', 'P-521', 'secp256k1', 'brainpoolP256r1'].map((namedCurve): [string, KeyObject] => [
    namedCurve,
    generateKeyPairSync('ec', { namedCurve }).publicKey,
  ]),
  [
    'P-256 with explicit parameters',
    generateKeyPairSync('ec', { namedCurve: 'P-256', paramEncoding: 'explicit' }).publicKey,
  ],
  ['Ed25519', generateKeyPairSync('ed25519').publicKey],
  ['Ed448', generateKeyPairSync('ed448').publicKey],
  ['DSA', generateKeyPairSync('dsa', { modulusLength: 1024, divisorLength: 160 }).publicKey],
];

describe.each(keys)('importPublicKey: %s', (_name, key) => {
  const spki = spkiOf(key);

  it('gives the key that node:crypto reads from the DER', () => {
    const imported = importPublicKey(spki);
    expect(imported?.asymmetricKeyType).toBe(key.asymmetricKeyType);
    expect(imported?.equals(key)).toBe(true);
  });

  it('reads no prefix of it', () => {
    for (let length = 0; length < spki.length; length += 7)
      expect(importPublicKey(spki.subarray(0, length))).toBeNull();
  });

  it('reads a damaged one as node:crypto does, or not at all', () => {
    assert(
      property(nat(spki.length - 1), integer({ min: 1, max: 255 }), (at, change) => {
        const damaged = Uint8Array.from(spki);
        damaged[at] = (damaged[at] ?? 0) ^ change;
        const imported = importPublicKey(damaged);
        return (
          imported === null ||
          imported.equals(createPublicKey({ key: Buffer.from(damaged), format: 'der', type: 'spki' }))
        );
      }),
      { numRuns: 150 },
    );
  });
});

describe('importPublicKey', () => {
  it('refuses a point that is not on its curve', () => {
    const spki = fromHex(`3059301306072a8648ce3d020106082a8648ce3d03010703420004${'11'.repeat(64)}`);
    expect(importPublicKey(spki)).toBeNull();
  });

  it('refuses what is longer than any key, and what is none', () => {
    const { publicKey } = generateKeyPairSync('ed25519');
    expect(importPublicKey(concat([spkiOf(publicKey), new Uint8Array(5000)]))).toBeNull();
    expect(importPublicKey(new Uint8Array(0))).toBeNull();
    expect(toHex(spkiOf(publicKey))).toMatch(/^302a300506032b6570/);
  });
});
