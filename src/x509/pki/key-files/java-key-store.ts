import { createHash, timingSafeEqual } from 'node:crypto';
import { concat, utf8 } from '../../../base/octets.ts';
import { failed, ok } from '../../../base/result.ts';
import type { Result } from '../../../base/result.ts';

/** What a Java key store holds of certificates, in the file's order. DER. */
export interface JavaKeyStore {
  /** Trusted certificate entries. */
  readonly trusted: readonly Uint8Array[];
  /** The first certificate of each private key's chain: a TrustManager trusts these as well. */
  readonly own: readonly Uint8Array[];
}

/** Why it could not be had. `unsupported`: an entry (a secret key of JCEKS) whose end cannot be told, or a version to come. */
export type JavaKeyStoreProblem = { readonly kind: 'damaged' | 'unsupported' | 'wrongPassword' };

/** Whether a file says of itself that it is a JKS or JCEKS key store. */
export const isJavaKeyStore = (octets: Uint8Array): boolean => {
  const magic = octets.length < 4 ? 0 : view(octets).getUint32(0);
  return magic === jks || magic === jceks;
};

/**
 * Reads the certificates of a JKS or JCEKS key store (java.security.KeyStore of that type). Numbers are big-endian:
 *
 *     magic(4) version(4) count(4)
 *     each entry: tag(4) alias(UTF) created(8)
 *       1, private key:  length(4) encrypted key, chain length(4), certificates
 *       2, trusted:      a certificate
 *     a certificate: type(UTF, from version 2 on) length(4) DER
 *     SHA-1 over password, "Mighty Aphrodite" and everything before (20)
 *
 * UTF is a length of two octets and that many octets. Certificates are in the clear, so that the password is only needed to
 * check the digest: null, as Java takes it without one, leaves that out.
 */
export function readJavaKeyStore(
  octets: Uint8Array,
  password: string | null,
): Result<JavaKeyStore, JavaKeyStoreProblem> {
  const end = octets.length - digestOctets;
  if (!isJavaKeyStore(octets) || end < 12) return failed({ kind: 'damaged' });
  if (password !== null && !isRightDigest(octets, end, password)) return failed({ kind: 'wrongPassword' });
  const cursor = new Cursor(octets, end);
  cursor.skip(4);
  const version = cursor.number();
  if (version !== 1 && version !== 2) return failed({ kind: 'unsupported' });
  const trusted: Uint8Array[] = [];
  const own: Uint8Array[] = [];
  // Every entry takes at least 14 octets, so that a count that lies runs out of them.
  for (let left = cursor.number(); left > 0 && !cursor.isBroken; left--) {
    const tag = cursor.number();
    cursor.text();
    cursor.skip(8);
    if (tag === entries.trusted) trusted.push(cursor.certificate(version));
    else if (tag === entries.privateKey) own.push(...readKeyEntry(cursor, version));
    else return failed({ kind: cursor.isBroken ? 'damaged' : 'unsupported' });
  }
  return cursor.isBroken || !cursor.isAtEnd ? failed({ kind: 'damaged' }) : ok({ trusted, own });
}

function readKeyEntry(cursor: Cursor, version: number): readonly Uint8Array[] {
  cursor.skip(cursor.number());
  const first: Uint8Array[] = [];
  for (let left = cursor.number(); left > 0 && !cursor.isBroken; left--) {
    const certificate = cursor.certificate(version);
    if (first.length === 0) first.push(certificate);
  }
  return first;
}

/** Reads forward, and once something does not fit into what is left, nothing more. */
class Cursor {
  readonly #octets: Uint8Array;
  readonly #end: number;
  #at = 0;
  isBroken = false;

  constructor(octets: Uint8Array, end: number) {
    this.#octets = octets;
    this.#end = end;
  }

  get isAtEnd(): boolean {
    return this.#at === this.#end;
  }

  skip(length: number): Uint8Array {
    if (length > this.#end - this.#at) {
      this.isBroken = true;
      return this.#octets.subarray(0, 0);
    }
    this.#at += length;
    return this.#octets.subarray(this.#at - length, this.#at);
  }

  number(): number {
    const octets = this.skip(4);
    return octets.length === 4 ? view(octets).getUint32(0) : 0;
  }

  text(): Uint8Array {
    const [high = 0, low = 0] = this.skip(2);
    return this.skip(high * 256 + low);
  }

  certificate(version: number): Uint8Array {
    if (version === 2) this.text();
    return this.skip(this.number());
  }
}

function isRightDigest(octets: Uint8Array, end: number, password: string): boolean {
  const characters = new Uint8Array(password.length * 2);
  for (let i = 0; i < password.length; i++) view(characters).setUint16(i * 2, password.charCodeAt(i));
  const digest = createHash('sha1')
    .update(concat([characters, utf8('Mighty Aphrodite'), octets.subarray(0, end)]))
    .digest();
  return timingSafeEqual(digest, octets.subarray(end));
}

const view = (octets: Uint8Array): DataView => new DataView(octets.buffer, octets.byteOffset, octets.byteLength);

const jks = 0xfeedfeed;
const jceks = 0xcececece;
const entries = { privateKey: 1, trusted: 2 } as const;
const digestOctets = 20;
