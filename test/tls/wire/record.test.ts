import { expect, it } from 'vitest';
import { fromHex } from '../../../src/base/octets.ts';
import { decode } from '../../../src/tls/wire/codec.ts';
import type { Codec } from '../../../src/tls/wire/codec.ts';
import { record } from '../../../src/tls/wire/record.ts';
import { octets, struct, u16, u8 } from '../../support/arbitraries.ts';
import { codecContract } from '../../support/codec-contract.ts';
import { problem } from '../../support/result.ts';
import { loadVectors, vector } from '../../support/vector.ts';

const vectors = loadVectors('record.hex');
const hello = vector(vectors, 'openssl-client-hello');

type Plaintext = typeof record extends Codec<infer T> ? T : never;

codecContract<Plaintext>('TLSPlaintext', record, {
  examples: {
    'ClientHello of OpenSSL': { octets: hello, value: { type: 22, version: 0x0301, fragment: hello.subarray(5) } },
    'an alert': {
      octets: vector(vectors, 'alert'),
      value: { type: 21, version: 0x0303, fragment: fromHex('022f') },
    },
    'an empty fragment': {
      octets: vector(vectors, 'empty-fragment'),
      value: { type: 23, version: 0x0303, fragment: new Uint8Array(0) },
    },
  },
  arbitrary: struct<Plaintext>({ type: u8, version: u16, fragment: octets(0, 400) }),
});

it('allows 2^14 + 2048 octets of fragment and not one more', () => {
  const header = (length: number): Uint8Array => Uint8Array.of(23, 3, 3, length >> 8, length & 0xff);
  const whole = (length: number): Uint8Array => Uint8Array.of(...header(length), ...new Uint8Array(length));
  expect(decode(record, whole(18_432)).ok).toBe(true);
  expect(problem(decode(record, whole(18_433)))).toMatchObject({ kind: 'lengthOutOfRange', actual: 18_433 });
});
