import fc from './fc.ts';
import { describe, expect, it } from 'vitest';
import { concat } from '../../src/base/octets.ts';
import { decode, encode } from '../../src/tls/wire/codec.ts';
import type { Codec } from '../../src/tls/wire/codec.ts';
import type { DecodeProblem } from '../../src/tls/wire/decode-problem.ts';
import { problem, value } from './result.ts';

/** One vector and what it says. */
export interface Example<T> {
  readonly octets: Uint8Array;
  readonly value: T;
  /** Where an optional tail begins: the one proper prefix that is a whole struct too, and what it says. */
  readonly withoutTail?: { readonly length: number; readonly value: T };
  /** What is wrong with one octet more. A struct that lacks its optional tail takes the octet for its beginning. */
  readonly oneMore?: DecodeProblem['kind'];
}

/** What every codec owes: its vectors both ways, no less and no more than its octets, any value there and back, no exception. */
export function codecContract<T>(
  name: string,
  codec: Codec<T>,
  {
    examples,
    arbitrary,
  }: { readonly examples: Readonly<Record<string, Example<T>>>; readonly arbitrary: fc.Arbitrary<T> },
): void {
  describe(name, () => {
    describe.each(Object.entries(examples))('%s', (_, example) => {
      it('reads the vector to its value, and writes the value to the vector', () => {
        expect(value(decode(codec, example.octets))).toStrictEqual(example.value);
        expect(encode(codec, example.value)).toStrictEqual(example.octets);
      });

      it('refuses every proper prefix as truncated, inside what is there', () => {
        for (let length = 0; length < example.octets.length; length++) {
          const read = decode(codec, example.octets.subarray(0, length));
          if (length === example.withoutTail?.length) {
            expect(value(read)).toStrictEqual(example.withoutTail.value);
            continue;
          }
          const { kind, offset, path } = problem(read);
          expect({ kind, length }).toStrictEqual({ kind: 'truncated', length });
          expect(offset).toBeLessThanOrEqual(length);
          expect(path.startsWith(`${codec.name}.`)).toBe(true);
        }
      });

      it('refuses one octet more', () => {
        const longer = concat([example.octets, Uint8Array.of(0)]);
        expect(problem(decode(codec, longer))).toMatchObject({
          kind: example.oneMore ?? 'leftOver',
          offset: example.octets.length,
          actual: 1,
        });
      });

      it('gives a value or a problem with a place for every single octet changed', () => {
        fc.assert(
          fc.property(fc.nat(example.octets.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
            const changed = Uint8Array.from(example.octets);
            changed[at] = (changed[at] ?? 0) ^ flip;
            expectValueOrPlace(codec, changed);
          }),
        );
      });
    });

    it('reads back whatever it writes', () => {
      fc.assert(
        fc.property(arbitrary, (any) => {
          expect(value(decode(codec, encode(codec, any)))).toStrictEqual(any);
        }),
      );
    });

    it('gives a value or a problem with a place for any octets', () => {
      fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (octets) => expectValueOrPlace(codec, octets)));
    });
  });
}

function expectValueOrPlace<T>(codec: Codec<T>, octets: Uint8Array): void {
  const read = decode(codec, octets);
  if (read.ok) return;
  expect(read.problem.path.startsWith(`${codec.name}.`)).toBe(true);
  expect(read.problem.offset).toBeGreaterThanOrEqual(0);
  expect(read.problem.offset).toBeLessThanOrEqual(octets.length);
}
