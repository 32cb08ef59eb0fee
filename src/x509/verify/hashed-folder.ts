import { equal, latin1 } from '../../base/octets.ts';
import type { Certificate } from '../pki/certificate.ts';
import { nameHash } from '../pki/name-hash.ts';
import { sameName } from '../pki/name.ts';
import { indexTrustStore } from './trust-store.ts';
import type { TrustStore } from './trust-store.ts';

/** A folder as OpenSSL sees it: files that are named after the hash of their subject, `4042bcee.0`, `4042bcee.1`, … */
export interface HashedFiles {
  /** A file of the folder; null where it is not there or cannot be read. */
  readonly read: (name: string) => Uint8Array | null;
  /** Every name in the folder. */
  readonly names: () => readonly string[];
}

/**
 * The anchors of a folder, looked up as OpenSSL's X509_LOOKUP_hash_dir does: by the hash of the subject, the numbers after
 * the dot counted up until one is missing. Only what is asked for is read. A certificate that lies in the folder without a
 * link of its hash is not there for OpenSSL, nor for us.
 */
export function hashedFolder({ read, names }: HashedFiles): TrustStore {
  const known = new Map<string, readonly Certificate[]>();
  const load = (hash: string): readonly Certificate[] => {
    const before = known.get(hash);
    if (before !== undefined) return before;
    const found: Certificate[] = [];
    for (let number = 0; number < maxSameHash; number++) {
      const content = read(`${hash}.${number}`);
      const certificates = content === null ? [] : indexTrustStore(content).all();
      if (certificates.length === 0) break;
      found.push(...certificates);
    }
    known.set(hash, found);
    return found;
  };
  const bySubject = (nameDer: Uint8Array): Certificate[] => {
    const hash = nameHash(nameDer);
    return hash === null ? [] : load(hash).filter(({ subject }) => sameName(subject.der, nameDer));
  };
  const hashes = (): readonly string[] => names().filter((name) => /^[0-9a-f]{8}\.\d{1,3}$/.test(name));
  return {
    get size() {
      return hashes().length;
    },
    bySubject,
    byEncodedSubject: (nameDer) => bySubject(nameDer).filter(({ subject }) => equal(subject.der, nameDer)),
    all: () => [...new Set(hashes().map((name) => name.slice(0, 8)))].flatMap(load),
  };
}

/**
 * Several stores as one. As OpenSSL asks a file before its folders, and one folder after the other: what an earlier one has of
 * a subject, later ones are not asked for.
 */
export function inOrder(stores: readonly TrustStore[]): TrustStore {
  const first = (find: (store: TrustStore) => Certificate[]): Certificate[] => {
    for (const store of stores) {
      const found = find(store);
      if (found.length > 0) return found;
    }
    return [];
  };
  return {
    get size() {
      return stores.find(({ size }) => size > 0)?.size ?? 0;
    },
    bySubject: (nameDer) => first((store) => store.bySubject(nameDer)),
    byEncodedSubject: (nameDer) => first((store) => store.byEncodedSubject(nameDer)),
    all: () => [...new Map(stores.flatMap((store) => store.all()).map((one) => [latin1(one.der), one])).values()],
  };
}

/** Names whose hashes are the same are rare, and a folder full of them would only be there to keep us busy. */
const maxSameHash = 16;
