/** Lines for a terminal or a pipe: widths that know East Asian characters, wrapping, columns. */

/** Columns that a text takes on a terminal (Unicode Standard Annex 11; combining marks take none). */
export function width(text: string): number {
  if (plain.test(text)) return text.length;
  let columns = 0;
  for (const character of text) columns += characterWidth(character);
  return columns;
}

/** The text followed by spaces up to `columns`. */
export const padded = (text: string, columns: number): string => text + ' '.repeat(Math.max(0, columns - width(text)));

/**
 * Breaks a text into lines of at most `columns`. It breaks at spaces and around wide characters, never before closing
 * punctuation; a word that is longer than a line (a name that a peer chose) is cut. `keepsAddresses`: but for one that
 * begins with https://, as our references do.
 */
export function wrapped(text: string, columns: number, keepsAddresses = false): string[] {
  if (width(text) <= columns) return [text.trimEnd()];
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const piece of pieces(text, columns, keepsAddresses)) {
    const size = width(piece);
    if (used + width(piece.trimEnd()) > columns && used > 0) {
      lines.push(line.trimEnd());
      line = '';
      used = 0;
    }
    line += piece;
    used += size;
  }
  if (line.trimEnd() !== '' || lines.length === 0) lines.push(line.trimEnd());
  return lines;
}

/** No address that we cite is longer. */
const longestAddress = 200;

/** What may stand on a line of its own: a word with the spaces after it, or one wide character with its punctuation. */
function* pieces(text: string, columns: number, keepsAddresses: boolean): Generator<string> {
  for (const piece of text.match(piecePattern) ?? []) {
    const isKept = keepsAddresses && piece.startsWith('https://');
    if (width(piece.trimEnd()) <= (isKept ? Math.max(columns, longestAddress) : columns)) {
      yield piece;
      continue;
    }
    let part = '';
    let used = 0;
    for (const character of piece) {
      const size = characterWidth(character);
      if (used + size > columns) {
        yield part;
        part = '';
        used = 0;
      }
      part += character;
      used += size;
    }
    yield part;
  }
}

function characterWidth(character: string): number {
  // Latin and our own signs, without the Unicode tables that the expressions below make V8 load.
  if (character < '\u0300' || ownSigns.includes(character)) return 1;
  if (/^[\p{Mn}\p{Me}]$/u.test(character)) return 0;
  return wide.test(character) ? 2 : 1;
}

const ownSigns = '✔✖⚠·…→–—';
const plain = /^[\x20-\x7e]*$/;
const wideClass =
  '\\u1100-\\u115f\\u2e80-\\u303e\\u3041-\\ua4cf\\uac00-\\ud7a3\\uf900-\\ufaff\\ufe30-\\ufe6f\\uff00-\\uff60\\uffe0-\\uffe6\\u{1f300}-\\u{1faff}\\u{20000}-\\u{3fffd}';
const wide = new RegExp(`^[${wideClass}]$`, 'u');
const closing = '，。、；：？！）】》”’';
const opening = '（“《【‘';
const word = `[^\\s${wideClass}${closing}${opening}]+[${closing}]*\\s*`;
const piecePattern = new RegExp(
  `[${opening}]*${word}|[${opening}]*[${wideClass}][${closing}]*\\s*|[${opening}${closing}]+\\s*|\\s+`,
  'gu',
);
