import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../../../../src/base/octets.ts';
import { decode, encode } from '../../../../src/tls/wire/codec.ts';
import {
  echClientHelloOuter,
  echConfigList,
  greaseEch,
  greaseEchRandomOctets,
} from '../../../../src/tls/wire/extensions/encrypted-client-hello.ts';
import type { EchClientHelloOuter, EchConfig } from '../../../../src/tls/wire/extensions/encrypted-client-hello.ts';
import { list, octets, struct, u16, u8 } from '../../../support/arbitraries.ts';
import { codecContract } from '../../../support/codec-contract.ts';
import { problem } from '../../../support/result.ts';
import { loadVectors, vector } from '../../../support/vector.ts';

const vectors = loadVectors('encrypted-client-hello.hex');
const outer = vector(vectors, 'go-outer');
const configs = vector(vectors, 'config-list');

codecContract<EchClientHelloOuter>('ECHClientHello of type outer', echClientHelloOuter, {
  examples: {
    'of Go': {
      octets: outer,
      value: { kdf: 1, aead: 1, configId: 42, enc: outer.subarray(8, 40), payload: outer.subarray(42) },
    },
  },
  arbitrary: struct<EchClientHelloOuter>({
    kdf: u16,
    aead: u16,
    configId: u8,
    enc: octets(0, 64),
    payload: octets(1, 99),
  }),
});

codecContract<readonly EchConfig[]>('ECHConfigList', echConfigList, {
  examples: { 'that Go took': { octets: configs, value: [{ version: 0xfe0d, contents: configs.subarray(6) }] } },
  arbitrary: list(struct<EchConfig>({ version: u16, contents: octets(0, 60) }), 1, 4),
});

describe('a GREASE encrypted_client_hello', () => {
  it('looks like Go’s real one but for what is random', () => {
    const payload = outer.length - 42;
    const random = Uint8Array.from({ length: greaseEchRandomOctets(payload) }, (_, i) => i);
    const octetsOf = encode(echClientHelloOuter, greaseEch(random));
    expect(octetsOf).toHaveLength(outer.length);
    // Type, HPKE suite; then the identifier; then the length of enc.
    expect(toHex(octetsOf.subarray(0, 5))).toBe(toHex(outer.subarray(0, 5)));
    expect(toHex(octetsOf.subarray(6, 8))).toBe(toHex(outer.subarray(6, 8)));
    expect(toHex(octetsOf.subarray(40, 42))).toBe(toHex(outer.subarray(40, 42)));
    expect(octetsOf[5]).toBe(0);
    expect(toHex(octetsOf.subarray(8, 40))).toBe(toHex(random.subarray(1, 33)));
    expect(toHex(octetsOf.subarray(42))).toBe(toHex(random.subarray(33)));
  });
});

it('refuses the inner form, which never goes over the wire in the clear', () => {
  expect(problem(decode(echClientHelloOuter, fromHex('01')))).toMatchObject({ kind: 'illegalValue', actual: 1 });
});

it('refuses an empty payload, and a list without configuration', () => {
  expect(problem(decode(echClientHelloOuter, fromHex('00 0001 0001 00 0000 0000')))).toMatchObject({
    kind: 'lengthOutOfRange',
    path: 'ECHClientHello.payload',
  });
  expect(problem(decode(echConfigList, fromHex('0000')))).toMatchObject({ kind: 'lengthOutOfRange' });
});
