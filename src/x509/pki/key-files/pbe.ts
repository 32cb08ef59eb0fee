import { createDecipheriv, pbkdf2Sync } from 'node:crypto';
import { readAlgorithm } from '../certificate.ts';
import { decodeDer, tags } from '../der.ts';
import type { DerReader } from '../der.ts';

/** Password-based encryption with PBKDF2 and a block cipher (PBES2, RFC 8018 section 6.2). */
export interface Pbes2 {
  readonly kind: 'pbes2';
  /** node:crypto's name of the HMAC's digest. */
  readonly digest: string;
  readonly salt: Uint8Array;
  readonly iterations: number;
  /** node:crypto's name of the cipher. */
  readonly cipher: string;
  readonly keyOctets: number;
  readonly iv: Uint8Array;
}

/** The older schemes: PBES1 (RFC 8018 section 6.1) and those of PKCS #12 (RFC 7292 appendix C). */
export interface OldPbe {
  readonly kind: 'old';
  readonly derive: 'pbkdf1' | 'pkcs12';
  readonly digest: 'md5' | 'sha1';
  readonly cipher: 'des' | '3des' | 'rc2';
  readonly keyOctets: number;
  readonly salt: Uint8Array;
  readonly iterations: number;
}

/** How something was encrypted under a password. `unknown`: the algorithm, cipher or derivation that is none of ours. */
export type Pbe = Pbes2 | OldPbe | { readonly kind: 'unknown'; readonly oid: string };

/** `EncryptedPrivateKeyInfo`, RFC 5958 section 3; the content of a shrouded key bag has the same form. */
export interface EncryptedPrivateKey {
  readonly pbe: Pbe;
  readonly octets: Uint8Array;
}

export function readEncryptedPrivateKey(r: DerReader): EncryptedPrivateKey {
  const info = r.enter(tags.sequence, 'encryptedPrivateKeyInfo');
  const pbe = readPbe(info, 'encryptionAlgorithm');
  const octets = info.content(tags.octetString, 'encryptedData');
  info.end();
  return { pbe, octets };
}

/** Reads the AlgorithmIdentifier of a password-based encryption. */
export function readPbe(r: DerReader, field: string): Pbe {
  const { oid, parameters } = readAlgorithm(r, field);
  const old = oldSchemes.get(oid);
  if (parameters === null || (old === undefined && oid !== pbes2)) return { kind: 'unknown', oid };
  const read = decodeDer(field, parameters, (inner): Pbe => {
    const fields = inner.enter(tags.sequence, 'parameters');
    if (old === undefined) return readPbes2(fields);
    const salt = fields.content(tags.octetString, 'salt');
    const iterations = fields.number('iterations');
    fields.end();
    return { kind: 'old', ...old, salt, iterations };
  });
  return read.ok ? read.value : { kind: 'unknown', oid };
}

/** Decrypts; null where the padding says that the password is wrong, or nobody could have waited for the derivation. */
export function decryptPbes2(pbe: Pbes2, password: string, octets: Uint8Array): Uint8Array | null {
  if (!isBearable(pbe.iterations)) return null;
  try {
    const key = pbkdf2Sync(password, pbe.salt, pbe.iterations, pbe.keyOctets, pbe.digest);
    return decipher(pbe.cipher, key, pbe.iv, octets);
  } catch {
    return null;
  }
}

/** Decrypts with a block cipher of node:crypto in CBC. Throws at wrong padding. */
export function decipher(cipher: string, key: Uint8Array, iv: Uint8Array, octets: Uint8Array): Uint8Array {
  const stream = createDecipheriv(cipher, key, iv);
  return new Uint8Array(Buffer.concat([stream.update(octets), stream.final()]));
}

/** Whether a count of iterations is one that takes seconds at most. */
export const isBearable = (iterations: number): boolean => iterations >= 1 && iterations <= 10_000_000;

