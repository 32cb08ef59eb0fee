import { constants, generateKeyPairSync, verify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { utf8 } from '../../../src/base/octets.ts';
import { schemesOf, signUnnamed, signWith } from '../../../src/tls/crypto/sign.ts';
import { verifySignature } from '../../../src/tls/crypto/signature.ts';
import { signatureSchemes } from '../../../src/tls/wire/registries/signature-scheme.ts';
import { nameOf } from '../../../src/tls/wire/registry.ts';

const { codes } = signatureSchemes;
const [tls10, tls11, tls12, tls13] = [0x0301, 0x0302, 0x0303, 0x0304];
const message = utf8('what is signed');

interface Pair {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const ec = (namedCurve: string): Pair => generateKeyPairSync('ec', { namedCurve });
const pss = (): Pair => generateKeyPairSync('rsa-pss', { modulusLength: 2048 });
const pssSha256 = (): Pair =>
  generateKeyPairSync('rsa-pss', {
    modulusLength: 2048,
    hashAlgorithm: 'sha256',
    mgf1HashAlgorithm: 'sha256',
    // The types want a text, Node a number.
    saltLength: 32 as never,
  });

const rsaPss = ['rsa_pss_rsae_sha256', 'rsa_pss_rsae_sha384', 'rsa_pss_rsae_sha512'];
const rsaPkcs1 = ['rsa_pkcs1_sha256', 'rsa_pkcs1_sha384', 'rsa_pkcs1_sha512', 'rsa_pkcs1_sha1'];
const pssPss = ['rsa_pss_pss_sha256', 'rsa_pss_pss_sha384', 'rsa_pss_pss_sha512'];
const [p256, p384, p521] = ['ecdsa_secp256r1_sha256', 'ecdsa_secp384r1_sha384', 'ecdsa_secp521r1_sha512'];

/** Kinds of keys, and what each signs with in TLS 1.2 and 1.3. */
const kinds: readonly [string, Pair, readonly (string | undefined)[], readonly (string | undefined)[]][] = [
  ['RSA', rsa, [...rsaPss, ...rsaPkcs1], rsaPss],
  ['RSASSA-PSS', pss(), pssPss, pssPss],
  ['RSASSA-PSS bound to SHA-256', pssSha256(), ['rsa_pss_pss_sha256'], ['rsa_pss_pss_sha256']],
  ['P-256', ec('P-256'), [p256, p384, p521, 'ecdsa_sha1'], [p256]],
  ['P-384', ec('P-384'), [p384, p256, p521, 'ecdsa_sha1'], [p384]],
  ['P-521', ec('P-521'), [p521, p256, p384, 'ecdsa_sha1'], [p521]],
  ['secp256k1', ec('secp256k1'), [p256, p384, p521, 'ecdsa_sha1'], []],
  ['brainpoolP256r1', ec('brainpoolP256r1'), [p256, p384, p521, 'ecdsa_sha1'], ['ecdsa_brainpoolP256r1tls13_sha256']],
  ['brainpoolP512r1', ec('brainpoolP512r1'), [p256, p384, p521, 'ecdsa_sha1'], ['ecdsa_brainpoolP512r1tls13_sha512']],
  ['Ed25519', generateKeyPairSync('ed25519'), ['ed25519'], ['ed25519']],
  ['Ed448', generateKeyPairSync('ed448'), ['ed448'], ['ed448']],
  [
    'DSA',
    generateKeyPairSync('dsa', { modulusLength: 1024, divisorLength: 160 }),
    ['dsa_sha256', 'dsa_sha384', 'dsa_sha512', 'dsa_sha1'],
    [],
  ],
  // A CertificateVerify is a signature: a key that only agrees has none to give.
  ['X25519', generateKeyPairSync('x25519'), [], []],
];

describe.each(kinds)('%s', (_, { publicKey, privateKey }, inTls12, inTls13) => {
  it('has its schemes, best first', () => {
    const names = (protocol: number): string[] =>
      schemesOf(privateKey, protocol).map((scheme) => nameOf(signatureSchemes, scheme));
    expect(names(tls12)).toStrictEqual(inTls12);
    expect(names(tls13)).toStrictEqual(inTls13);
  });

  it.each([
    ['TLS 1.2', tls12],
    ['TLS 1.3', tls13],
  ])('signs what the other side takes for valid in %s', (_version, protocol) => {
    for (const scheme of schemesOf(privateKey, protocol)) {
      const signature = signWith(privateKey, scheme, message) ?? new Uint8Array(0);
      const checked = verifySignature({ scheme, protocol, key: publicKey, message, signature });
      expect.soft(checked, nameOf(signatureSchemes, scheme)).toBe('valid');
    }
  });
});

describe('signWith', () => {
  it('pads and salts as node:crypto checks it', () => {
    const padding = constants.RSA_PKCS1_PSS_PADDING;
    const checks = (scheme: number, digest: string, options: object): boolean =>
      verify(digest, message, { key: rsa.publicKey, ...options }, signWith(rsa.privateKey, scheme, message) ?? message);
    expect(checks(codes.rsa_pss_rsae_sha384, 'sha384', { padding, saltLength: 48 })).toBe(true);
    expect(checks(codes.rsa_pss_rsae_sha384, 'sha384', { padding, saltLength: 20 })).toBe(false);
    expect(checks(codes.rsa_pkcs1_sha1, 'sha1', { padding: constants.RSA_PKCS1_PADDING })).toBe(true);
  });

  it('signs nothing under a scheme for another kind of key, or an unknown one', () => {
    const key = ec('P-256').privateKey;
    for (const scheme of [codes.rsa_pss_rsae_sha256, codes.ed25519, codes.rsa_pkcs1_sha256, 0x0a0a, 0]) {
      expect.soft(signWith(key, scheme, message), nameOf(signatureSchemes, scheme)).toBeNull();
    }
    expect(signWith(rsa.privateKey, codes.rsa_pss_pss_sha256, message)).toBeNull();
  });

  it('does not name a scheme that a short RSA key has no room for', () => {
    // 1024 bits are 128 octets: PSS with SHA-512 wants 130. 512 bits: PSS with SHA-256 wants 66, PKCS #1 with SHA-384 78.
    const { privateKey: key1024 } = generateKeyPairSync('rsa', { modulusLength: 1024 });
    expect(schemesOf(key1024, tls13)).toStrictEqual([codes.rsa_pss_rsae_sha256, codes.rsa_pss_rsae_sha384]);
    expect(signWith(key1024, codes.rsa_pss_rsae_sha512, message)).toBeNull();
    const { privateKey: key512, publicKey } = generateKeyPairSync('rsa', { modulusLength: 512 });
    expect(schemesOf(key512, tls13)).toStrictEqual([]);
    expect(schemesOf(key512, tls12)).toStrictEqual([codes.rsa_pkcs1_sha256, codes.rsa_pkcs1_sha1]);
    const signature = signWith(key512, codes.rsa_pkcs1_sha256, message) ?? new Uint8Array(0);
    expect(verify('sha256', message, publicKey, signature)).toBe(true);
  });
});

describe('signUnnamed', () => {
  it.each([
    ['RSA', rsa],
    ['P-256', ec('P-256')],
    ['DSA', generateKeyPairSync('dsa', { modulusLength: 1024, divisorLength: 160 })],
  ])('signs with %s as TLS 1.0 and 1.1 check it', (_, { publicKey, privateKey }) => {
    const signature = signUnnamed(privateKey, message) ?? new Uint8Array(0);
    for (const protocol of [tls10, tls11]) {
      expect(verifySignature({ scheme: null, protocol, key: publicKey, message, signature })).toBe('valid');
    }
  });

  it.each([
    ['RSASSA-PSS', pss()],
    ['Ed25519', generateKeyPairSync('ed25519')],
  ])('has nothing to sign with for %s, which those versions do not know', (_, { privateKey }) => {
    expect(signUnnamed(privateKey, message)).toBeNull();
  });
});
