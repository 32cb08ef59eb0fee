import { createPrivateKey, createPublicKey, diffieHellman, generateKeyPairSync } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { concat, fromHex } from '../../base/octets.ts';
import { namedGroups } from '../wire/registries/named-group.ts';
import type { Group, KeyPair } from './group.ts';

/** X25519 and X448, RFC 7748. Public values go in and out of node:crypto as JWK: a DER costs it 100 us to recognise. */
export const montgomeryGroups: readonly (readonly [number, Group])[] = [
  [
    namedGroups.codes.x25519,
    group(namedGroups.codes.x25519, 'X25519', 32, '302e020100300506032b656e04220420', () =>
      generateKeyPairSync('x25519'),
    ),
  ],
  [
    namedGroups.codes.x448,
    group(namedGroups.codes.x448, 'X448', 56, '3046020100300506032b656f043a0438', () => generateKeyPairSync('x448')),
  ],
];

function group(code: number, crv: string, octets: number, pkcs8Hex: string, make: () => Halves): Group {
  const pair = ({ privateKey, publicKey }: Halves): KeyPair => ({
    group: code,
    publicValue: Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url'),
    agree: (peerPublic) => {
      if (peerPublic.length !== octets) return null;
      const x = Buffer.from(peerPublic).toString('base64url');
      try {
        const peer = createPublicKey({ key: { kty: 'OKP', crv, x }, format: 'jwk' });
        // OpenSSL refuses to give an all-zero secret, as RFC 8446 section 7.4.2 demands.
        return diffieHellman({ privateKey, publicKey: peer });
      } catch {
        return null;
      }
    },
  });
  return {
    generate: () => pair(make()),
    fromPrivate: (scalar) => {
      if (scalar.length !== octets) return null;
      const der = Buffer.from(concat([fromHex(pkcs8Hex), scalar]));
      const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
      return pair({ privateKey, publicKey: createPublicKey(privateKey) });
    },
  };
}

interface Halves {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}
