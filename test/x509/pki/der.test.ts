import fc from '../../support/fc.ts';
import { describe, expect, it } from 'vitest';
import { fromHex } from '../../../src/base/octets.ts';
import { decodeDer, tags } from '../../../src/x509/pki/der.ts';
import type { DerReader } from '../../../src/x509/pki/der.ts';
import { problem, value } from '../../support/result.ts';

const sequenceOfNumber = (r: DerReader): number => {
  const inner = r.enter(tags.sequence, 'point');
  const x = inner.number('x');
  inner.end();
  return x;
};

describe('DER values', () => {
  it.each([
    ['30 03 02 01 05', 5],
    ['30 03 02 01 80', -128],
    ['30 04 02 02 00 80', 128],
    ['30 06 02 04 7f ff ff ff', 0x7fffffff],
    ['30 07 02 05 01 00 00 00 00', Infinity],
    ['30 07 02 05 80 00 00 00 00', -Infinity],
  ])('reads the INTEGER in %s as %s', (hex, expected) => {
    expect(value(decodeDer('Point', fromHex(hex), sequenceOfNumber))).toBe(expected);
  });

  it.each([
    ['an indefinite length', '30 80 02 01 05 00 00', 'indefiniteLength', 'Point.point'],
    ['a long form where the short one does', '30 81 03 02 01 05', 'nonMinimalLength', 'Point.point'],
    ['a length with a leading zero', '30 82 00 83 02 01 05', 'nonMinimalLength', 'Point.point'],
    ['a length of five octets', '30 85 00 00 00 00 03 02 01 05', 'truncated', 'Point.point'],
    ['a value longer than what holds it', '30 03 02 02 05', 'truncated', 'Point.point.x'],
    ['a missing value', '30 00', 'truncated', 'Point.point.x'],
    ['nothing at all', '', 'truncated', 'Point.point'],
    ['another type', '31 03 02 01 05', 'unexpectedTag', 'Point.point'],
    ['another inner type', '30 03 04 01 05', 'unexpectedTag', 'Point.point.x'],
    ['octets after the inner value', '30 04 02 01 05 00', 'leftOver', 'Point.point.end'],
    ['octets after the outer value', '30 03 02 01 05 00', 'leftOver', 'Point.end'],
    ['an INTEGER without octets', '30 02 02 00', 'lengthOutOfRange', 'Point.point.x'],
    ['a padded INTEGER', '30 04 02 02 00 05', 'illegalValue', 'Point.point.x'],
    ['a padded negative INTEGER', '30 04 02 02 ff 80', 'illegalValue', 'Point.point.x'],
  ])('refuses %s', (_, hex, kind, path) => {
    expect(problem(decodeDer('Point', fromHex(hex), sequenceOfNumber))).toMatchObject({ kind, path });
  });

  it('refuses a non-minimal length of two octets', () => {
    const octets = new Uint8Array([0x04, 0x82, 0x00, 0x80, ...new Uint8Array(128)]);
    expect(problem(decodeDer('Blob', octets, (r) => r.content(tags.octetString, 'blob'))).kind).toBe(
      'nonMinimalLength',
    );
  });

  it('refuses tags of more than one octet', () => {
    expect(problem(decodeDer('Any', fromHex('1f 01 00'), (r) => r.value('any'))).kind).toBe('unexpectedTag');
  });

  it.each([
    ['2a 86 48 86 f7 0d 01 01 0b', '1.2.840.113549.1.1.11'],
    ['55 1d 25 00', '2.5.29.37.0'],
    ['88 37 03', '2.999.3'],
    // X.667's example of an identifier made from a UUID
    ['69 83 f0 9d a7 eb cf de e0 c7 a1 a7 b2 c0 94 8c c8 f9 d7 76', '2.25.329800735698586629295641978511506172918'],
  ])('reads the OBJECT IDENTIFIER %s as %s', (content, expected) => {
    const octets = fromHex(content);
    const read = decodeDer('Oid', new Uint8Array([0x06, octets.length, ...octets]), (r) => r.oid('oid'));
    expect(value(read)).toBe(expected);
  });

  it.each(['', '80 01', '2a 80 01', '2a 86'])('refuses the OBJECT IDENTIFIER %s', (content) => {
    const octets = fromHex(content);
    const read = decodeDer('Oid', new Uint8Array([0x06, octets.length, ...octets]), (r) => r.oid('oid'));
    expect(problem(read).kind).toBe('illegalValue');
  });
});

describe('DER times', () => {
  const read = (tag: number, text: string) =>
    decodeDer('Time', new Uint8Array([tag, text.length, ...Buffer.from(text, 'latin1')]), (r) => r.time('time'));

  it.each([
    [tags.utcTime, '500101000000Z', '1950-01-01T00:00:00.000Z'],
    [tags.utcTime, '491231235959Z', '2049-12-31T23:59:59.000Z'],
    [tags.utcTime, '240229120000Z', '2024-02-29T12:00:00.000Z'],
    [tags.generalizedTime, '20500101000000Z', '2050-01-01T00:00:00.000Z'],
    [tags.generalizedTime, '99991231235959Z', '9999-12-31T23:59:59.000Z'],
    [tags.generalizedTime, '00000101000000Z', '0000-01-01T00:00:00.000Z'],
  ])('reads %i %s', (tag, text, expected) => {
    expect(new Date(value(read(tag, text))).toISOString()).toBe(expected);
  });

  it.each([
    [tags.utcTime, '2401010000Z'], // without seconds
    [tags.utcTime, '240101000000+0000'],
    [tags.utcTime, '240101000000'],
    [tags.utcTime, '230229000000Z'], // no leap year
    [tags.utcTime, '241301000000Z'],
    [tags.utcTime, '240100000000Z'],
    [tags.utcTime, '240101240000Z'],
    [tags.utcTime, '24010100000xZ'],
    [tags.generalizedTime, '20240101000000.5Z'],
    [tags.generalizedTime, '240101000000Z'],
  ])('refuses %i %s', (tag, text) => {
    expect(problem(read(tag, text)).kind).toBe('illegalValue');
  });
});

it('never throws, whatever the octets', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), (octets) => {
      for (const tag of octets.subarray(0, 1))
        decodeDer('Any', octets, (r) => {
          const inner = r.enter(tag, 'any');
          while (!inner.isEmpty) inner.value('item');
        });
    }),
  );
});
