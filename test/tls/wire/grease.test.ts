import fc from '../../support/fc.ts';
import { describe, expect, it } from 'vitest';
import { chooseGrease, greaseRandomOctets, greaseValue } from '../../../src/tls/wire/grease.ts';
import { isGrease } from '../../../src/tls/wire/registry.ts';

/** RFC 8701 section 2, as it lists them. */
const modes = [0x0b, 0x2a, 0x49, 0x68, 0x87, 0xa6, 0xc5, 0xe4];

describe('GREASE', () => {
  it('has the sixteen values of RFC 8701, and no other', () => {
    const values = Array.from({ length: 16 }, (_, i) => greaseValue(i));
    expect(values).toStrictEqual([
      0x0a0a, 0x1a1a, 0x2a2a, 0x3a3a, 0x4a4a, 0x5a5a, 0x6a6a, 0x7a7a, 0x8a8a, 0x9a9a, 0xaaaa, 0xbaba, 0xcaca, 0xdada,
      0xeaea, 0xfafa,
    ]);
    expect(Array.from({ length: 256 }, (_, i) => greaseValue(i)).every((one) => values.includes(one))).toBe(true);
  });

  it('chooses a reserved value for every place, and two extensions that differ', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: greaseRandomOctets, maxLength: greaseRandomOctets }), (random) => {
        const { pskMode, protocol, ...codes } = chooseGrease(random);
        expect(Object.values(codes).every(isGrease)).toBe(true);
        expect(codes.extension).not.toBe(codes.lastExtension);
        expect(modes).toContain(pskMode);
        expect(isGrease(((protocol[0] ?? 0) << 8) | (protocol[1] ?? 0))).toBe(true);
        expect(protocol).toHaveLength(2);
      }),
    );
  });

  it('takes the same choice from the same octets, and another from others', () => {
    const one = chooseGrease(new Uint8Array(8).fill(3));
    expect(chooseGrease(new Uint8Array(8).fill(3))).toStrictEqual(one);
    expect(chooseGrease(new Uint8Array(8).fill(4)).cipherSuite).not.toBe(one.cipherSuite);
  });
});
