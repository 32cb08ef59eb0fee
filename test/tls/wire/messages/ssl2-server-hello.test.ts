import fc from '../../../support/fc.ts';
import { describe, expect, it } from 'vitest';
import { concat, fromHex } from '../../../../src/base/octets.ts';
import { recogniseSsl2, ssl2ServerHello } from '../../../../src/tls/wire/messages/ssl2-server-hello.ts';
import type { Ssl2ServerHello } from '../../../../src/tls/wire/messages/ssl2-server-hello.ts';
import { list, octets, struct, u16, u8 } from '../../../support/arbitraries.ts';
import { codecContract } from '../../../support/codec-contract.ts';
import { loadVectors, vector } from '../../../support/vector.ts';

const vectors = loadVectors('ssl2-server-hello.hex');
const record = vector(vectors, 'server-hello');
const hello: Ssl2ServerHello = {
  kind: 'serverHello',
  sessionIdHit: false,
  certificateType: 1,
  version: 2,
  certificate: fromHex('3003020105'),
  cipherKinds: [0x010080, 0x0700c0],
  connectionId: fromHex('00010203040506070809'),
};

codecContract<Ssl2ServerHello>('SERVER-HELLO of SSL 2.0', ssl2ServerHello, {
  examples: { 'hand-made': { octets: record.subarray(2), value: hello } },
  arbitrary: struct<Ssl2ServerHello>({
    kind: fc.constant('serverHello'),
    sessionIdHit: fc.boolean(),
    certificateType: u8,
    version: u16,
    certificate: octets(0, 40),
    cipherKinds: list(fc.integer({ min: 0, max: 0xff_ffff }), 0, 5),
    connectionId: octets(0, 32),
  }),
});

describe('recogniseSsl2', () => {
  it('reads a SERVER-HELLO, whatever follows it', () => {
    expect(recogniseSsl2(record)).toStrictEqual(hello);
    expect(recogniseSsl2(concat([record, fromHex('8003000001')]))).toStrictEqual(hello);
  });

  it('knows the beginning of one from the third octet on', () => {
    for (let length = 0; length < record.length; length++) {
      expect(recogniseSsl2(record.subarray(0, length))).toStrictEqual(length < 3 ? null : { kind: 'incomplete' });
    }
  });

  it('reads an ERROR', () => {
    const error = vector(vectors, 'error');
    expect(recogniseSsl2(error)).toStrictEqual({ kind: 'error', code: 1 });
    expect(recogniseSsl2(error.subarray(0, 4))).toStrictEqual({ kind: 'incomplete' });
  });

  it.each([
    ['a TLS alert', '15030100020228'],
    ['a TLS ServerHello', '160303003d0200003903'],
    ['HTTP', '485454502f312e31'],
    ['SSH', '5353482d322e302d'],
    ['a SERVER-HELLO of another version', '8020 04 00 01 0303 0005 0006 000a'],
    ['a SERVER-HELLO that says no more than lengths that do not fit', '800b 04 00 01 0002 ffff ffff ffff'],
    ['an SSL 2.0 CLIENT-HELLO', '802e 01 0002 0015 0000 0010'],
    ['random octets', 'ff04 04 07 80 11 22'],
    ['a MySQL greeting', '4a0000000a352e372e'],
  ])('does not take %s for one', (_, hex) => {
    expect(recogniseSsl2(fromHex(hex))).toBeNull();
  });

  it('throws at nothing', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (rest) => {
        const result = recogniseSsl2(concat([fromHex('8020040001 0002'), rest]));
        expect(result === null || result.kind !== 'error').toBe(true);
      }),
    );
  });
});
