/**
 * HTML that cannot be forgotten to be escaped: a template in which every value is escaped, unless it is a template itself. What
 * a peer chose goes through `visible` first, so that control and bidirectional characters show as what they are.
 */
import { visible } from '../../base/escape.ts';

/** A piece of HTML or SVG that is well-formed by construction. Only {@link markup}, {@link sealed} and {@link join} make one. */
class Piece {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  toString(): string {
    return this.#text;
  }
}

export type Markup = Piece;

/** What may stand in a template. `null` and `false`: nothing. */
export type Content = Markup | string | number | null | false | undefined | readonly Content[];

/** A template: what is written in it is HTML, what is put into it is text or another template. */
export const markup = (parts: TemplateStringsArray, ...values: readonly Content[]): Markup =>
  new Piece(parts.map((part, index) => part + (index < values.length ? written(values[index]) : '')).join(''));

/** Several pieces with something between them. */
export const join = (pieces: readonly Content[], between: Markup): Markup =>
  new Piece(pieces.map(written).join(between.toString()));

/** A text of many lines, such as a here-document: line feeds stay, everything else is escaped. Lines of at most `longest`. */
export const lines = (text: string, longest = 8192): Markup =>
  new Piece(
    text
      .split('\n')
      .map((line) => escaped(visible(line, longest)))
      .join('\n'),
  );

/** A style sheet of our own, in its element. It may not hold what would end the element. */
export function sealed(css: string): Markup {
  if (css.includes('</')) throw new Error('a style sheet that ends its own element');
  return new Piece(`<style>${css}</style>`);
}

/** Nothing. */
export const nothing: Markup = new Piece('');

function written(value: Content): string {
  if (value === null || value === undefined || value === false) return '';
  if (value instanceof Piece) return value.toString();
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return escaped(visible(value, longestText));
  return value.map(written).join('');
}

/** As of `Sheet.paragraph`: sentences of ours may be long, and nothing is without end. */
const longestText = 2048;

const escaped = (text: string): string => text.replaceAll(/[&<>"'`]/g, (sign) => entities[sign] ?? '');

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
};
