import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold } from '../../../src/diagnose/text/fold.ts';
import { finder, mostOfOne } from '../../../src/diagnose/text/needles.ts';

describe('finder', () => {
  it('finds what a search for each alone would find', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 4, maxLength: 9 });
    const property = fc.property(
      fc.uniqueArray(word, { maxLength: 12 }),
      fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 60 }),
      (words, text) => {
        const { find } = finder(words.map((one) => `~${one}~`));
        const found = find(fold(text));
        const expected = words.flatMap((one, needle) =>
          Array.from({ length: text.length }, (_, start) => start)
            .filter((start) => text.startsWith(one, start))
            .map((start) => `${needle}@${start}`),
        );
        const counted = expected.filter(
          (one) => expected.filter((other) => other.split('@')[0] === one.split('@')[0]).length <= mostOfOne,
        );
        expect(found.map(({ needle, start }) => `${needle}@${start}`)).toEqual(expect.arrayContaining(counted));
        expect(found.every(({ needle, start, end }) => text.slice(start, end) === words[needle])).toBe(true);
        // From some texts on all literals are entered, not only those that may be in one.
        for (let again = 0; again < 4; again++) expect(find(fold(text))).toEqual(found);
      },
    );
    fc.assert(property, { numRuns: 300 });
  });

  it('keeps to words, but where it is told not to', () => {
    const { find } = finder(['unknown ca', '~not found', 'handshake~']);
    const needles = (text: string) => find(fold(text)).map(({ needle }) => needle);
    expect(needles('unknown cause')).toStrictEqual([]);
    expect(needles('TLSV1_ALERT_UNKNOWN_CA')).toStrictEqual([0]);
    expect(needles('modulenotfound')).toStrictEqual([1]);
    expect(needles('handshakes')).toStrictEqual([2]);
  });

  it('keeps a limited number of the same, from the beginning and the end', () => {
    const found = finder(['certificate expired']).find(fold('certificate expired\n'.repeat(10_000)));
    expect(found).toHaveLength(mostOfOne);
    expect(found[0]?.start).toBe(0);
    expect(found.at(-1)?.start).toBe(9999 * 'certificateexpired'.length);
  });

  it('refuses a literal that would be found everywhere', () => {
    expect(() => finder(['tls'])).toThrow(RangeError);
  });
});
