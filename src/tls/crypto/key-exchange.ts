import { constants, publicEncrypt } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { ecGroups } from './ec-groups.ts';
import { ffdheGroups } from './ffdhe.ts';
import type { Group, KeyPair } from './group.ts';
import { montgomeryGroups } from './montgomery.ts';

/** Makes a key pair. Null: the group is none of ours. */
export const generateKeyPair = (group: number): KeyPair | null => groups.get(group)?.generate() ?? null;

/**
 * One key pair a group for the whole process. Nothing secret is ever sent under what it agrees on, and a fleet of probes
 * is spared the making.
 */
export function processKeyPair(group: number): KeyPair | null {
  const known = processPairs.get(group);
  if (known !== undefined) return known;
  const pair = generateKeyPair(group);
  if (pair !== null) processPairs.set(group, pair);
  return pair;
}

/** A key pair from given private octets, to replay a recorded handshake. Null where they are none of the group. */
export const keyPairFromPrivate = (group: number, octets: Uint8Array): KeyPair | null =>
  groups.get(group)?.fromPrivate(octets) ?? null;

/**
 * The shared secret, with leading zeros as RFC 8446 section 7.4 wants. Null where the peer's octets are no public value of
 * the group: wrong length or form, not on the curve, or one that leads to nothing (RFC 7748 section 6).
 */
export const sharedSecret = (pair: KeyPair, peerPublic: Uint8Array): Uint8Array | null => pair.agree(peerPublic);

/**
 * `EncryptedPreMasterSecret`, RFC 5246 section 7.4.7.1 (PKCS #1 v1.5). Null where the key is no RSA key that can take it.
 */
export function encryptPremaster(key: KeyObject, premaster: Uint8Array): Uint8Array | null {
  if (key.asymmetricKeyType !== 'rsa') return null;
  try {
    return publicEncrypt({ key, padding: constants.RSA_PKCS1_PADDING }, premaster);
  } catch {
    return null;
  }
}

/** Adds a group to those that {@link generateKeyPair} knows: `hybrid.ts` brings its own when they are asked for. */
export const registerGroup = (code: number, group: Group): void => {
  groups.set(code, group);
};

export { dheShared } from './ffdhe.ts';
export type { KeyPair } from './group.ts';

const processPairs = new Map<number, KeyPair>();

const groups = new Map<number, Group>([...montgomeryGroups, ...ecGroups, ...ffdheGroups]);
