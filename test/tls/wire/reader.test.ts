import fc from '../../support/fc.ts';
import { describe, expect, it } from 'vitest';
import { fromHex } from '../../../src/base/octets.ts';
import { decode } from '../../../src/tls/wire/codec.ts';
import type { Reader } from '../../../src/tls/wire/reader.ts';
import { problem, value } from '../../support/result.ts';

const reading = <T>(hex: string, read: (r: Reader) => T): ReturnType<typeof decode<T>> =>
  decode({ name: 'Struct', read }, fromHex(hex));

describe('Reader', () => {
  it('reads numbers of one to four octets, big-endian', () => {
    const numbers = reading('01 0203 040506 fffefdfc', (r) => [r.u8('a'), r.u16('b'), r.u24('c'), r.u32('d')]);
    expect(value(numbers)).toStrictEqual([0x01, 0x0203, 0x040506, 0xfffefdfc]);
  });

  it('agrees with DataView on any number', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 4, maxLength: 4 }), (octets) => {
        const view = new DataView(octets.buffer);
        const read = (size: (r: Reader) => number) => decode({ name: 'Struct', read: size }, octets);
        expect(value(read((r) => r.u32('n')))).toBe(view.getUint32(0));
        expect(value(read((r) => (r.u16('skipped'), r.u16('n'))))).toBe(view.getUint16(2));
      }),
    );
  });

  it('names struct, field and place of what is missing', () => {
    expect(problem(reading('01 02', (r) => [r.u8('first'), r.u16('second')]))).toStrictEqual({
      kind: 'truncated',
      path: 'Struct.second',
      offset: 1,
      actual: 1,
      expected: '2 octets',
    });
  });

  it('counts the place from the outermost struct, and names the fields on the way', () => {
    const nested = (r: Reader) =>
      r.scope(1, 'outer', (outer) => outer.vector(1, 'inner', (inner) => inner.u16('item')));
    expect(value(reading('05 04 0001 0002', nested))).toStrictEqual([1, 2]);
    expect(problem(reading('04 03 0001 00', nested))).toMatchObject({ path: 'Struct.outer.inner.item', offset: 4 });
    expect(problem(reading('04 04 0001 00', nested))).toMatchObject({
      path: 'Struct.outer.inner',
      offset: 2,
      actual: 3,
    });
    expect(problem(reading('04 02 0001 00', nested))).toStrictEqual({
      kind: 'leftOver',
      path: 'Struct.outer.end',
      offset: 4,
      actual: 1,
      expected: 'no octets after the last field',
    });
  });

  it('never reads out of a vector into what follows it', () => {
    const twoVectors = (r: Reader) => [r.scope(1, 'one', (one) => one.octets(2, 'two octets')), r.opaque(1, 'other')];
    expect(problem(reading('01 aa 01 bb', twoVectors))).toMatchObject({
      kind: 'truncated',
      path: 'Struct.one.two octets',
    });
  });

  it.each([
    ['00', 0],
    ['04 01020304', 4],
  ])('holds a vector to its bounds: %s', (hex, actual) => {
    expect(problem(reading(hex, (r) => r.opaque(1, 'field', { min: 1, max: 3 })))).toStrictEqual({
      kind: 'lengthOutOfRange',
      path: 'Struct.field',
      offset: 1,
      actual,
      expected: '1..3 octets',
    });
  });

  it('reports a forbidden value as given', () => {
    expect(problem(reading('07', (r) => r.illegal('type', r.u8('type'), 'one (1)')))).toStrictEqual({
      kind: 'illegalValue',
      path: 'Struct.type',
      offset: 1,
      actual: 7,
      expected: 'one (1)',
    });
  });

  it('reads the same octets again, to their end', () => {
    const twice = (r: Reader) => r.again(r.rest('all'), (inner) => inner.u8('first'));
    expect(value(reading('2a', twice))).toBe(0x2a);
    expect(problem(reading('2a2b', twice))).toMatchObject({ kind: 'leftOver', offset: 1 });
  });

  it('reads a view at its own place only', () => {
    const within = fromHex('ffff 0102 ffff').subarray(2, 4);
    expect(value(decode({ name: 'Struct', read: (r) => r.u16('n') }, within))).toBe(0x0102);
    expect(problem(decode({ name: 'Struct', read: (r) => r.u24('n') }, within))).toMatchObject({ actual: 2 });
  });
});

describe('decode', () => {
  it('lets a bug of ours through: only what the octets did wrong is a problem', () => {
    const buggy = (): never => {
      throw new TypeError('a bug');
    };
    expect(() => reading('', buggy)).toThrow('a bug');
  });
});
