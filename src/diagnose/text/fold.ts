/**
 * A pasted text reduced to what matching looks at: letters and digits, in lower case. Spaces, line breaks (also in the middle of
 * a word), punctuation, quotation marks, mail's `>`, Markdown, ANSI colours, the escapes of JSON and HTML and the prefixes of logs
 * all fall away, so a message is found however it was wrapped and wherever it was copied from. Accented Latin letters fall away as
 * well, since consoles garble them; other scripts stay. One pass, linear.
 */

/** The letters and digits of a text, and where each of them stood. */
export interface Folded {
  /** UTF-16 code units, lower case. Valid up to `length`. */
  readonly codes: Uint16Array;
  /** For each of `codes`, its offset in the text. */
  readonly at: Int32Array;
  readonly length: number;
}

/** Folds a text. The result shares no memory with other results. */
export function fold(text: string): Folded {
  const codes = new Uint16Array(text.length);
  const at = new Int32Array(text.length);
  let length = 0;
  let i = 0;
  const skipPrefix = (): void => {
    const after = endOfPrefix(text, i);
    if (after > i) i = after;
  };
  skipPrefix();
  while (i < text.length) {
    const code = text.charCodeAt(i);
    if (code < 128) {
      const kept = asciiFold[code] ?? 0;
      if (kept !== 0) {
        codes[length] = kept;
        at[length++] = i++;
        continue;
      }
      if (code === lineFeed) {
        i++;
        skipPrefix();
      } else if (code === backslash || code === ampersand || code === percent || code === escape || code === bracket) {
        const escaped = readEscape(text, i);
        if (escaped.letter !== 0) {
          codes[length] = escaped.letter;
          at[length++] = i;
        }
        i = escaped.end;
      } else i++;
      continue;
    }
    const kept = foldWide(code);
    if (kept !== 0) {
      codes[length] = kept;
      at[length++] = i;
    }
    i++;
  }
  return { codes, at, length };
}

/** Whether a word ends or begins between two folded letters: something that was no letter stood between them. */
export const isGap = ({ at, length }: Folded, before: number): boolean =>
  before <= 0 || before >= length || (at[before] ?? 0) - (at[before - 1] ?? 0) > 1;

const lineFeed = 10;
const escape = 27;
const percent = 37;
const ampersand = 38;
const bracket = 91;
const backslash = 92;

/** ASCII letters and digits in lower case; 0 for everything else. */
const asciiFold = Uint8Array.from({ length: 128 }, (_, code) => {
  if ((code >= 48 && code <= 57) || (code >= 97 && code <= 122)) return code;
  return code >= 65 && code <= 90 ? code + 32 : 0;
});

/** What lies beyond ASCII: full-width forms become ASCII, Cyrillic lower case, Latin accents, marks, signs and surrogates nothing. */
function foldWide(code: number): number {
  if (code < 0x370) return 0;
  if (code >= 0x410 && code <= 0x42f) return code + 0x20;
  if (code >= 0x400 && code <= 0x40f) return code + 0x50;
  if (code >= 0xff01 && code <= 0xff5e) return asciiFold[code - 0xfee0] ?? 0;
  const isSign =
    (code >= 0x1e00 && code <= 0x2bff) || (code >= 0x3000 && code <= 0x303f) || (code >= 0xd800 && code !== 0xff70);
  return isSign ? 0 : code;
}

interface Escape {
  /** The letter that it stands for, folded; 0: none that counts. */
  readonly letter: number;
  readonly end: number;
}

/** What begins with `\`, `&`, `%`, ESC or `[`, and is no text. */
function readEscape(text: string, at: number): Escape {
  if (text.charCodeAt(at) === escape) {
    ansi.lastIndex = at + 1;
    return { letter: 0, end: at + 1 + (ansi.exec(text)?.[0].length ?? 0) };
  }
  for (const { pattern, letterOf } of escapes) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match !== null) return { letter: letterOf(match[1] ?? ''), end: at + match[0].length };
  }
  return { letter: 0, end: at + 1 };
}

const none = (): number => 0;
const fromHex = (hex: string): number => {
  const code = Number.parseInt(hex, 16);
  return code < 128 ? (asciiFold[code] ?? 0) : foldWide(code);
};

/** What follows ESC: a colour or movement, a character set. */
const ansi = /\[[\d;?]{0,16}[A-Za-z]|[()][0-9A-Z]/y;

/** Each is bounded and sticky. */
const escapes: readonly { readonly pattern: RegExp; readonly letterOf: (group: string) => number }[] = [
  // ANSI as JSON and shells write it, and what is left when the escape character itself got lost.
  { pattern: /\\{1,4}(?:u001[bB]|x1[bB]|033|e)\[[\d;]{0,16}[A-Za-z]/y, letterOf: none },
  { pattern: /\[(?:\d{1,3}(?:;\d{1,3}){0,4})?[mK](?![\w\]])/y, letterOf: none },
  { pattern: /\[\d{1,2}(?:;\d{1,3}){0,4}m/y, letterOf: none },
  // JSON and other string literals, also nested. Octets that are no text stay: `\x16\x03\x01` is how TLS looks in a log.
  { pattern: /\\{1,8}u(?!00(?:[01][0-8bcefBCEF]|1[9aAdD]))([0-9a-fA-F]{4})/y, letterOf: fromHex },
  { pattern: /\\{1,8}x(?!0[0-8bcefBCEF]|1)([0-9a-fA-F]{2})/y, letterOf: fromHex },
  { pattern: /\\{1,8}[nrt]/y, letterOf: none },
  // HTML, also escaped twice; and the octets of URLs that are no letters.
  { pattern: /&(?:amp;){0,3}(?:quot|lt|gt|nbsp|apos|amp|#\d{1,5}|#x[0-9a-fA-F]{1,4});/y, letterOf: none },
  { pattern: /%(?:2[0-9A-Fa-f]|3[A-Fa-f]|5[B-Fb-f]|7[B-Eb-e]|0[AaDd])/y, letterOf: none },
];

/** The end of what a log puts in front of each line, that would stand in the middle of a message that was wrapped. */
function endOfPrefix(text: string, at: number): number {
  const first = text.charCodeAt(at);
  if (!((first >= 48 && first <= 57) || (first >= 97 && first <= 122))) return at;
  prefix.lastIndex = at;
  const match = prefix.exec(text);
  return match === null ? at : at + match[0].length;
}

const prefix =
  /(?:[a-z0-9][\w.-]{0,60}[-_]\d{1,4} {0,20}\| ?)?(?:npm (?:ERR!|error|http) |\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?[ :])?/y;
