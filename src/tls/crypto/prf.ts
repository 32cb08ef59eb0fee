/**
 * Secrets of TLS 1.0 to 1.2: the pseudo-random function and what is made with it. RFC 5246 section 5; RFC 2246 section 5
 * for the one with MD5 and SHA-1.
 */
import { concat, utf8 } from '../../base/octets.ts';
import { protocolVersions } from '../wire/registries/protocol-version.ts';
import type { HashName, SuiteFacts } from '../wire/registries/cipher-suite.ts';
import { hmac } from './hkdf.ts';

/** `md5+sha1` is the PRF of TLS 1.0 and 1.1, and the pair of hashes that its Finished is made from. */
export type PrfHash = HashName | 'md5+sha1';

/** One side's share of the key block. Parts that a suite does not have are empty. */
export interface SideKeys {
  readonly macKey: Uint8Array;
  readonly key: Uint8Array;
  /** Fixed IV of AEAD suites (4 octets; ChaCha20-Poly1305: 12), first IV of CBC suites in TLS 1.0. */
  readonly iv: Uint8Array;
}

/** Which PRF a connection uses. */
export const prfHashOf = (suite: SuiteFacts, protocol: number): PrfHash =>
  protocol < protocolVersions.codes['TLSv1.2'] ? 'md5+sha1' : suite.prfHash;

/** `PRF(secret, label, seed)`, cut to `length` octets. */
export function prf(hash: PrfHash, secret: Uint8Array, label: string, seed: Uint8Array, length: number): Uint8Array {
  const labelled = concat([utf8(label), seed]);
  if (hash !== 'md5+sha1') return pHash(hash, secret, labelled, length);
  // Both halves are rounded up: with an odd number of octets they share the one in the middle.
  const half = Math.ceil(secret.length / 2);
  const mixed = Uint8Array.from(pHash('md5', secret.subarray(0, half), labelled, length));
  const other = pHash('sha1', secret.subarray(secret.length - half), labelled, length);
  for (let i = 0; i < length; i++) mixed[i] = (mixed[i] ?? 0) ^ (other[i] ?? 0);
  return mixed;
}

/** `master_secret`, RFC 5246 section 8.1, 48 octets. */
export const masterSecret = (
  hash: PrfHash,
  premaster: Uint8Array,
  clientRandom: Uint8Array,
  serverRandom: Uint8Array,
): Uint8Array => prf(hash, premaster, 'master secret', concat([clientRandom, serverRandom]), 48);

/** `master_secret` with extended_master_secret, RFC 7627 section 4. `sessionHash` covers up to ClientKeyExchange. */
export const extendedMasterSecret = (hash: PrfHash, premaster: Uint8Array, sessionHash: Uint8Array): Uint8Array =>
  prf(hash, premaster, 'extended master secret', sessionHash, 48);

/** `verify_data` of a Finished, RFC 5246 section 7.4.9, 12 octets. `handshakeHash` covers everything before it. */
export const verifyData12 = (
  hash: PrfHash,
  master: Uint8Array,
  side: 'client' | 'server',
  handshakeHash: Uint8Array,
): Uint8Array => prf(hash, master, `${side} finished`, handshakeHash, 12);

/** Both sides' keys, RFC 5246 section 6.3. Export suites, which derive theirs otherwise, are none of ours. */
export function keyBlock(
  suite: SuiteFacts,
  master: Uint8Array,
  clientRandom: Uint8Array,
  serverRandom: Uint8Array,
  protocol: number = protocolVersions.codes['TLSv1.2'],
): { readonly client: SideKeys; readonly server: SideKeys } {
  const mac = suite.mac === null ? 0 : macOctets[suite.mac];
  const key = suite.keyOctets;
  const iv = ivOctets(suite, protocol);
  const seed = concat([serverRandom, clientRandom]);
  const block = prf(prfHashOf(suite, protocol), master, 'key expansion', seed, 2 * (mac + key + iv));
  const side = (index: 0 | 1): SideKeys => ({
    macKey: part(block, index * mac, mac),
    key: part(block, 2 * mac + index * key, key),
    iv: part(block, 2 * (mac + key) + index * iv, iv),
  });
  return { client: side(0), server: side(1) };
}

const part = (block: Uint8Array, start: number, length: number): Uint8Array => block.subarray(start, start + length);

const macOctets: Readonly<Record<NonNullable<SuiteFacts['mac']>, number>> = {
  MD5: 16,
  SHA1: 20,
  SHA256: 32,
  SHA384: 48,
};

function ivOctets({ mode, cipher }: SuiteFacts, protocol: number): number {
  if (mode === 'aead') return cipher === 'CHACHA20_POLY1305' ? 12 : 4;
  // TLS 1.1 and later send the IV with each record.
  if (mode !== 'cbc' || protocol >= protocolVersions.codes['TLSv1.1']) return 0;
  return /^(?:3?DES|RC2|IDEA)/.test(cipher) ? 8 : 16;
}

/** `P_hash`, RFC 5246 section 5. */
function pHash(hash: string, secret: Uint8Array, seed: Uint8Array, length: number): Uint8Array {
  const blocks: Uint8Array[] = [];
  let a = seed;
  for (let octets = 0; octets < length; octets += blocks.at(-1)?.length ?? length) {
    a = hmac(hash, secret, a);
    blocks.push(hmac(hash, secret, a, seed));
  }
  return concat(blocks).subarray(0, length);
}
