import { createHash, createPrivateKey, createPublicKey, diffieHellman, randomBytes } from 'node:crypto';
import { ml_kem1024 as mlKem1024, ml_kem768 as mlKem768 } from '@noble/post-quantum/ml-kem.js';
import fc from '../../support/fc.ts';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { concat, fromHex, toHex } from '../../../src/base/octets.ts';
import { isHybrid, loadHybridGroups } from '../../../src/tls/crypto/hybrid.ts';
import { generateKeyPair, keyPairFromPrivate, sharedSecret } from '../../../src/tls/crypto/key-exchange.ts';
import { namedGroups } from '../../../src/tls/wire/registries/named-group.ts';

const { assert, property, uint8Array } = fc;

const { codes } = namedGroups;

/** RFC 10024 section 3: octets of the client's and the server's share, and of the secret; where ML-KEM begins in each. */
const groups = [
  ['X25519MLKEM768', { classic: codes.x25519, kem: mlKem768, client: 1216, server: 1120, secret: 64, kemAt: 0 }],
  ['SecP256r1MLKEM768', { classic: codes.secp256r1, kem: mlKem768, client: 1249, server: 1153, secret: 64, kemAt: 65 }],
  [
    'SecP384r1MLKEM1024',
    { classic: codes.secp384r1, kem: mlKem1024, client: 1665, server: 1665, secret: 80, kemAt: 97 },
  ],
] as const;

beforeAll(loadHybridGroups);

it('makes no hybrid key pair before it was asked to', async () => {
  vi.resetModules();
  const fresh = await import('../../../src/tls/crypto/key-exchange.ts');
  expect(fresh.generateKeyPair(codes.X25519MLKEM768)).toBeNull();
});

it('knows which groups are hybrid', () => {
  const hybrid = Object.entries(codes).filter(([, code]) => isHybrid(code));
  expect(hybrid.map(([name]) => name).toSorted()).toEqual(groups.map(([name]) => name).toSorted());
});

describe.each(groups)('%s', (name, { classic, kem, client, server, secret, kemAt }) => {
  const group = codes[name];

  /** The server's half, by hand: its share and the secret that it gets. */
  function serve(clientShare: Uint8Array): { readonly share: Uint8Array; readonly secret: Uint8Array } {
    const half = made(generateKeyPair(classic));
    const split = (octets: Uint8Array, ofKem: number): readonly [Uint8Array, Uint8Array] =>
      kemAt === 0
        ? [octets.subarray(0, ofKem), octets.subarray(ofKem)]
        : [octets.subarray(kemAt), octets.subarray(0, kemAt)];
    const [encapsulationKey, classicPublic] = split(clientShare, kem.lengths.publicKey ?? 0);
    const { cipherText, sharedSecret: ofKem } = kem.encapsulate(encapsulationKey);
    const ofClassic = made(sharedSecret(half, classicPublic));
    const inOrder = (one: Uint8Array, other: Uint8Array): Uint8Array =>
      concat(kemAt === 0 ? [one, other] : [other, one]);
    return { share: inOrder(cipherText, half.publicValue), secret: inOrder(ofKem, ofClassic) };
  }

  it('agrees with the other side, in octets of the right number and order', () => {
    const pair = made(generateKeyPair(group));
    expect(pair.group).toBe(group);
    expect(pair.publicValue).toHaveLength(client);
    const peer = serve(pair.publicValue);
    expect(peer.share).toHaveLength(server);
    expect(toHex(made(sharedSecret(pair, peer.share)))).toBe(toHex(peer.secret));
    expect(peer.secret).toHaveLength(secret);
    expect(toHex(made(generateKeyPair(group)).publicValue)).not.toBe(toHex(pair.publicValue));
  });

  it('gives another secret, and no problem, for a wrong ciphertext, as ML-KEM does', () => {
    const pair = made(generateKeyPair(group));
    const peer = serve(pair.publicValue);
    const changed = Uint8Array.from(peer.share);
    changed[kemAt] = (changed[kemAt] ?? 0) ^ 1;
    const wrong = made(sharedSecret(pair, changed));
    expect(wrong).toHaveLength(secret);
    expect(toHex(wrong)).not.toBe(toHex(peer.secret));
  });

  it('refuses shares of another length, and those whose ECDH half leads to nothing', () => {
    const pair = made(generateKeyPair(group));
    const { share } = serve(pair.publicValue);
    for (const peer of [new Uint8Array(0), share.subarray(1), concat([share, Uint8Array.of(0)])]) {
      expect.soft(sharedSecret(pair, peer)).toBeNull();
    }
    const nothing = Uint8Array.from(share);
    nothing.fill(0, kemAt === 0 ? kem.lengths.cipherText : 0, kemAt === 0 ? server : kemAt);
    expect(sharedSecret(pair, nothing)).toBeNull();
  });

  it('throws at no octets', () => {
    const pair = made(generateKeyPair(group));
    assert(
      property(uint8Array({ minLength: server, maxLength: server }), (peer) => {
        const agreed = sharedSecret(pair, peer);
        return agreed === null || agreed.length === secret;
      }),
      { numRuns: 10 },
    );
  });

  it('shows no private octets', () => {
    expect(Object.keys(made(generateKeyPair(group))).toSorted()).toEqual(['agree', 'group', 'publicValue']);
  });

  it('is not made of private octets of another number', () => {
    for (const octets of [0, 63, 64, 65, 95]) expect.soft(keyPairFromPrivate(group, new Uint8Array(octets))).toBeNull();
  });
});

