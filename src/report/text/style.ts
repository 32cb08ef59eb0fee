/** How a text form looks: colours and signs, handed in by whoever knows the terminal. */

/** Colours. Each function wraps a text; the plain ones give it back. */
export interface Paint {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly red: (text: string) => string;
  readonly yellow: (text: string) => string;
  readonly green: (text: string) => string;
  readonly cyan: (text: string) => string;
}

const as = (text: string): string => text;

/** No colour: pipes, files, NO_COLOR. */
export const plainPaint: Paint = { bold: as, dim: as, red: as, yellow: as, green: as, cyan: as };

/** Signs, in Unicode or in what every terminal has. */
export interface Glyphs {
  readonly fail: string;
  readonly warn: string;
  readonly ok: string;
  readonly dot: string;
  readonly arrow: string;
  readonly back: string;
  /** Before what a line above hangs on. */
  readonly branch: string;
}

export const unicodeGlyphs: Glyphs = { fail: '✖', warn: '⚠', ok: '✔', dot: '·', arrow: '→', back: '←', branch: '└─' };
export const asciiGlyphs: Glyphs = {
  fail: '[fail]',
  warn: '[warn]',
  ok: '[ok]',
  dot: '-',
  arrow: '->',
  back: '<-',
  branch: '`-',
};

/** What our own words and the diagnoses' use of punctuation becomes without Unicode; names keep their letters. */
export const asciiPunctuation = (text: string): string =>
  text.replaceAll(/[…→·–—’‘“”×≥≤]/g, (sign) => ascii[sign] ?? sign);

const ascii: Readonly<Record<string, string>> = {
  '…': '...',
  '→': '->',
  '·': '-',
  '–': '-',
  '—': '-',
  '’': "'",
  '‘': "'",
  '“': '"',
  '”': '"',
  '×': 'x',
  '≥': '>=',
  '≤': '<=',
};

/** How a text form is to look. */
export interface TextStyle {
  /** 100 at most; less on a narrow terminal. */
  readonly columns: number;
  readonly unicode: boolean;
  readonly paint: Paint;
  /** Message by message, with every certificate. */
  readonly verbose: boolean;
}
