import { expect, it } from 'vitest';
import { fromHex } from '../../../../src/base/octets.ts';
import { decode } from '../../../../src/tls/wire/codec.ts';
import {
  keyShareClientHello,
  keyShareEntry,
  keyShareHelloRetryRequest,
} from '../../../../src/tls/wire/extensions/key-share.ts';
import type { KeyShareEntry } from '../../../../src/tls/wire/extensions/key-share.ts';
import { list, octets, struct, u16 } from '../../../support/arbitraries.ts';
import { codecContract } from '../../../support/codec-contract.ts';
import { problem } from '../../../support/result.ts';
import { loadVectors, vector } from '../../../support/vector.ts';

const vectors = loadVectors('key-share.hex');
const anyEntry = struct<KeyShareEntry>({ group: u16, keyExchange: octets(1, 100) });

codecContract('KeyShareEntry', keyShareEntry, {
  examples: {
    'of OpenSSL': {
      octets: vector(vectors, 'openssl-server'),
      value: {
        group: 23,
        keyExchange: fromHex(
          `040b621007f0330dd31fc7d0e7255bcf17b0126fd94c2c3a7804aaf3c8a43bc48074af19d83d3d01740ebc70bbfed4b4f981f020da065cff568cee041cd6d14079`,
        ),
      },
    },
  },
  arbitrary: anyEntry,
});

codecContract('KeyShareClientHello', keyShareClientHello, {
  examples: {
    'of OpenSSL': {
      octets: vector(vectors, 'openssl-client'),
      value: [{ group: 29, keyExchange: fromHex('e9f15a2b8271c7988138f858c212108d840d3f8d2abc534a976ffdfb3ecfd26c') }],
    },
    'without shares': { octets: vector(vectors, 'no-shares'), value: [] },
  },
  arbitrary: list(anyEntry, 0, 4),
});

codecContract('KeyShareHelloRetryRequest', keyShareHelloRetryRequest, {
  examples: { 'of OpenSSL': { octets: vector(vectors, 'openssl-retry'), value: 23 } },
  arbitrary: u16,
});

it('refuses an empty public value', () => {
  expect(problem(decode(keyShareEntry, fromHex('001d0000')))).toStrictEqual({
    kind: 'lengthOutOfRange',
    path: 'KeyShareEntry.key_exchange',
    offset: 4,
    actual: 0,
    expected: '1..65535 octets',
  });
});
