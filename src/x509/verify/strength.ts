import { unreachable } from '../../base/never.ts';
import type { Certificate, PublicKeyFacts } from '../pki/certificate.ts';
import { decodeDer, tags } from '../pki/der.ts';
import { publicKeyAlgorithms, signatureAlgorithms } from '../pki/oid.ts';
import { dhBits, dsaBits } from '../pki/public-key.ts';
import { digestOf, hasUsableKey } from '../pki/signature.ts';

/** OpenSSL's security level, at which certificates are measured (SSL_CTX_set_security_level(3)). */
export type SecurityLevel = 0 | 1 | 2 | 3 | 4 | 5;

/** Whether a public key is strong enough for a level. At level 0 every key is. */
export function isKeyStrongEnough(certificate: Certificate, level: SecurityLevel): boolean {
  return level === 0 || (hasUsableKey(certificate) && keySecurityBits(certificate) >= minimumBits[level]);
}

/** Whether the digest under a certificate's signature is strong enough for a level. */
export function isDigestStrongEnough(certificate: Certificate, level: SecurityLevel): boolean {
  return level === 0 || signatureSecurityBits(certificate) >= minimumBits[level];
}

/** The strength of a key as OpenSSL 3.0 counts it, after NIST SP 800-57; 0 for a key that it cannot use. */
export function keySecurityBits(certificate: Certificate): number {
  const { publicKey, spki } = certificate;
  switch (publicKey.kind) {
    case 'rsa':
    case 'rsa-pss':
      return factoringBits(publicKey.bits);
    case 'ec':
      return curveBits(publicKey);
    case 'ed25519':
      return publicKey.bits === 0 ? 0 : 128;
    case 'ed448':
      return publicKey.bits === 0 ? 0 : 224;
    case 'dsa': {
      const half = dsaBits(parametersOf(spki)).order >> 1;
      const bits = largestStep(discreteLogSteps, publicKey.bits);
      return half < 80 ? 0 : Math.min(half, bits);
    }
    case 'other':
      return otherBits(certificate);
    default:
      return unreachable(publicKey);
  }
}

/** Keys that sign nothing, but may stand in a leaf. */
function otherBits({ publicKey, spki }: Certificate): number {
  if (publicKey.kind !== 'other') return 0;
  switch (publicKey.oid) {
    case publicKeyAlgorithms.x25519:
      return 128;
    case publicKeyAlgorithms.x448:
      return 224;
    case publicKeyAlgorithms.dhKeyAgreement:
    case publicKeyAlgorithms.dhPublicNumber:
      return largestStep(discreteLogSteps, dhBits(parametersOf(spki)));
    default:
      return 0;
  }
}

function signatureSecurityBits(certificate: Certificate): number {
  const { signatureAlgorithm } = certificate;
  if (signatureAlgorithms.get(signatureAlgorithm.oid)?.key === 'eddsa')
    return signatureAlgorithm.name === 'Ed25519' ? 128 : 224;
  const digest = digestOf(signatureAlgorithm);
  return digest === null ? 0 : digestBits[digest];
}

function curveBits({ bits }: Extract<PublicKeyFacts, { kind: 'ec' }>): number {
  return largestStep(curveSteps, bits) || Math.floor(bits / 2);
}

/** The general number field sieve's cost for a modulus (FIPS 140-2 IG 7.5), rounded to 8 bits as OpenSSL rounds it. */
function factoringBits(bits: number): number {
  if (bits < 8) return 0;
  const x = bits * Math.LN2;
  const y = (1.923 * Math.cbrt(x) * Math.cbrt(Math.log(x) ** 2) - 4.69) / Math.LN2;
  const limit = bits <= 7680 ? 192 : bits <= 15360 ? 256 : 1200;
  return Math.min(limit, Math.floor((Math.floor(y) + 4) / 8) * 8);
}

function parametersOf(spki: Uint8Array): Uint8Array | null {
  const read = decodeDer('SubjectPublicKeyInfo', spki, (r) => {
    const algorithm = r.enter(tags.sequence, 'info').enter(tags.sequence, 'algorithm');
    algorithm.oid('algorithm');
    return algorithm.isEmpty ? null : algorithm.value('parameters');
  });
  return read.ok ? read.value : null;
}

const largestStep = (steps: readonly (readonly [number, number])[], bits: number): number =>
  steps.find(([from]) => bits >= from)?.[1] ?? 0;

const minimumBits = { 1: 80, 2: 112, 3: 128, 4: 192, 5: 256 } as const;

const curveSteps = [
  [512, 256],
  [384, 192],
  [256, 128],
  [224, 112],
  [160, 80],
] as const;

const discreteLogSteps = [
  [15360, 256],
  [7680, 192],
  [3072, 128],
  [2048, 112],
  [1024, 80],
] as const;

/** Half of the digest's length; MD5 and SHA-1 by what is known to be left of them. */
const digestBits = {
  md5: 39,
  sha1: 63,
  ripemd160: 80,
  sha224: 112,
  sha256: 128,
  sha384: 192,
  sha512: 256,
  'sha3-224': 112,
  'sha3-256': 128,
  'sha3-384': 192,
  'sha3-512': 256,
} as const;
