/**
 * Reading keys that node:crypto cannot read by itself: encrypted by what OpenSSL 3 calls legacy, or in PKCS #12. Reach it by
 * `await import()`: node-forge comes with it.
 */
export { decryptDek, decryptOldPbe, isLegacyDek } from './legacy-cipher.ts';
export { readPkcs12 } from './pkcs12.ts';
export type { Pkcs12Content, Pkcs12Problem } from './pkcs12.ts';
