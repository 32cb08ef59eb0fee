import { createECDH } from 'node:crypto';
import type { ECDH } from 'node:crypto';
import { namedGroups } from '../wire/registries/named-group.ts';
import type { Group, KeyPair } from './group.ts';

/** The NIST curves, RFC 8446 section 4.2.8.2: a public value is an uncompressed point. */
export const ecGroups: readonly (readonly [number, Group])[] = [
  [namedGroups.codes.secp256r1, group(namedGroups.codes.secp256r1, 'prime256v1', 32)],
  [namedGroups.codes.secp384r1, group(namedGroups.codes.secp384r1, 'secp384r1', 48)],
  [namedGroups.codes.secp521r1, group(namedGroups.codes.secp521r1, 'secp521r1', 66)],
];

function group(code: number, curve: string, fieldOctets: number): Group {
  const pair = (ecdh: ECDH): KeyPair => ({
    group: code,
    publicValue: ecdh.getPublicKey(),
    agree: (peerPublic) => {
      // node:crypto would take a compressed point too.
      if (peerPublic[0] !== uncompressed || peerPublic.length !== 1 + 2 * fieldOctets) return null;
      try {
        return ecdh.computeSecret(peerPublic);
      } catch {
        return null;
      }
    },
  });
  return {
    generate: () => {
      const ecdh = createECDH(curve);
      ecdh.generateKeys();
      return pair(ecdh);
    },
    fromPrivate: (octets) => {
      const ecdh = createECDH(curve);
      try {
        ecdh.setPrivateKey(octets);
      } catch {
        return null;
      }
      return pair(ecdh);
    },
  };
}

const uncompressed = 4;
