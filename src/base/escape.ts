/**
 * Text that a peer chose (certificate fields, banners, alert words, ALPN names) as it may be shown: control characters,
 * bidirectional and other format characters, line separators and lone surrogates become `\u{…}`. A name can then neither
 * move the cursor, nor forge a line of the report, nor hide what it says. Markdown and HTML escape on top of this.
 */
export function visible(text: string, maxLength = 512): string {
  // The common case, without the Unicode tables that the other expression makes V8 load.
  if (text.length <= maxLength && plain.test(text)) return text;
  const cut = text.length > maxLength ? text.slice(0, maxLength) : text;
  const shown = cut.replaceAll(
    /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/gu,
    (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
  return text.length > maxLength ? `${shown}… (${text.length} characters)` : shown;
}

const plain = /^[\x20-\x7e]*$/;