/** PBES2-params and PBKDF2-params, RFC 8018 appendix A. */
function readPbes2(fields: DerReader): Pbe {
  const derivation = readAlgorithm(fields, 'keyDerivationFunc');
  const encryption = readAlgorithm(fields, 'encryptionScheme');
  fields.end();
  const cipher = ciphers.get(encryption.oid);
  if (derivation.oid !== pbkdf2 || derivation.parameters === null) return { kind: 'unknown', oid: derivation.oid };
  if (cipher === undefined || encryption.parameters === null) return { kind: 'unknown', oid: encryption.oid };
  const iv = decodeDer('encryptionScheme', encryption.parameters, (r) => r.content(tags.octetString, 'iv'));
  const kdf = decodeDer('keyDerivationFunc', derivation.parameters, (r) => {
    const params = r.enter(tags.sequence, 'parameters');
    const salt = params.content(tags.octetString, 'salt');
    const iterations = params.number('iterationCount');
    if (params.next === tags.integer) params.number('keyLength');
    const prf = params.isEmpty ? hmacSha1 : readAlgorithm(params, 'prf').oid;
    params.end();
    return { salt, iterations, prf };
  });
  if (!iv.ok || !kdf.ok) return { kind: 'unknown', oid: pbes2 };
  const digest = prfDigests.get(kdf.value.prf);
  if (digest === undefined) return { kind: 'unknown', oid: kdf.value.prf };
  return { kind: 'pbes2', digest, salt: kdf.value.salt, iterations: kdf.value.iterations, iv: iv.value, ...cipher };
}

const pbes2 = '1.2.840.113549.1.5.13';
const pbkdf2 = '1.2.840.113549.1.5.12';
const hmacSha1 = '1.2.840.113549.2.7';

const prfDigests: ReadonlyMap<string, string> = new Map([
  [hmacSha1, 'sha1'],
  ['1.2.840.113549.2.8', 'sha224'],
  ['1.2.840.113549.2.9', 'sha256'],
  ['1.2.840.113549.2.10', 'sha384'],
  ['1.2.840.113549.2.11', 'sha512'],
]);

const ciphers: ReadonlyMap<string, Pick<Pbes2, 'cipher' | 'keyOctets'>> = new Map([
  ['1.2.840.113549.3.7', { cipher: 'des-ede3-cbc', keyOctets: 24 }],
  ['2.16.840.1.101.3.4.1.2', { cipher: 'aes-128-cbc', keyOctets: 16 }],
  ['2.16.840.1.101.3.4.1.22', { cipher: 'aes-192-cbc', keyOctets: 24 }],
  ['2.16.840.1.101.3.4.1.42', { cipher: 'aes-256-cbc', keyOctets: 32 }],
]);

const oldSchemes: ReadonlyMap<string, Omit<OldPbe, 'kind' | 'salt' | 'iterations'>> = new Map([
  ['1.2.840.113549.1.5.3', { derive: 'pbkdf1', digest: 'md5', cipher: 'des', keyOctets: 8 }],
  ['1.2.840.113549.1.5.6', { derive: 'pbkdf1', digest: 'md5', cipher: 'rc2', keyOctets: 8 }],
  ['1.2.840.113549.1.5.10', { derive: 'pbkdf1', digest: 'sha1', cipher: 'des', keyOctets: 8 }],
  ['1.2.840.113549.1.5.11', { derive: 'pbkdf1', digest: 'sha1', cipher: 'rc2', keyOctets: 8 }],
  ['1.2.840.113549.1.12.1.3', { derive: 'pkcs12', digest: 'sha1', cipher: '3des', keyOctets: 24 }],
  ['1.2.840.113549.1.12.1.4', { derive: 'pkcs12', digest: 'sha1', cipher: '3des', keyOctets: 16 }],
  ['1.2.840.113549.1.12.1.5', { derive: 'pkcs12', digest: 'sha1', cipher: 'rc2', keyOctets: 16 }],
  ['1.2.840.113549.1.12.1.6', { derive: 'pkcs12', digest: 'sha1', cipher: 'rc2', keyOctets: 5 }],
]);
