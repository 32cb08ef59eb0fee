import { describe, expect, it } from 'vitest';
import { fromHex } from '../../../../src/base/octets.ts';
import { decode, encode } from '../../../../src/tls/wire/codec.ts';
import { clientHello } from '../../../../src/tls/wire/messages/client-hello.ts';
import type { ClientHello } from '../../../../src/tls/wire/messages/client-hello.ts';
import { extensions, list, octets, struct, u16, u8 } from '../../../support/arbitraries.ts';
import { codecContract } from '../../../support/codec-contract.ts';
import { problem, value } from '../../../support/result.ts';
import { loadVectors, vector } from '../../../support/vector.ts';

const vectors = loadVectors('client-hello.hex');
const counted = fromHex('000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f');
const extension = (type: number, data = ''): { type: number; data: Uint8Array } => ({ type, data: fromHex(data) });

const openssl13: ClientHello = {
  legacyVersion: 0x0303,
  random: fromHex('f3092dbfded6d91e1fad97eb609b655cfa0bcb5f13dfd9f3b195de7553a4f5da'),
  sessionId: fromHex('c64bcb809a7aace02d0ced0e1ec369cb221141acaa57580023dbb0a20e165b9f'),
  cipherSuites: [0x1302, 0x1303, 0x1301, 0x00ff],
  compressionMethods: [0],
  extensions: [
    extension(0, '000c0000096c6f63616c686f7374'),
    extension(11, '03000102'),
    extension(10, '0004001d0017'),
    extension(35),
    extension(5, '0100000000'),
    extension(16, '000c02683208687474702f312e31'),
    extension(22),
    extension(23),
    extension(13, '001c040305030603080708080809080a080b080408050806040105010601'),
    extension(43, '020304'),
    extension(45, '0101'),
    extension(51, '0024001d0020e9f15a2b8271c7988138f858c212108d840d3f8d2abc534a976ffdfb3ecfd26c'),
  ],
};

const openssl12: ClientHello = {
  legacyVersion: 0x0303,
  random: fromHex('15408defe2a32f2b760c0df9bdaed31871b74ceb881b8845ad4eb852ef4fa2ca'),
  sessionId: new Uint8Array(0),
  cipherSuites: [
    0xc02c, 0xc030, 0x009f, 0xcca9, 0xcca8, 0xccaa, 0xc02b, 0xc02f, 0x009e, 0xc024, 0xc028, 0x006b, 0xc023, 0xc027,
    0x0067, 0xc00a, 0xc014, 0x0039, 0xc009, 0xc013, 0x0033, 0x009d, 0x009c, 0x003d, 0x003c, 0x0035, 0x002f, 0x00ff,
  ],
  compressionMethods: [0],
  extensions: [
    extension(0, '000c0000096c6f63616c686f7374'),
    extension(11, '03000102'),
    extension(10, '000a001d0017001e00190018'),
    extension(35),
    extension(5, '0100000000'),
    extension(16, '000c02683208687474702f312e31'),
    extension(22),
    extension(23),
    extension(13, '0028040305030603080708080809080a080b080408050806040105010601030303010302040205020602'),
  ],
};

const plain: ClientHello = {
  legacyVersion: 0x0301,
  random: counted,
  sessionId: new Uint8Array(0),
  cipherSuites: [0x002f, 0x000a],
  compressionMethods: [0],
  extensions: [],
};

const grease: ClientHello = {
  legacyVersion: 0x0303,
  random: counted,
  sessionId: new Uint8Array(0),
  cipherSuites: [0x4a4a, 0x1301, 0xc02b],
  compressionMethods: [0],
  extensions: [extension(0x2a2a), extension(10, '0004dada001d')],
};

codecContract('ClientHello', clientHello, {
  examples: {
    // Lengths of hello and extensions are those of OpenSSL's own listing (-trace); the vector has a length of two octets.
    'of OpenSSL, TLS 1.3': {
      octets: vector(vectors, 'openssl-tls13'),
      value: openssl13,
      withoutTail: { length: 245 - 0xa4 - 2, value: { ...openssl13, extensions: [] } },
    },
    'of OpenSSL, TLS 1.2': {
      octets: vector(vectors, 'openssl-tls12'),
      value: openssl12,
      withoutTail: { length: 224 - 0x7f - 2, value: { ...openssl12, extensions: [] } },
    },
    'without extensions': { octets: vector(vectors, 'no-extensions'), value: plain, oneMore: 'truncated' },
    'with GREASE': {
      octets: vector(vectors, 'grease'),
      value: grease,
      withoutTail: { length: 43 + 2, value: { ...grease, extensions: [] } },
    },
  },
  arbitrary: struct<ClientHello>({
    legacyVersion: u16,
    random: octets(32),
    sessionId: octets(0, 32),
    cipherSuites: list(u16, 1, 40),
    compressionMethods: list(u8, 1, 3),
    extensions,
  }),
});

describe('ClientHello', () => {
  it('takes an empty vector of extensions for none', () => {
    const withEmptyVector = fromHex(`${Buffer.from(encode(clientHello, plain)).toString('hex')}0000`);
    expect(value(decode(clientHello, withEmptyVector))).toStrictEqual(plain);
  });

  const hello = (after: string): Uint8Array => fromHex(`0303${'00'.repeat(32)}${after}`);
  it.each([
    ['a session id of 33 octets', `21${'00'.repeat(33)}0002002f0100`, 'lengthOutOfRange', 'legacy_session_id', 33],
    ['no cipher suite', '0000000100', 'lengthOutOfRange', 'cipher_suites', 0],
    ['half a cipher suite', '000003002f130100', 'truncated', 'cipher_suites.CipherSuite', 1],
    ['no compression method', '000002002f00', 'lengthOutOfRange', 'legacy_compression_methods', 0],
  ])('refuses %s', (_, after, kind, field, actual) => {
    expect(problem(decode(clientHello, hello(after)))).toMatchObject({ kind, path: `ClientHello.${field}`, actual });
  });
});
