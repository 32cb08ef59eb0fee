import { constants, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { protocolVersions } from '../wire/registries/protocol-version.ts';
import { signatureSchemes } from '../wire/registries/signature-scheme.ts';

const { codes } = signatureSchemes;

/**
 * The schemes with which a private key can sign a handshake of a version, best first: those of its kind and curve, whose
 * digest it has room for and its own parameters allow. Empty: none (a kind of key that TLS does not know). Up to TLS 1.1
 * schemes have no code points; see {@link signUnnamed}.
 */
export function schemesOf(key: KeyObject, protocol: number): readonly number[] {
  const tls13 = protocol >= protocolVersions.codes['TLSv1.3'];
  switch (key.asymmetricKeyType) {
    case 'rsa':
      return [...rsaPss, ...(tls13 ? [] : rsaPkcs1)].filter((scheme) => hasRoom(key, scheme));
    case 'rsa-pss':
      return pssPss.filter((scheme) => hasRoom(key, scheme) && isAllowed(key, scheme));
    case 'ec': {
      const own = curveSchemes.get(key.asymmetricKeyDetails?.namedCurve ?? '');
      if (tls13) return own === undefined ? [] : [own];
      // Up to TLS 1.2 a scheme says nothing of the curve (RFC 8446 section 4.2.3), and those of Brainpool are not there.
      const best = ecdsa.filter((scheme) => scheme === own);
      return [...new Set([...best, ...ecdsa, codes.ecdsa_sha1])];
    }
    case 'ed25519':
      return [codes.ed25519];
    case 'ed448':
      return [codes.ed448];
    case 'dsa':
      return tls13 ? [] : dsa;
    default:
      return [];
  }
}

/**
 * Signs a message under a scheme of {@link schemesOf}. Null: the scheme is none for this kind of key, or this machine's
 * OpenSSL refuses the key or the digest.
 */
export function signWith(key: KeyObject, scheme: number, message: Uint8Array): Uint8Array | null {
  const rule = rules.get(scheme);
  if (rule === undefined || rule.keyType !== key.asymmetricKeyType) return null;
  return attempt(() => sign(rule.digest, message, rule.isPss === true ? { key, ...pssOptions } : key));
}

/**
 * Signs as TLS 1.0 and 1.1 do: RSA over MD5 and SHA-1 in a row, ECDSA and DSA over SHA-1 (RFC 4346 section 4.7, RFC 4492
 * section 5.8). Null for keys that those versions do not know.
 */
export function signUnnamed(key: KeyObject, message: Uint8Array): Uint8Array | null {
  const digest = unnamedDigests.get(key.asymmetricKeyType ?? '');
  return digest === undefined ? null : attempt(() => sign(digest, message, key));
}

function attempt(act: () => Uint8Array): Uint8Array | null {
  try {
    return new Uint8Array(act());
  } catch {
    // A provider may refuse SHA-1, and so may a key's own parameters.
    return null;
  }
}

/** Whether the modulus is long enough for the digest and its padding: RFC 8017 sections 9.1.1 and 9.2. */
function hasRoom(key: KeyObject, scheme: number): boolean {
  const rule = rules.get(scheme);
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
  const digestOctets = Number(/\d+$/.exec(rule?.digest ?? '')?.[0] ?? 0) / 8;
  return rule?.isPss === true
    ? Math.ceil((bits - 1) / 8) >= 2 * digestOctets + 2
    : Math.ceil(bits / 8) >= longestDigestInfo + digestOctets + 11;
}

/** Whether the parameters that an RSASSA-PSS key may hold (RFC 4055 section 3.1) allow the scheme's digest and salt. */
function isAllowed(key: KeyObject, scheme: number): boolean {
  const { hashAlgorithm, mgf1HashAlgorithm, saltLength = 0 } = key.asymmetricKeyDetails ?? {};
  const digest = rules.get(scheme)?.digest ?? '';
  if (hashAlgorithm === undefined) return true;
  return (
    hashAlgorithm === digest && (mgf1HashAlgorithm ?? digest) === digest && saltLength <= Number(digest.slice(3)) / 8
  );
}

interface Rule {
  readonly keyType: NonNullable<KeyObject['asymmetricKeyType']>;
  /** Null: the algorithm hashes by itself. */
  readonly digest: string | null;
  readonly isPss?: true;
}

const rsaPss = [codes.rsa_pss_rsae_sha256, codes.rsa_pss_rsae_sha384, codes.rsa_pss_rsae_sha512] as const;

const pssPss = [codes.rsa_pss_pss_sha256, codes.rsa_pss_pss_sha384, codes.rsa_pss_pss_sha512] as const;

const rsaPkcs1 = [
  codes.rsa_pkcs1_sha256,
  codes.rsa_pkcs1_sha384,
  codes.rsa_pkcs1_sha512,
  codes.rsa_pkcs1_sha1,
] as const;

const ecdsa = [codes.ecdsa_secp256r1_sha256, codes.ecdsa_secp384r1_sha384, codes.ecdsa_secp521r1_sha512] as const;

const dsa = [codes.dsa_sha256, codes.dsa_sha384, codes.dsa_sha512, codes.dsa_sha1] as const;

/** By node:crypto's name of the curve: the schemes that TLS 1.3 binds to one (RFC 8446 section 4.2.3, RFC 8734). */
const curveSchemes: ReadonlyMap<string, number> = new Map([
  ['prime256v1', codes.ecdsa_secp256r1_sha256],
  ['secp384r1', codes.ecdsa_secp384r1_sha384],
  ['secp521r1', codes.ecdsa_secp521r1_sha512],
  ['brainpoolP256r1', codes.ecdsa_brainpoolP256r1tls13_sha256],
  ['brainpoolP384r1', codes.ecdsa_brainpoolP384r1tls13_sha384],
  ['brainpoolP512r1', codes.ecdsa_brainpoolP512r1tls13_sha512],
]);

const rules: ReadonlyMap<number, Rule> = new Map<number, Rule>([
  [codes.rsa_pkcs1_sha1, { keyType: 'rsa', digest: 'sha1' }],
  [codes.rsa_pkcs1_sha256, { keyType: 'rsa', digest: 'sha256' }],
  [codes.rsa_pkcs1_sha384, { keyType: 'rsa', digest: 'sha384' }],
  [codes.rsa_pkcs1_sha512, { keyType: 'rsa', digest: 'sha512' }],
  [codes.rsa_pss_rsae_sha256, { keyType: 'rsa', digest: 'sha256', isPss: true }],
  [codes.rsa_pss_rsae_sha384, { keyType: 'rsa', digest: 'sha384', isPss: true }],
  [codes.rsa_pss_rsae_sha512, { keyType: 'rsa', digest: 'sha512', isPss: true }],
  [codes.rsa_pss_pss_sha256, { keyType: 'rsa-pss', digest: 'sha256', isPss: true }],
  [codes.rsa_pss_pss_sha384, { keyType: 'rsa-pss', digest: 'sha384', isPss: true }],
  [codes.rsa_pss_pss_sha512, { keyType: 'rsa-pss', digest: 'sha512', isPss: true }],
  [codes.ecdsa_sha1, { keyType: 'ec', digest: 'sha1' }],
  [codes.ecdsa_secp256r1_sha256, { keyType: 'ec', digest: 'sha256' }],
  [codes.ecdsa_secp384r1_sha384, { keyType: 'ec', digest: 'sha384' }],
  [codes.ecdsa_secp521r1_sha512, { keyType: 'ec', digest: 'sha512' }],
  [codes.ecdsa_brainpoolP256r1tls13_sha256, { keyType: 'ec', digest: 'sha256' }],
  [codes.ecdsa_brainpoolP384r1tls13_sha384, { keyType: 'ec', digest: 'sha384' }],
  [codes.ecdsa_brainpoolP512r1tls13_sha512, { keyType: 'ec', digest: 'sha512' }],
  [codes.dsa_sha1, { keyType: 'dsa', digest: 'sha1' }],
  [codes.dsa_sha256, { keyType: 'dsa', digest: 'sha256' }],
  [codes.dsa_sha384, { keyType: 'dsa', digest: 'sha384' }],
  [codes.dsa_sha512, { keyType: 'dsa', digest: 'sha512' }],
  [codes.ed25519, { keyType: 'ed25519', digest: null }],
  [codes.ed448, { keyType: 'ed448', digest: null }],
]);

const unnamedDigests: ReadonlyMap<string, string> = new Map([
  ['rsa', 'md5-sha1'],
  ['ec', 'sha1'],
  ['dsa', 'sha1'],
]);

const pssOptions = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST };

/** Octets before the digest itself in the DigestInfo of the SHA family (RFC 8017 section 9.2, note 1). */
const longestDigestInfo = 19;
