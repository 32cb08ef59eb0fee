import { describe, expect, it } from 'vitest';
import { fromHex } from '../../../../src/base/octets.ts';
import { decode } from '../../../../src/tls/wire/codec.ts';
import { downgradeSentinel, isHelloRetryRequest, serverHello } from '../../../../src/tls/wire/messages/server-hello.ts';
import type { ServerHello } from '../../../../src/tls/wire/messages/server-hello.ts';
import { extensions, octets, struct, u16, u8 } from '../../../support/arbitraries.ts';
import { codecContract } from '../../../support/codec-contract.ts';
import { problem, value } from '../../../support/result.ts';
import { loadVectors, vector } from '../../../support/vector.ts';

const vectors = loadVectors('server-hello.hex');
const rfc8448 = loadVectors('rfc8448-5-hello-retry-request.hex');
const extension = (type: number, data = ''): { type: number; data: Uint8Array } => ({ type, data: fromHex(data) });

const retry: ServerHello = {
  legacyVersion: 0x0303,
  random: fromHex('cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c'),
  sessionId: fromHex('c64bcb809a7aace02d0ced0e1ec369cb221141acaa57580023dbb0a20e165b9f'),
  cipherSuite: 0x1302,
  compressionMethod: 0,
  extensions: [extension(43, '0304'), extension(51, '0017')],
};

const tls13: ServerHello = {
  ...retry,
  random: fromHex('03b52fb57c768be7e0fce65f2f63448a87d42fa814e01b4de0abee518a02c31e'),
  extensions: [
    extension(43, '0304'),
    extension(
      51,
      `00170041 040b621007f0330dd31fc7d0e7255bcf17b0126fd94c2c3a7804aaf3c8a43bc4
       8074af19d83d3d01740ebc70bbfed4b4f981f020da065cff568cee041cd6d14079`,
    ),
  ],
};

const tls12: ServerHello = {
  legacyVersion: 0x0303,
  random: fromHex('95ff8844d2ce4b65ed21ed4e9177cbe551c285459d8fe21d444f574e47524401'),
  sessionId: new Uint8Array(0),
  cipherSuite: 0xc02c,
  compressionMethod: 0,
  extensions: [
    extension(0xff01, '00'),
    extension(11, '03000102'),
    extension(35),
    extension(5),
    extension(16, '000908687474702f312e31'),
    extension(23),
  ],
};

const plain: ServerHello = {
  legacyVersion: 0x0301,
  random: fromHex('000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f'),
  sessionId: fromHex('deadbeef'),
  cipherSuite: 0x002f,
  compressionMethod: 0,
  extensions: [],
};

codecContract('ServerHello', serverHello, {
  examples: {
    'HelloRetryRequest of OpenSSL': {
      octets: vector(vectors, 'openssl-hello-retry-request'),
      value: retry,
      withoutTail: { length: 70, value: { ...retry, extensions: [] } },
    },
    'of OpenSSL, TLS 1.3': {
      octets: vector(vectors, 'openssl-tls13'),
      value: tls13,
      withoutTail: { length: 70, value: { ...tls13, extensions: [] } },
    },
    'of OpenSSL, TLS 1.2': {
      octets: vector(vectors, 'openssl-tls12-downgraded'),
      value: tls12,
      withoutTail: { length: 38, value: { ...tls12, extensions: [] } },
    },
    'without extensions': { octets: vector(vectors, 'no-extensions'), value: plain, oneMore: 'truncated' },
  },
  arbitrary: struct<ServerHello>({
    legacyVersion: u16,
    random: octets(32),
    sessionId: octets(0, 32),
    cipherSuite: u16,
    compressionMethod: u8,
    extensions,
  }),
});

describe('ServerHello', () => {
  it('refuses a session id of 33 octets', () => {
    const octetsOfHello = fromHex(`0303${'00'.repeat(32)}21${'00'.repeat(33)}130100`);
    expect(problem(decode(serverHello, octetsOfHello))).toMatchObject({
      kind: 'lengthOutOfRange',
      path: 'ServerHello.legacy_session_id_echo',
      actual: 33,
    });
  });

  it('is a HelloRetryRequest by its random alone', () => {
    const published = value(decode(serverHello, vector(rfc8448, 'hello-retry-request').subarray(4)));
    expect([retry, published, tls13, tls12].map(isHelloRetryRequest)).toStrictEqual([true, true, false, false]);
  });

  it('shows the mark of a server that could do more', () => {
    const older = fromHex(`${'00'.repeat(24)}444f574e47524400`);
    expect(downgradeSentinel(tls12.random)).toBe('TLSv1.2');
    expect(downgradeSentinel(older)).toBe('TLSv1.1 or older');
    expect(downgradeSentinel(tls13.random)).toBeNull();
    expect(downgradeSentinel(fromHex(`${'00'.repeat(24)}444f574e47524402`))).toBeNull();
  });
});
