import { getDiffieHellman } from 'node:crypto';
import fc from '../../../support/fc.ts';
import { describe, expect, it } from 'vitest';
import { fromHex } from '../../../../src/base/octets.ts';
import { decode, encode } from '../../../../src/tls/wire/codec.ts';
import type { Codec } from '../../../../src/tls/wire/codec.ts';
import { serverKeyExchange, serverKeyExchangeParams } from '../../../../src/tls/wire/messages/server-key-exchange.ts';
import type { DigitallySigned, ServerKeyExchange } from '../../../../src/tls/wire/messages/server-key-exchange.ts';
import { octets, struct, u16 } from '../../../support/arbitraries.ts';
import { codecContract } from '../../../support/codec-contract.ts';
import { problem, value } from '../../../support/result.ts';
import { loadVectors, vector } from '../../../support/vector.ts';

const vectors = loadVectors('server-key-exchange.hex');
const ecdhe = vector(vectors, 'openssl-ecdhe');
const dhe = vector(vectors, 'openssl-dhe');
const tls11 = vector(vectors, 'openssl-ecdhe-tls11');

/** A client only reads this message. The signed octets are kept as they came, so they are enough to write it. */
const written = (kind: 'ecdhe' | 'dhe', namesAlgorithm = true): Codec<ServerKeyExchange> => ({
  ...serverKeyExchange(kind, namesAlgorithm),
  write: (w, { paramOctets, signed: { algorithm, signature } }) => {
    w.octets(paramOctets);
    if (algorithm !== null) w.u16(algorithm);
    w.opaque(2, signature);
  },
});

const signed = struct<DigitallySigned>({ algorithm: u16, signature: octets(0, 100) });
const unnamed = struct<DigitallySigned>({ algorithm: fc.constant(null), signature: octets(0, 100) });

const anyEcdhe = (by: fc.Arbitrary<DigitallySigned>): fc.Arbitrary<ServerKeyExchange> =>
  fc.tuple(u16, octets(1, 255), by).map(([group, publicValue, signature]) => ({
    params: { kind: 'ecdhe', group, publicValue },
    paramOctets: Uint8Array.of(3, group >> 8, group & 0xff, publicValue.length, ...publicValue),
    signed: signature,
  }));

const length16 = (field: Uint8Array): number[] => [field.length >> 8, field.length & 0xff];

codecContract<ServerKeyExchange>('ServerKeyExchange with ECDHE', written('ecdhe'), {
  examples: {
    'of OpenSSL': {
      octets: ecdhe,
      value: {
        params: {
          kind: 'ecdhe',
          group: 29,
          publicValue: fromHex('1d7c4dd730cb974a0d30eaf94cec236fc111048e27e642e87666d906a74c771d'),
        },
        paramOctets: ecdhe.subarray(0, 36),
        signed: { algorithm: 0x0403, signature: ecdhe.subarray(40) },
      },
    },
  },
  arbitrary: anyEcdhe(signed),
});

codecContract<ServerKeyExchange>('ServerKeyExchange with ECDHE, up to TLS 1.1', written('ecdhe', false), {
  examples: {
    'of OpenSSL': {
      octets: tls11,
      value: {
        params: {
          kind: 'ecdhe',
          group: 29,
          publicValue: fromHex('6b0287c25b27ee94fb889a24ecd3cc9d72f9e922d60e46ba7d1f821d069e2062'),
        },
        paramOctets: tls11.subarray(0, 36),
        signed: { algorithm: null, signature: tls11.subarray(38) },
      },
    },
  },
  arbitrary: anyEcdhe(unnamed),
});

codecContract<ServerKeyExchange>('ServerKeyExchange with DHE', written('dhe'), {
  examples: {
    'of OpenSSL': {
      octets: dhe,
      value: {
        // The prime is the well-known one of RFC 3526 section 3.
        params: {
          kind: 'dhe',
          p: new Uint8Array(getDiffieHellman('modp14').getPrime()),
          g: fromHex('02'),
          publicValue: dhe.subarray(263, 519),
        },
        paramOctets: dhe.subarray(0, 519),
        signed: { algorithm: 0x0804, signature: dhe.subarray(523) },
      },
    },
  },
  arbitrary: fc.tuple(octets(1, 300), octets(1, 3), octets(1, 300), signed).map(([p, g, publicValue, by]) => ({
    params: { kind: 'dhe', p, g, publicValue },
    paramOctets: Uint8Array.from([p, g, publicValue].flatMap((field) => [...length16(field), ...field])),
    signed: by,
  })),
});

describe('ServerKeyExchange', () => {
  it.each([
    ['an explicit curve', 'ecdhe', '01 001d 01 00 0403 0000', { kind: 'illegalValue', actual: 1 }],
    ['an empty public value', 'ecdhe', '03 001d 00 0403 0000', { kind: 'lengthOutOfRange', actual: 0 }],
    ['an empty prime', 'dhe', '0000 0001 02 0001 02 0403 0000', { kind: 'lengthOutOfRange', actual: 0 }],
  ] as const)('refuses %s', (_, kind, hex, expected) => {
    expect(problem(decode(serverKeyExchange(kind, true), fromHex(hex)))).toMatchObject(expected);
  });

  it('keeps the octets that are signed exactly as they came', () => {
    const message = value(decode(serverKeyExchange('dhe', true), dhe));
    expect(encode(written('dhe'), message)).toStrictEqual(dhe);
  });
});

describe('the parameters alone', () => {
  it.each([
    ['ecdhe', ecdhe, 36],
    ['dhe', dhe, 519],
  ] as const)('are the same with and without a signature behind them (%s)', (kind, message, length) => {
    const { params } = value(decode(serverKeyExchange(kind, true), message));
    expect(value(decode(serverKeyExchangeParams(kind), message))).toStrictEqual(params);
    expect(value(decode(serverKeyExchangeParams(kind), message.subarray(0, length)))).toStrictEqual(params);
    expect(problem(decode(serverKeyExchangeParams(kind), message.subarray(0, length - 1))).kind).toBe('truncated');
  });
});
