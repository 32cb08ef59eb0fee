import { randomBytes } from 'node:crypto';
import { ml_kem1024 as mlKem1024, ml_kem768 as mlKem768 } from '@noble/post-quantum/ml-kem.js';
import { concat } from '../../base/octets.ts';
import { namedGroups } from '../wire/registries/named-group.ts';
import { ecGroups } from './ec-groups.ts';
import type { Group, KeyPair } from './group.ts';
import { montgomeryGroups } from './montgomery.ts';

/**
 * The hybrid groups of RFC 10024. Each share is two in a row, and so is the secret:
 *
 *     group               order          client's share        server's share        secret
 *     X25519MLKEM768      ML-KEM, ECDH   ek 1184, x25519 32    ct 1088, x25519 32    32, 32
 *     SecP256r1MLKEM768   ECDH, ML-KEM   point 65, ek 1184     point 65, ct 1088     32, 32
 *     SecP384r1MLKEM1024  ECDH, ML-KEM   point 97, ek 1568     point 97, ct 1568     48, 32
 *
 * `fromPrivate` takes the private halves in the same order: an ML-KEM seed (`d`, `z`: 64 octets, FIPS 203 section 7.1) and
 * an ECDH scalar. Reach this file by `await import()`; see `hybrid.ts`.
 */
export const hybridGroups: readonly (readonly [number, Group])[] = [
  [
    namedGroups.codes.X25519MLKEM768,
    hybrid({
      group: namedGroups.codes.X25519MLKEM768,
      isKemFirst: true,
      kem: mlKem768,
      kemCiphertextOctets: 1088,
      ecdh: groupOf(montgomeryGroups, namedGroups.codes.x25519),
    }),
  ],
  [
    namedGroups.codes.SecP256r1MLKEM768,
    hybrid({
      group: namedGroups.codes.SecP256r1MLKEM768,
      isKemFirst: false,
      kem: mlKem768,
      kemCiphertextOctets: 1088,
      ecdh: groupOf(ecGroups, namedGroups.codes.secp256r1),
    }),
  ],
  [
    namedGroups.codes.SecP384r1MLKEM1024,
    hybrid({
      group: namedGroups.codes.SecP384r1MLKEM1024,
      isKemFirst: false,
      kem: mlKem1024,
      kemCiphertextOctets: 1568,
      ecdh: groupOf(ecGroups, namedGroups.codes.secp384r1),
    }),
  ],
];

interface Parts {
  readonly group: number;
  /** Whether ML-KEM's octets come before those of ECDH, in shares and secret alike. */
  readonly isKemFirst: boolean;
  readonly kem: typeof mlKem768;
  readonly kemCiphertextOctets: number;
  readonly ecdh: Group;
}

function hybrid({ group, isKemFirst, kem, kemCiphertextOctets, ecdh }: Parts): Group {
  const joined = (ofKem: Uint8Array, ofEcdh: Uint8Array): Uint8Array =>
    concat(isKemFirst ? [ofKem, ofEcdh] : [ofEcdh, ofKem]);

  const pair = (seed: Uint8Array, half: KeyPair): KeyPair => {
    const { publicKey, secretKey } = kem.keygen(seed);
    return {
      group,
      publicValue: joined(publicKey, half.publicValue),
      agree: (peer) => {
        const ecdhOctets = half.publicValue.length;
        if (peer.length !== kemCiphertextOctets + ecdhOctets) return null;
        const split = isKemFirst ? kemCiphertextOctets : ecdhOctets;
        const [first, second] = [peer.subarray(0, split), peer.subarray(split)];
        const [ciphertext, ecdhPublic] = isKemFirst ? [first, second] : [second, first];
        const ecdhSecret = half.agree(ecdhPublic);
        // ML-KEM refuses no ciphertext of the right length: a wrong one gives another secret (FIPS 203 section 6.3).
        return ecdhSecret === null ? null : joined(kem.decapsulate(ciphertext, secretKey), ecdhSecret);
      },
    };
  };

  return {
    generate: () => pair(randomBytes(seedOctets), ecdh.generate()),
    fromPrivate: (octets) => {
      if (octets.length <= seedOctets) return null;
      const split = isKemFirst ? seedOctets : octets.length - seedOctets;
      const [first, second] = [octets.subarray(0, split), octets.subarray(split)];
      const [seed, scalar] = isKemFirst ? [first, second] : [second, first];
      const half = ecdh.fromPrivate(scalar);
      return half === null ? null : pair(seed, half);
    },
  };
}

function groupOf(groups: readonly (readonly [number, Group])[], code: number): Group {
  const found = groups.find(([of]) => of === code);
  if (found === undefined) throw new Error(`no group ${code}`);
  return found[1];
}

/** `d` and `z` of FIPS 203. */
const seedOctets = 64;
