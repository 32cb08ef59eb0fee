import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { concat, fromHex, toHex, utf8 } from '../../../src/base/octets.ts';
import { extendedMasterSecret, keyBlock, masterSecret, prf, verifyData12 } from '../../../src/tls/crypto/prf.ts';
import type { PrfHash } from '../../../src/tls/crypto/prf.ts';
import { suiteFacts } from '../../../src/tls/wire/registries/cipher-suite.ts';
import { hasPeer } from '../../support/peers.ts';

const digests: Readonly<Record<PrfHash, string>> = { sha256: 'SHA256', sha384: 'SHA384', 'md5+sha1': 'MD5-SHA1' };

/** The same by `openssl kdf`, label and seed in a row. */
function opensslPrf(hash: PrfHash, secret: Uint8Array, label: string, seed: Uint8Array, length: number): string {
  const options = [
    `digest:${digests[hash]}`,
    `hexsecret:${toHex(secret)}`,
    `hexseed:${toHex(concat([utf8(label), seed]))}`,
  ];
  const args = ['kdf', '-keylen', `${length}`, ...options.flatMap((one) => ['-kdfopt', one]), '-binary', 'TLS1-PRF'];
  return toHex(execFileSync('openssl', args));
}

const octets = (length: number, start: number): Uint8Array =>
  Uint8Array.from({ length }, (_, i) => (start + i * 7) & 0xff);

describe('prf', () => {
  it('gives the vector that the TLS working group agreed on for SHA-256 (mailing list, 2 November 2010)', () => {
    const secret = fromHex('9bbe436ba940f017b17652849a71db35');
    const seed = fromHex('a0ba9f936cda311827a6f796ffd5198c');
    expect(toHex(prf('sha256', secret, 'test label', seed, 100))).toBe(
      'e3f229ba727be17b8d122620557cd453c2aab21d07c3d495329b52d4e61edb5a6b301791e90d35c9c9a46b4e14baf9af0fa022f7077def17' +
        'abfd3797c0564bab4fbc91666e9def9b97fce34f796789baa48082d122ee42c5a72e5a5110fff70187347b66',
    );
  });

  it('gives the vector of old for MD5 and SHA-1', () => {
    const output = prf('md5+sha1', new Uint8Array(48).fill(0xab), 'PRF Testvector', new Uint8Array(64).fill(0xcd), 104);
    expect(toHex(output)).toBe(
      'd3d4d1e349b5d515044666d51de32bab258cb521b6b053463e354832fd976754443bcf9a296519bc289abcbc1187e4ebd31e602353776c40' +
        '8aafb74cbc85eff69255f9788faa184cbb957a9819d84a5d7eb006eb459d3ae8de9810454b8b2d8f1afbc655a8c9a013',
    );
  });
});

describe.skipIf(!hasPeer('openssl'))('beside openssl kdf', () => {
  const [premaster, clientRandom, serverRandom] = [octets(48, 1), octets(32, 90), octets(32, 200)];

  it.each(['sha256', 'sha384', 'md5+sha1'] as const)('%s: master secret, extended master secret, Finished', (hash) => {
    const master = masterSecret(hash, premaster, clientRandom, serverRandom);
    const randoms = concat([clientRandom, serverRandom]);
    expect(toHex(master)).toBe(opensslPrf(hash, premaster, 'master secret', randoms, 48));
    const session = octets(36, 5);
    expect(toHex(extendedMasterSecret(hash, premaster, session))).toBe(
      opensslPrf(hash, premaster, 'extended master secret', session, 48),
    );
    for (const side of ['client', 'server'] as const) {
      const ours = toHex(verifyData12(hash, master, side, session));
      expect(ours).toBe(opensslPrf(hash, master, `${side} finished`, session, 12));
    }
  });

  it.each([1, 2, 3, 31, 47, 48])('shares the octet in the middle of a secret of %i octets', (length) => {
    const [secret, seed] = [octets(length, 17), octets(20, 3)];
    expect(toHex(prf('md5+sha1', secret, 'x', seed, 77))).toBe(opensslPrf('md5+sha1', secret, 'x', seed, 77));
  });

  it.each([
    // code, protocol, MAC key, key, IV: RFC 5246 appendix C, RFC 5288, RFC 7905.
    [0x002f, 0x0301, 20, 16, 16],
    [0x002f, 0x0302, 20, 16, 0],
    [0x000a, 0x0301, 20, 24, 8],
    [0x003d, 0x0303, 32, 32, 0],
    [0xc028, 0x0303, 48, 32, 0],
    [0xc02f, 0x0303, 0, 16, 4],
    [0xc030, 0x0303, 0, 32, 4],
    [0xc0ae, 0x0303, 0, 16, 4],
    [0xcca8, 0x0303, 0, 32, 12],
  ] as const)('cuts the key block of 0x%s, protocol %s', (code, protocol, mac, key, iv) => {
    const suite = suiteFacts(code);
    if (suite === null) throw new Error('no suite');
    const { client, server } = keyBlock(suite, premaster, clientRandom, serverRandom, protocol);
    const parts = [client.macKey, server.macKey, client.key, server.key, client.iv, server.iv];
    expect(parts.map(({ length }) => length)).toEqual([mac, mac, key, key, iv, iv]);
    const hash = protocol < 0x0303 ? 'md5+sha1' : suite.prfHash;
    const seed = concat([serverRandom, clientRandom]);
    const length = 2 * (mac + key + iv);
    expect(toHex(concat(parts))).toBe(opensslPrf(hash, premaster, 'key expansion', seed, length));
  });
});
