import { describe, expect, it } from 'vitest';
import { fromHex } from '../../../src/base/octets.ts';
import { Writer } from '../../../src/tls/wire/writer.ts';

const written = (content: (w: Writer) => void): Uint8Array => {
  const w = new Writer();
  content(w);
  expect(w.length).toBe(w.finish().length);
  return w.finish();
};

describe('Writer', () => {
  it('writes numbers of one to four octets, big-endian', () => {
    const octets = written((w) => {
      w.u8(0x01);
      w.u16(0x0203);
      w.u24(0x040506);
      w.u32(0xfffefdfc);
    });
    expect(octets).toStrictEqual(fromHex('010203040506fffefdfc'));
  });

  it('puts lengths before vectors, around whatever is in them', () => {
    const octets = written((w) =>
      w.scope(3, (outer) => {
        outer.opaque(1, fromHex('aabb'));
        outer.vector(2, [1, 2, 3], (one, item) => one.u16(item));
      }),
    );
    expect(octets).toStrictEqual(fromHex('00000b 02aabb 0006000100020003'));
  });

  it('writes nothing as nothing, and an empty vector as its length', () => {
    expect(written(() => {})).toHaveLength(0);
    expect(written((w) => w.opaque(3, new Uint8Array(0)))).toStrictEqual(fromHex('000000'));
  });

  it.each([
    ['256 in one octet', (w: Writer) => w.u8(256)],
    ['2^16 in two', (w: Writer) => w.u16(0x10000)],
    ['2^24 in three', (w: Writer) => w.u24(0x1000000)],
    ['2^32 in four', (w: Writer) => w.u32(2 ** 32)],
    ['a negative number', (w: Writer) => w.u16(-1)],
    ['half a number', (w: Writer) => w.u16(0.5)],
    ['no number', (w: Writer) => w.u16(Number.NaN)],
    ['a vector longer than its length can say', (w: Writer) => w.opaque(1, new Uint8Array(256))],
  ])('refuses %s: a bug of ours, not of a peer', (_, content) => {
    expect(() => content(new Writer())).toThrow(RangeError);
  });
});
