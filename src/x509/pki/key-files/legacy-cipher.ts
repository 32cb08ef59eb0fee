/**
 * The ciphers and key derivations that OpenSSL 3 moved into its legacy provider or never gave to node:crypto: DES and RC2,
 * PBKDF1, and the derivation of PKCS #12. By node-forge; files of old still need them to be read.
 */
import { createHash } from 'node:crypto';
import forge from 'node-forge';
import { unreachable } from '../../../base/never.ts';
import { concat, fromLatin1, latin1, utf8 } from '../../../base/octets.ts';
import { decipher } from './pbe.ts';
import type { OldPbe } from './pbe.ts';

/** Purposes of a key derived as in PKCS #12, RFC 7292 appendix B.3. */
export const purposes = { key: 1, iv: 2, mac: 3 } as const;

/**
 * Decrypts what an old scheme encrypted; null where the padding says that the password is wrong. A null password is none
 * at all, which PKCS #12 tells from an empty one.
 */
export function decryptOldPbe(pbe: OldPbe, password: string | null, octets: Uint8Array): Uint8Array | null {
  if (!isBearableInScript(pbe.iterations)) return null;
  const { key, iv } = pbe.derive === 'pkcs12' ? pkcs12Keys(pbe, password) : pbkdf1Keys(pbe, password ?? '');
  switch (pbe.cipher) {
    case '3des':
      return tripleDes(key, iv, octets);
    case 'des':
      return finished(forge.cipher.createDecipher('DES-CBC', latin1(key)), iv, octets);
    case 'rc2':
      return finished(forge.rc2.createDecryptionCipher(latin1(key), key.length * 8), iv, octets);
    default:
      return unreachable(pbe.cipher);
  }
}

/** Octets from a password as PKCS #12 derives them (RFC 7292 appendix B.2). */
export function pkcs12Derive(
  digest: 'sha1' | 'sha256' | 'sha384' | 'sha512',
  password: string | null,
  salt: Uint8Array,
  options: { readonly purpose: number; readonly iterations: number; readonly octets: number },
): Uint8Array {
  const { purpose, iterations, octets } = options;
  const source = forge.util.createBuffer(latin1(salt));
  const made = forge.pkcs12.generateKey(password, source, purpose, iterations, octets, forge.md[digest].create());
  return fromLatin1(made.getBytes());
}

/** Decrypts the body of an old PEM key whose `DEK-Info` names a cipher of {@link isLegacyDek}; null: wrong password. */
export function decryptDek(cipher: string, iv: Uint8Array, password: string, octets: Uint8Array): Uint8Array | null {
  const bits = rc2Bits.get(cipher);
  const keyOctets = bits === undefined ? 8 : bits / 8;
  const key = bytesToKey(utf8(password), iv.subarray(0, 8), keyOctets);
  return bits === undefined
    ? finished(forge.cipher.createDecipher('DES-CBC', latin1(key)), iv, octets)
    : finished(forge.rc2.createDecryptionCipher(latin1(key), bits), iv, octets);
}

/** Whether a count of iterations is one that takes these derivations seconds at most: they run in JavaScript. */
export const isBearableInScript = (iterations: number): boolean => iterations >= 1 && iterations <= 1_000_000;

/** Whether this file knows the cipher of a `DEK-Info` header that OpenSSL 3 refuses. */
export const isLegacyDek = (cipher: string): boolean => cipher === 'DES-CBC' || rc2Bits.has(cipher);

function pkcs12Keys({ digest, salt, iterations, keyOctets }: OldPbe, password: string | null): KeyAndIv {
  if (digest !== 'sha1') throw new Error('the schemes of PKCS #12 are all over SHA-1');
  const derive = (purpose: number, octets: number): Uint8Array =>
    pkcs12Derive('sha1', password, salt, { purpose, iterations, octets });
  return { key: derive(purposes.key, keyOctets), iv: derive(purposes.iv, 8) };
}

/** PBKDF1, RFC 8018 section 5.1: sixteen octets, of which the first half is the key. */
function pbkdf1Keys({ digest, salt, iterations }: OldPbe, password: string): KeyAndIv {
  let derived: Uint8Array = createHash(digest).update(utf8(password)).update(salt).digest();
  for (let i = 1; i < iterations; i++) derived = createHash(digest).update(derived).digest();
  return { key: derived.subarray(0, 8), iv: derived.subarray(8, 16) };
}

/** OpenSSL's EVP_BytesToKey with MD5 and one iteration: what encrypts the old PEM keys. */
function bytesToKey(password: Uint8Array, salt: Uint8Array, octets: number): Uint8Array {
  const blocks: Uint8Array[] = [];
  for (let length = 0; length < octets; length += 16) {
    const before = blocks.at(-1) ?? new Uint8Array(0);
    blocks.push(createHash('md5').update(before).update(password).update(salt).digest());
  }
  return concat(blocks).subarray(0, octets);
}

/** 3DES, with two keys too: node:crypto has it with three alone. */
function tripleDes(key: Uint8Array, iv: Uint8Array, octets: Uint8Array): Uint8Array | null {
  try {
    const whole = key.length === 16 ? concat([key, key.subarray(0, 8)]) : key;
    return decipher('des-ede3-cbc', whole, iv, octets);
  } catch {
    return null;
  }
}

function finished(
  cipher: forge.cipher.BlockCipher | forge.rc2.cipher,
  iv: Uint8Array,
  octets: Uint8Array,
): Uint8Array | null {
  const start = latin1(iv);
  if ('mode' in cipher) cipher.start({ iv: start });
  else cipher.start(start);
  cipher.update(forge.util.createBuffer(latin1(octets)));
  return cipher.finish() ? fromLatin1(cipher.output.getBytes()) : null;
}

interface KeyAndIv {
  readonly key: Uint8Array;
  readonly iv: Uint8Array;
}

/** Bits of the key that `DEK-Info` means. */
const rc2Bits: ReadonlyMap<string, number> = new Map([
  ['RC2-CBC', 128],
  ['RC2-64-CBC', 64],
  ['RC2-40-CBC', 40],
]);
