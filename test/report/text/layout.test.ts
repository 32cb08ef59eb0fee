import fc from '../../support/fc.ts';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { padded, width, wrapped } from '../../../src/report/text/layout.ts';

describe('width', () => {
  it.each(['plain ASCII', '服务器没有发送中间证书，', 'e\u0301', '✖ ⚠ ✔ · → …', '（CN=x）', 'ａｂ', '한국어', ''])(
    'agrees with string-width: %s',
    (text) => {
      expect(width(text)).toBe(stringWidth(text));
    },
  );
});

describe('wrapped', () => {
  const anyText = fc
    .array(fc.oneof(fc.string({ maxLength: 30 }), fc.constantFrom('，', '中', '（中', ' ', '  ')))
    .map((parts) => parts.join(''));

  it('keeps every line within its columns and loses nothing but spaces', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 4, max: 100 }), (text, columns) => {
        const lines = wrapped(text, columns);
        for (const line of lines) expect(width(line)).toBeLessThanOrEqual(columns);
        expect(lines.join('').replaceAll(/\s/g, '')).toBe(text.replaceAll(/\s/g, ''));
      }),
    );
  });

  it('begins no line with closing punctuation', () => {
    const lines = wrapped('服务器没有发送中间证书，无法把它连到受信任的根证书。'.repeat(5), 21);
    for (const line of lines) expect(line).not.toMatch(/^[，。]/);
  });

  it('breaks between words, not within them', () => {
    expect(wrapped('one two three', 8)).toEqual(['one two', 'three']);
  });

  it('takes no longer than its text for a very long one', () => {
    expect(wrapped('a'.repeat(300_000), 100)).toHaveLength(3000);
  });
});

describe('padded', () => {
  it('fills up to a column, counting wide characters twice', () => {
    expect(padded('中', 4)).toBe('中  ');
    expect(padded('long', 2)).toBe('long');
  });
});
