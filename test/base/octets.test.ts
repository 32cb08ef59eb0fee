import fc from '../support/fc.ts';
import { describe, expect, it } from 'vitest';
import { concat, equal, fromHex, fromUtf8, toBase64, toHex, utf8 } from '../../src/base/octets.ts';

const anyOctets = fc.uint8Array({ maxLength: 40 });

describe('octets', () => {
  it('joins as Buffer does', () => {
    fc.assert(
      fc.property(fc.array(anyOctets, { maxLength: 6 }), (parts) => {
        expect(Buffer.from(concat(parts)).equals(Buffer.concat(parts))).toBe(true);
      }),
    );
  });

  it('compares content, wherever it lies', () => {
    fc.assert(
      fc.property(anyOctets, anyOctets, (a, b) => {
        expect(equal(a, b)).toBe(toHex(a) === toHex(b));
        expect(equal(a, concat([b, a]).subarray(b.length))).toBe(true);
      }),
    );
  });

  it('writes a view of a larger buffer as what it shows', () => {
    const view = fromHex('00 c0ff ee 00').subarray(1, 4);
    expect(toHex(view)).toBe('c0ffee');
    expect(toBase64(view)).toBe('wP/u');
  });

  it('reads hexadecimal of either case, with white space anywhere', () => {
    expect([...fromHex(' C0 ff\n\te e ')]).toStrictEqual([0xc0, 0xff, 0xee]);
    fc.assert(fc.property(anyOctets, (octets) => equal(fromHex(toHex(octets)), octets)));
  });

  it.each(['abc', 'xy', '0x00', 'aa-bb'])('refuses %s as hexadecimal', (text) => {
    expect(() => fromHex(text)).toThrow('not hexadecimal');
  });

  it('reads malformed UTF-8 with a mark in its place', () => {
    expect(fromUtf8(fromHex('61 ff 62 c3'))).toBe('a\u{fffd}b\u{fffd}');
    expect(fromUtf8(utf8('Grüße, 世界'))).toBe('Grüße, 世界');
  });
});
