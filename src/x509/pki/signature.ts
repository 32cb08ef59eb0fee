import { constants, createHash, createPublicKey, verify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { equal } from '../../base/octets.ts';
import { readAlgorithm } from './certificate.ts';
import type { Certificate } from './certificate.ts';
import { isOnCurve } from './curve-point.ts';
import { context, decodeDer, tags } from './der.ts';
import type { DerReader } from './der.ts';
import { digestAlgorithms, signatureAlgorithms } from './oid.ts';
import type { Digest } from './oid.ts';

/** A signature algorithm as an AlgorithmIdentifier names it. */
export type SignatureAlgorithm = Certificate['signatureAlgorithm'];

/** What became of a signature: `unusableKey` where the key cannot be read, or is none for this algorithm. */
export type SignatureCheck = 'valid' | 'invalid' | 'unusableKey';

/**
 * Whether `issuer`'s key made the signature of `subject`. The two algorithm fields of `subject` must agree (RFC 5280
 * 4.1.1.2). Each pair is computed once: it costs a public key operation, some 60 µs.
 */
export function checkCertificateSignature(subject: Certificate, issuer: Certificate): SignatureCheck {
  const known = checked.get(subject) ?? new WeakMap<Certificate, SignatureCheck>();
  checked.set(subject, known);
  const before = known.get(issuer);
  if (before !== undefined) return before;
  const result = algorithmsAgree(subject)
    ? checkSignature(subject.signatureAlgorithm, subject.tbs, subject.signature, issuer)
    : 'invalid';
  known.set(issuer, result);
  return result;
}

/** Whether `signer`'s key made a signature over `octets`: RSA PKCS #1 and PSS, ECDSA, DSA, Ed25519 and Ed448. */
export function checkSignature(
  algorithm: SignatureAlgorithm,
  octets: Uint8Array,
  signature: Uint8Array,
  signer: Certificate,
): SignatureCheck {
  const facts = signatureAlgorithms.get(algorithm.oid);
  if (facts === undefined || !isKeyFor(algorithm.oid, signer)) return 'unusableKey';
  const key = keyOf(signer);
  if (key === null) return 'unusableKey';
  if (facts.key !== 'eddsa' && facts.key !== 'rsa-pss' && facts.digest === null) return 'invalid';
  try {
    if (facts.key !== 'rsa-pss') return verdict(verify(facts.digest, octets, key, signature));
    const pss = readPssParameters(algorithm.parameters);
    if (pss === null) return 'invalid';
    const { digest, saltLength } = pss;
    return verdict(verify(digest, octets, { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength }, signature));
  } catch {
    // OpenSSL refuses the digest, the salt, or the signature's form: none of them verifies.
    return 'invalid';
  }
}

/** Whether the certificate's key is of the kind that the algorithm signs with. A plain RSA key may sign with PSS. */
export function isKeyFor(algorithmOid: string, { publicKey }: Certificate): boolean {
  switch (signatureAlgorithms.get(algorithmOid)?.key) {
    case 'rsa':
      return publicKey.kind === 'rsa';
    case 'rsa-pss':
      return publicKey.kind === 'rsa' || publicKey.kind === 'rsa-pss';
    case 'ec':
      return publicKey.kind === 'ec';
    case 'dsa':
      return publicKey.kind === 'dsa';
    case 'eddsa':
      return publicKey.kind === (algorithmOid === '1.3.101.112' ? 'ed25519' : 'ed448');
    default:
      return false;
  }
}

/** Whether OpenSSL can read the certificate's public key; a point must be on its curve. Computed once. */
export function hasUsableKey(certificate: Certificate): boolean {
  const before = usable.get(certificate);
  if (before !== undefined) return before;
  const { publicKey, publicKeyBits } = certificate;
  const isOn = publicKey.kind === 'ec' ? isOnCurve(publicKey.curve, publicKeyBits) : null;
  const result = isOn ?? keyOf(certificate) !== null;
  usable.set(certificate, result);
  return result;
}

/** The algorithm inside of tbsCertificate, the one that is signed; null where it is malformed. */
export function signedAlgorithm({ tbs }: Certificate): SignatureAlgorithm | null {
  const read = decodeDer('TBSCertificate', tbs, (r) => {
    const inner = r.enter(tags.sequence, 'tbsCertificate');
    if (inner.next === context(0)) inner.value('version');
    inner.integer('serialNumber');
    const algorithm = readAlgorithm(inner, 'signature');
    inner.rest();
    return algorithm;
  });
  return read.ok ? read.value : null;
}

/** Whether the two algorithm fields of a certificate, the one that is signed and the one outside, agree. */
export function algorithmsAgree(certificate: Certificate): boolean {
  const inner = signedAlgorithm(certificate);
  return inner !== null && sameAlgorithm(inner, certificate.signatureAlgorithm);
}

/** The digest that an algorithm signs, PSS by its parameters; null for EdDSA and for unknown ones. */
export function digestOf(algorithm: SignatureAlgorithm): Digest | null {
  const facts = signatureAlgorithms.get(algorithm.oid);
  return facts?.key === 'rsa-pss' ? (readPssParameters(algorithm.parameters)?.digest ?? null) : (facts?.digest ?? null);
}

/** A digest of octets; null where this machine's OpenSSL does not have it. */
export function digestOctets(digest: Digest, octets: Uint8Array): Uint8Array | null {
  try {
    return new Uint8Array(createHash(digest).update(octets).digest());
  } catch {
    return null;
  }
}

/** RSASSA-PSS-params (RFC 4055 3.1). Its mask generation must use the same digest, as node:crypto can do no other. */
function readPssParameters(
  parameters: Uint8Array | null,
): { readonly digest: Digest; readonly saltLength: number } | null {
  if (parameters === null) return null;
  const read = decodeDer('RSASSA-PSS-params', parameters, (r) => {
    const inner = r.enter(tags.sequence, 'params');
    const hash = inner.next === context(0) ? explicitHash(inner.enter(context(0), 'hashAlgorithm')) : 'sha1';
    const mask = inner.next === context(1) ? maskHash(inner.enter(context(1), 'maskGenAlgorithm')) : 'sha1';
    const saltLength = inner.next === context(2) ? inner.enter(context(2), 'saltLength').number('saltLength') : 20;
    inner.rest();
    return { hash, mask, saltLength };
  });
  if (!read.ok || read.value.hash === null || read.value.hash !== read.value.mask) return null;
  return { digest: read.value.hash, saltLength: read.value.saltLength };
}

function explicitHash(r: DerReader): Digest | null {
  return digestAlgorithms.get(readAlgorithm(r, 'hashAlgorithm').oid) ?? null;
}

function maskHash(r: DerReader): Digest | null {
  const { parameters } = readAlgorithm(r, 'maskGenAlgorithm');
  if (parameters === null) return null;
  const read = decodeDer('AlgorithmIdentifier', parameters, explicitHash);
  return read.ok ? read.value : null;
}

const verdict = (isValid: boolean): SignatureCheck => (isValid ? 'valid' : 'invalid');

function sameAlgorithm(a: SignatureAlgorithm, b: SignatureAlgorithm): boolean {
  if (a.oid !== b.oid) return false;
  return a.parameters === null || b.parameters === null
    ? a.parameters === b.parameters
    : equal(a.parameters, b.parameters);
}

function keyOf(certificate: Certificate): KeyObject | null {
  const before = keys.get(certificate);
  if (before !== undefined) return before;
  const key = importKey(certificate);
  keys.set(certificate, key);
  return key;
}

function importKey({ publicKey, publicKeyBits, spki }: Certificate): KeyObject | null {
  try {
    const jwk = publicKey.kind === 'ec' ? ecJwk(publicKey.curve, publicKeyBits) : null;
    // For EC, JWK is by far the cheaper way into node:crypto.
    if (jwk !== null) return createPublicKey({ key: jwk, format: 'jwk' });
    return createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
  } catch {
    return null;
  }
}

function ecJwk(curve: string, point: Uint8Array): { kty: 'EC'; crv: string; x: string; y: string } | null {
  const known = jwkCurves.get(curve);
  if (known === undefined || point[0] !== 4 || point.length !== 1 + 2 * known.octets) return null;
  const coordinate = (from: number): string =>
    Buffer.from(point.subarray(from, from + known.octets)).toString('base64url');
  return { kty: 'EC', crv: known.crv, x: coordinate(1), y: coordinate(1 + known.octets) };
}

const jwkCurves: ReadonlyMap<string, { readonly crv: string; readonly octets: number }> = new Map([
  ['secp256r1', { crv: 'P-256', octets: 32 }],
  ['secp384r1', { crv: 'P-384', octets: 48 }],
  ['secp521r1', { crv: 'P-521', octets: 66 }],
]);

const checked = new WeakMap<Certificate, WeakMap<Certificate, SignatureCheck>>();
const usable = new WeakMap<Certificate, boolean>();
const keys = new WeakMap<Certificate, KeyObject | null>();
