/** A text form in the making: lines that are wrapped, aligned, painted and safe to show. */
import { visible } from '../../base/escape.ts';
import { padded, width, wrapped } from './layout.ts';
import { asciiGlyphs, asciiPunctuation, unicodeGlyphs } from './style.ts';
import type { Glyphs, Paint, TextStyle } from './style.ts';

/** A label and what belongs to it. */
export interface Row {
  readonly label: string;
  readonly value: string;
  readonly paint?: (text: string) => string;
}

const unpainted = (text: string): string => text;

/** A text that grows line by line, within its columns. */
export class Sheet {
  readonly #lines: string[] = [];
  readonly #columns: number;
  readonly #unicode: boolean;
  readonly paint: Paint;
  readonly glyphs: Glyphs;
  readonly verbose: boolean;

  constructor({ columns, unicode, paint, verbose }: TextStyle) {
    this.#columns = Math.min(100, Math.max(40, columns));
    this.#unicode = unicode;
    this.paint = paint;
    this.glyphs = unicode ? unicodeGlyphs : asciiGlyphs;
    this.verbose = verbose;
  }

  /** A text as it may be shown: nothing in it moves the cursor or starts a line. */
  shown(text: string, maxLength = 512): string {
    const safe = visible(text, maxLength);
    return this.#unicode ? safe : asciiPunctuation(safe);
  }

  blank(): void {
    if (this.#lines.length > 0 && this.#lines.at(-1) !== '') this.#lines.push('');
  }

  /** A blank line, then the heading of a section. */
  heading(text: string): void {
    this.blank();
    this.#lines.push(`  ${this.paint.bold(this.shown(text))}`);
  }

  /**
   * A text, wrapped. The first line begins with `lead` at `indent`; the others stand below what follows it. `tail`: a remark.
   * `keepsAddresses`: an address stays whole, and can be followed, even where it is longer than a line.
   */
  paragraph(
    text: string,
    indent: number,
    options: {
      lead?: string;
      tail?: string;
      keepsAddresses?: boolean;
      paint?: (text: string) => string;
      paintLead?: (text: string) => string;
    } = {},
  ): void {
    const { lead = '', tail = '', keepsAddresses = false, paint = unpainted, paintLead = unpainted } = options;
    const hanging = indent + width(lead);
    wrapped(this.shown(text, 2048), this.#columns - hanging, keepsAddresses).forEach((line, index) => {
      const start = index === 0 ? ' '.repeat(indent) + paintLead(lead) : ' '.repeat(hanging);
      this.#lines.push(start + paint(line));
    });
    if (tail !== '') this.#addTail(this.shown(tail), hanging);
  }

  /** A remark in red, behind the last line where it fits, below it where not. */
  #addTail(tail: string, hanging: number): void {
    const last = this.#lines.at(-1) ?? '';
    if (width(last) + 3 + width(tail) <= this.#columns)
      this.#lines[this.#lines.length - 1] = `${last}   ${this.paint.red(tail)}`;
    else this.paragraph(tail, hanging, { paint: this.paint.red });
  }

  /**
   * Lines that must stay whole, such as a command: escaped, never broken. Several lines (a here-document) begin at the left
   * edge, since a shell would take an indented end mark for more text.
   */
  whole(text: string, indent: number, paint: (text: string) => string = unpainted): void {
    const lines = text.split('\n');
    const margin = lines.length > 1 ? '' : ' '.repeat(indent);
    for (const line of lines) this.#lines.push(margin + paint(visible(line, 8192)));
  }

  /** Labels in one column, values in the next; a label that is too wide gets a line of its own. */
  rows(rows: readonly Row[], indent: number, widest = 30): void {
    const shown = rows.map((row) => ({ ...row, label: this.shown(row.label) }));
    const most = Math.min(widest, Math.floor(this.#columns / 2) - indent);
    const fitting = shown.map(({ label }) => width(label)).filter((size) => size <= most);
    const column = Math.max(0, ...fitting) + 2;
    for (const { label, value, paint } of shown) {
      const options = paint === undefined ? {} : { paint };
      if (width(label) > most) {
        this.paragraph(label, indent, { paint: this.paint.dim });
        this.paragraph(value, indent + 2, options);
        continue;
      }
      const before = this.#lines.length;
      this.paragraph(value, indent, { lead: padded(label, column), ...options });
      const first = this.#lines[before];
      if (first === undefined || label === '') continue;
      this.#lines[before] = ' '.repeat(indent) + this.paint.dim(label) + first.slice(indent + label.length);
    }
  }

  /** What was written, ending in a line feed. */
  finish(): string {
    return `${this.#lines.join('\n')}\n`;
  }
}
