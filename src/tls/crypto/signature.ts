import { constants, verify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { concat, utf8 } from '../../base/octets.ts';
import { protocolVersions } from '../wire/registries/protocol-version.ts';
import { signatureSchemes } from '../wire/registries/signature-scheme.ts';

/** A signature and everything needed to check it. */
export interface SignatureCheck {
  /** SignatureScheme code point; null up to TLS 1.1, where the key's type decides (RFC 4346 section 4.7). */
  readonly scheme: number | null;
  /**
   * ProtocolVersion code point. TLS 1.3 binds each ECDSA scheme to its curve and has neither RSA PKCS #1 v1.5 nor SHA-1
   * here (RFC 8446 section 4.2.3); TLS 1.2 has both, and any curve.
   */
  readonly protocol: number;
  readonly key: KeyObject;
  readonly message: Uint8Array;
  readonly signature: Uint8Array;
}

/**
 * Checks a signature. `schemeUnsuited`: the scheme does not go with the key or the version, or is none of ours; whether
 * the octets would be right was not looked at.
 */
export function verifySignature({
  scheme,
  protocol,
  key,
  message,
  signature,
}: SignatureCheck): 'valid' | 'invalid' | 'schemeUnsuited' {
  const rule = scheme === null ? unnamedRules.get(key.asymmetricKeyType ?? '') : rules.get(scheme);
  const tls13 = protocol >= protocolVersions.codes['TLSv1.3'];
  if (rule === undefined || rule.keyType !== key.asymmetricKeyType) return 'schemeUnsuited';
  if (tls13 && !rule.tls13) return 'schemeUnsuited';
  if (tls13 && rule.curve !== undefined && rule.curve !== key.asymmetricKeyDetails?.namedCurve) return 'schemeUnsuited';
  try {
    return verify(rule.hash, message, { key, ...rule.options }, signature) ? 'valid' : 'invalid';
  } catch {
    // OpenSSL throws at octets that are no signature at all, and at keys that cannot take the hash.
    return 'invalid';
  }
}

/** What a TLS 1.3 CertificateVerify signs, RFC 8446 section 4.4.3. `transcriptHash` ends before the message itself. */
export function certificateVerifyInput(side: 'client' | 'server', transcriptHash: Uint8Array): Uint8Array {
  const context = utf8(`TLS 1.3, ${side} CertificateVerify`);
  return concat([new Uint8Array(64).fill(0x20), context, Uint8Array.of(0), transcriptHash]);
}

/** What a TLS 1.2 ServerKeyExchange signs, RFC 5246 section 7.4.3. `params` are the parameters' octets as sent. */
export const serverKeyExchangeInput = (
  clientRandom: Uint8Array,
  serverRandom: Uint8Array,
  params: Uint8Array,
): Uint8Array => concat([clientRandom, serverRandom, params]);

interface Rule {
  readonly keyType: NonNullable<KeyObject['asymmetricKeyType']>;
  /** Null: the algorithm hashes by itself. */
  readonly hash: string | null;
  /** May sign a TLS 1.3 handshake. */
  readonly tls13: boolean;
  /** node:crypto's name of the curve that TLS 1.3 binds the scheme to. */
  readonly curve?: string;
  readonly options?: { readonly padding: number; readonly saltLength?: number };
}

const pkcs1 = (hash: string): Rule => ({
  keyType: 'rsa',
  hash,
  tls13: false,
  options: { padding: constants.RSA_PKCS1_PADDING },
});

const pss = (keyType: 'rsa' | 'rsa-pss', hash: string): Rule => ({
  keyType,
  hash,
  tls13: true,
  options: { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST },
});

const dsa = (hash: string): Rule => ({ keyType: 'dsa', hash, tls13: false });

const ecdsa = (hash: string, curve?: string): Rule =>
  curve === undefined ? { keyType: 'ec', hash, tls13: false } : { keyType: 'ec', hash, tls13: true, curve };

const { codes } = signatureSchemes;

/** Up to TLS 1.1: RSA signs MD5 and SHA-1 in a row without saying so, the others SHA-1. */
const unnamedRules: ReadonlyMap<string, Rule> = new Map([
  ['rsa', pkcs1('md5-sha1')],
  ['ec', ecdsa('sha1')],
  ['dsa', dsa('sha1')],
]);

const rules: ReadonlyMap<number, Rule> = new Map([
  [codes.rsa_pkcs1_md5, pkcs1('md5')],
  [codes.rsa_pkcs1_sha1, pkcs1('sha1')],
  [codes.rsa_pkcs1_sha224, pkcs1('sha224')],
  [codes.rsa_pkcs1_sha256, pkcs1('sha256')],
  [codes.rsa_pkcs1_sha384, pkcs1('sha384')],
  [codes.rsa_pkcs1_sha512, pkcs1('sha512')],
  [codes.dsa_sha1, dsa('sha1')],
  [codes.dsa_sha224, dsa('sha224')],
  [codes.dsa_sha256, dsa('sha256')],
  [codes.dsa_sha384, dsa('sha384')],
  [codes.dsa_sha512, dsa('sha512')],
  [codes.ecdsa_sha1, ecdsa('sha1')],
  [codes.ecdsa_sha224, ecdsa('sha224')],
  [codes.ecdsa_secp256r1_sha256, ecdsa('sha256', 'prime256v1')],
  [codes.ecdsa_secp384r1_sha384, ecdsa('sha384', 'secp384r1')],
  [codes.ecdsa_secp521r1_sha512, ecdsa('sha512', 'secp521r1')],
  [codes.ecdsa_brainpoolP256r1tls13_sha256, ecdsa('sha256', 'brainpoolP256r1')],
  [codes.ecdsa_brainpoolP384r1tls13_sha384, ecdsa('sha384', 'brainpoolP384r1')],
  [codes.ecdsa_brainpoolP512r1tls13_sha512, ecdsa('sha512', 'brainpoolP512r1')],
  [codes.rsa_pss_rsae_sha256, pss('rsa', 'sha256')],
  [codes.rsa_pss_rsae_sha384, pss('rsa', 'sha384')],
  [codes.rsa_pss_rsae_sha512, pss('rsa', 'sha512')],
  [codes.rsa_pss_pss_sha256, pss('rsa-pss', 'sha256')],
  [codes.rsa_pss_pss_sha384, pss('rsa-pss', 'sha384')],
  [codes.rsa_pss_pss_sha512, pss('rsa-pss', 'sha512')],
  [codes.ed25519, { keyType: 'ed25519', hash: null, tls13: true }],
  [codes.ed448, { keyType: 'ed448', hash: null, tls13: true }],
]);