describe('published values', () => {
  it("gives the hash of Go's 100 accumulated ML-KEM-768 cases (crypto/mlkem, TestAccumulated)", () => {
    // SHAKE-128 of nothing gives seed, message and a random ciphertext for each case; encapsulation key, ciphertext, secret
    // and the secret of the random ciphertext go into another SHAKE-128.
    const cases = 100;
    const random = createHash('shake128', { outputLength: cases * (64 + 32 + 1088) }).digest();
    let at = 0;
    const take = (octets: number): Uint8Array => random.subarray(at, (at += octets));
    const all = createHash('shake128', { outputLength: 32 });
    const scalar = randomBytes(32);
    const peer = made(generateKeyPair(codes.x25519)).publicValue;
    for (let i = 0; i < cases; i++) {
      const pair = made(keyPairFromPrivate(codes.X25519MLKEM768, concat([take(64), scalar])));
      const encapsulationKey = pair.publicValue.subarray(0, 1184);
      const { cipherText, sharedSecret: secret } = mlKem768.encapsulate(encapsulationKey, take(32));
      const ofKem = (ciphertext: Uint8Array): Uint8Array =>
        made(sharedSecret(pair, concat([ciphertext, peer]))).subarray(0, 32);
      expect(toHex(ofKem(cipherText))).toBe(toHex(secret));
      for (const part of [encapsulationKey, cipherText, secret, ofKem(take(1088))]) all.update(part);
    }
    expect(all.digest('hex')).toBe('1114b1b6699ed191734fa339376afa7e285c9e6acf6ff0177d346696ce564415');
  });

  it('puts the x25519 half after ML-KEM, computed as node:crypto does', () => {
    // The private key of RFC 7748 section 6.1, Alice, and Bob's public one.
    const scalar = fromHex('77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a');
    const bob = fromHex('de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f');
    const pair = made(keyPairFromPrivate(codes.X25519MLKEM768, concat([new Uint8Array(64).fill(7), scalar])));
    const jwk = (octets: Uint8Array): string => Buffer.from(octets).toString('base64url');
    const alice = pair.publicValue.subarray(1184);
    const expected = diffieHellman({
      privateKey: createPrivateKey({
        key: { kty: 'OKP', crv: 'X25519', d: jwk(scalar), x: jwk(alice) },
        format: 'jwk',
      }),
      publicKey: createPublicKey({ key: { kty: 'OKP', crv: 'X25519', x: jwk(bob) }, format: 'jwk' }),
    });
    const secret = made(sharedSecret(pair, concat([new Uint8Array(1088), bob])));
    expect(toHex(secret.subarray(32))).toBe(toHex(expected));
    expect(toHex(expected)).toBe('4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742');
  });
});

function made<T>(value: T | null): T {
  if (value === null) throw new Error('null where something was due');
  return value;
}
