/** Values that the RFCs allow, for fast-check. Lengths are kept small where only their encoding matters. */
import fc from './fc.ts';
import type { Extension } from '../../src/tls/wire/extensions/extension.ts';

export const u8: fc.Arbitrary<number> = fc.integer({ min: 0, max: 0xff });
export const u16: fc.Arbitrary<number> = fc.integer({ min: 0, max: 0xffff });
export const u32: fc.Arbitrary<number> = fc.integer({ min: 0, max: 0xffff_ffff });

/** Any octet string of a length within the bounds. */
export const octets = (minLength: number, maxLength = minLength): fc.Arbitrary<Uint8Array> =>
  fc.uint8Array({ minLength, maxLength });

/** A plain object, field by field: as decoders make them, with the usual prototype. */
export const struct = <T>(fields: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<T> =>
  fc.record<T>(fields, { noNullPrototype: true });

/** A list of up to `maxLength` values, and of at least `minLength`. */
export const list = <T>(item: fc.Arbitrary<T>, minLength: number, maxLength: number): fc.Arbitrary<readonly T[]> =>
  fc.array(item, { minLength, maxLength });

/** Any extensions, duplicates and unknown types included. */
export const extensions: fc.Arbitrary<readonly Extension[]> = list(
  struct<Extension>({ type: u16, data: octets(0, 40) }),
  0,
  6,
);

/** A text that takes 1 to 255 octets as UTF-8. */
export const shortText: fc.Arbitrary<string> = fc.string({ unit: 'binary', minLength: 1, maxLength: 60 });
