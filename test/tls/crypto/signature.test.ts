import { constants, generateKeyPairSync, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { fromUtf8, toHex, utf8 } from '../../../src/base/octets.ts';
import { certificateVerifyInput, serverKeyExchangeInput, verifySignature } from '../../../src/tls/crypto/signature.ts';
import { signatureSchemes } from '../../../src/tls/wire/registries/signature-scheme.ts';

const { codes } = signatureSchemes;
const [tls12, tls13] = [0x0303, 0x0304];
const message = utf8('what was signed');

interface Pair {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const rsaPss = generateKeyPairSync('rsa-pss', { modulusLength: 2048 });
const p256 = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const p384 = generateKeyPairSync('ec', { namedCurve: 'P-384' });
const p521 = generateKeyPairSync('ec', { namedCurve: 'P-521' });
const brainpool = generateKeyPairSync('ec', { namedCurve: 'brainpoolP384r1' });
const ed25519 = generateKeyPairSync('ed25519');
const ed448 = generateKeyPairSync('ed448');
const dsa = generateKeyPairSync('dsa', { modulusLength: 1024, divisorLength: 160 });

const pss = (key: KeyObject, hash: string): Buffer =>
  sign(hash, message, {
    key,
    padding: constants.RSA_PKCS1_PSS_PADDING,
    saltLength: constants.RSA_PSS_SALTLEN_DIGEST,
  });

/** Scheme, key, signature, and whether TLS 1.3 has it. */
const signatures: readonly [keyof typeof codes, Pair, (key: KeyObject) => Buffer, boolean][] = [
  ['rsa_pkcs1_md5', rsa, (key) => sign('md5', message, key), false],
  ['rsa_pkcs1_sha1', rsa, (key) => sign('sha1', message, key), false],
  ['rsa_pkcs1_sha256', rsa, (key) => sign('sha256', message, key), false],
  ['rsa_pkcs1_sha384', rsa, (key) => sign('sha384', message, key), false],
  ['rsa_pkcs1_sha512', rsa, (key) => sign('sha512', message, key), false],
  ['rsa_pss_rsae_sha256', rsa, (key) => pss(key, 'sha256'), true],
  ['rsa_pss_rsae_sha384', rsa, (key) => pss(key, 'sha384'), true],
  ['rsa_pss_rsae_sha512', rsa, (key) => pss(key, 'sha512'), true],
  ['rsa_pss_pss_sha256', rsaPss, (key) => pss(key, 'sha256'), true],
  ['rsa_pss_pss_sha384', rsaPss, (key) => pss(key, 'sha384'), true],
  ['rsa_pss_pss_sha512', rsaPss, (key) => pss(key, 'sha512'), true],
  ['ecdsa_sha1', p256, (key) => sign('sha1', message, key), false],
  ['ecdsa_secp256r1_sha256', p256, (key) => sign('sha256', message, key), true],
  ['ecdsa_secp384r1_sha384', p384, (key) => sign('sha384', message, key), true],
  ['ecdsa_secp521r1_sha512', p521, (key) => sign('sha512', message, key), true],
  ['ecdsa_brainpoolP384r1tls13_sha384', brainpool, (key) => sign('sha384', message, key), true],
  ['ed25519', ed25519, (key) => sign(null, message, key), true],
  ['ed448', ed448, (key) => sign(null, message, key), true],
  ['dsa_sha1', dsa, (key) => sign('sha1', message, key), false],
  ['dsa_sha256', dsa, (key) => sign('sha256', message, key), false],
];

describe.each(signatures)('%s', (name, { publicKey: key, privateKey }, make, inTls13) => {
  const signature = make(privateKey);
  const scheme = codes[name];
  const check = (protocol: number, changed: { message?: Uint8Array; signature?: Uint8Array; key?: KeyObject } = {}) =>
    verifySignature({ scheme, protocol, key, message, signature, ...changed });

  it('is valid over what was signed, and in TLS 1.3 only where it belongs', () => {
    expect(check(tls12)).toBe('valid');
    expect(check(tls13)).toBe(inTls13 ? 'valid' : 'schemeUnsuited');
  });

  it('is invalid over anything else', () => {
    expect(check(tls12, { message: utf8('what was not signed') })).toBe('invalid');
    const changed = Uint8Array.from(signature);
    changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1;
    for (const octets of [changed, new Uint8Array(0), Uint8Array.of(0x30, 0x80), new Uint8Array(5000)]) {
      expect(check(tls12, { signature: octets })).toBe('invalid');
    }
  });

  it('does not suit a key of another kind', () => {
    const other = key.asymmetricKeyType === 'ed25519' ? rsa.publicKey : ed25519.publicKey;
    expect(check(tls12, { key: other })).toBe('schemeUnsuited');
    expect(check(tls13, { key: other })).toBe('schemeUnsuited');
  });
});

describe('verifySignature', () => {
  it('binds an ECDSA scheme to its curve in TLS 1.3 only (RFC 8446 section 4.2.3)', () => {
    const check = { scheme: codes.ecdsa_secp256r1_sha256, key: p384.publicKey, message };
    const signature = sign('sha256', message, p384.privateKey);
    expect(verifySignature({ ...check, signature, protocol: tls12 })).toBe('valid');
    expect(verifySignature({ ...check, signature, protocol: tls13 })).toBe('schemeUnsuited');
  });

  it('keeps the two kinds of RSA-PSS apart', () => {
    const check = { message, signature: new Uint8Array(256), protocol: tls13 };
    expect(verifySignature({ ...check, scheme: codes.rsa_pss_pss_sha256, key: rsa.publicKey })).toBe('schemeUnsuited');
    expect(verifySignature({ ...check, scheme: codes.rsa_pss_rsae_sha256, key: rsaPss.publicKey })).toBe(
      'schemeUnsuited',
    );
  });

  it('does not take a salt of another length than the hash (RFC 8446 section 4.2.3)', () => {
    const { RSA_PKCS1_PSS_PADDING: padding } = constants;
    const signature = sign('sha256', message, { key: rsa.privateKey, padding, saltLength: 20 });
    const check = { scheme: codes.rsa_pss_rsae_sha256, protocol: tls13, key: rsa.publicKey, message };
    expect(verifySignature({ ...check, signature })).toBe('invalid');
  });

  it.each([0x0000, 0x0a0a, codes.mldsa44, codes.sm2sig_sm3])('has nothing for scheme %i', (scheme) => {
    const check = { scheme, protocol: tls13, key: rsa.publicKey, message, signature: new Uint8Array(256) };
    expect(verifySignature(check)).toBe('schemeUnsuited');
  });
});

describe('what is signed', () => {
  it('in a CertificateVerify: the example of RFC 8446 section 4.4.3', () => {
    // A transcript hash of 32 octets of 01.
    const input = certificateVerifyInput('server', new Uint8Array(32).fill(1));
    expect(toHex(input)).toBe(
      `${'20'.repeat(64)}544c5320312e332c2073657276657220436572746966696361746556657269667900${'01'.repeat(32)}`,
    );
    expect(fromUtf8(certificateVerifyInput('client', new Uint8Array(0)))).toContain(
      'TLS 1.3, client CertificateVerify',
    );
  });

  it('in a ServerKeyExchange: both randoms, then the parameters', () => {
    expect(toHex(serverKeyExchangeInput(Uint8Array.of(1), Uint8Array.of(2), Uint8Array.of(3, 4)))).toBe('01020304');
  });
});
