import fc from '../support/fc.ts';
import { describe, expect, it } from 'vitest';
import { visible } from '../../src/base/escape.ts';

describe('visible', () => {
  it.each([
    ['a terminal sequence', 'CN=\u{1b}[31mred\u{1b}[0m', String.raw`CN=\u{1b}[31mred\u{1b}[0m`],
    ['a forged line', 'ok\r\nverdict: fine', String.raw`ok\u{d}\u{a}verdict: fine`],
    ['text turned around', 'moc.\u{202e}elpmaxe', String.raw`moc.\u{202e}elpmaxe`],
    ['a hidden joiner', 'exam\u{200b}ple', String.raw`exam\u{200b}ple`],
    ['a line separator', 'a\u{2028}b', String.raw`a\u{2028}b`],
    ['a lone surrogate', 'a\u{d800}b', String.raw`a\u{d800}b`],
    ['a C1 control', 'a\u{9b}b', String.raw`a\u{9b}b`],
    ['nothing special', 'Grüße, 世界 🔒', 'Grüße, 世界 🔒'],
  ])('shows %s', (_, text, shown) => {
    expect(visible(text)).toBe(shown);
  });

  it('lets no character of control through, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        expect(visible(text)).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
      }),
    );
  });

  it('cuts a long text and says how long it was', () => {
    expect(visible('a'.repeat(600))).toBe(`${'a'.repeat(512)}… (600 characters)`);
    expect(visible('abcdef', 3)).toBe('abc… (6 characters)');
    expect(visible('abc', 3)).toBe('abc');
  });

  it('shows the half of a character by its number where it cuts one', () => {
    expect(visible('ab🔒', 3)).toBe(String.raw`ab\u{d83d}… (4 characters)`);
  });
});
