/** What the parts of the page share: the words, and the few texts that several of them show. */
import { duration } from '../text/seen.ts';
import type { HtmlWords } from '../words/html-words.ts';
import type { ReportWords } from '../words/words.ts';
import { markup } from './markup.ts';
import type { Content, Markup } from './markup.ts';

/** The words of a page in one language. */
export interface PageWords {
  readonly report: ReportWords;
  readonly html: HtmlWords;
}

/** `2026-01-31 12:00Z`, with an element that machines read. */
export const moment = (time: string): Markup =>
  markup`<time datetime="${time}">${time.slice(0, 10)} ${time.slice(11, 16)}Z</time>`;

/** `2.1 ms`; a dash where it was not measured. */
export const milliseconds = (ms: number | null): string => (ms === null ? '–' : duration(ms));

/** One cell: its content, or that with the look of a class. */
export type Cell = Content | { readonly content: Content; readonly look: string };

/**
 * A table that becomes a list of blocks on a phone. The roles stay said: a browser forgets what a table is once its parts are
 * blocks.
 */
export function table(
  heads: readonly string[],
  rows: readonly (readonly Cell[])[],
  options: { readonly caption?: string; readonly look?: string } = {},
): Markup {
  const { caption, look = '' } = options;
  const body = rows.map((cells) => {
    const shown = cells.map((cell, column) => {
      const { content, look: cellLook } = isCell(cell) ? cell : { content: cell, look: '' };
      const inner = markup`<span class="head" aria-hidden="true">${heads[column]}</span><span class="cell ${cellLook}">${content}</span>`;
      return column === 0
        ? markup`<th scope="row" role="rowheader">${inner}</th>`
        : markup`<td role="cell">${inner}</td>`;
    });
    return markup`<tr role="row">${shown}</tr>`;
  });
  const top = heads.map((head) => markup`<th scope="col" role="columnheader">${head}</th>`);
  return markup`<table role="table" class="${look}">${caption !== undefined && markup`<caption>${caption}</caption>`}<thead role="rowgroup"><tr role="row">${top}</tr></thead><tbody role="rowgroup">${body}</tbody></table>`;
}

const isCell = (cell: Cell): cell is { readonly content: Content; readonly look: string } =>
  typeof cell === 'object' && cell !== null && 'look' in cell && 'content' in cell;

/** What a drawing says, as a table behind a fold. */
export const tableBehind = (words: PageWords, shown: Markup): Markup =>
  markup`<details><summary>${words.html.asTable}</summary>${shown}</details>`;

/** Pairs of a label and what belongs to it. */
export const pairs = (rows: readonly { readonly label: Content; readonly value: Content }[]): Markup =>
  markup`<dl>${rows.map(({ label, value }) => markup`<div><dt>${label}</dt><dd>${value}</dd></div>`)}</dl>`;

/** A sign with its word, so that neither colour nor shape alone says it. */
export const sign = (kind: 'ok' | 'fail' | 'warn' | 'info'): Markup =>
  markup`<svg class="sign ${kind}" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">${signs[kind]}</svg>`;

const signs = {
  ok: markup`<path d="M3 8.5l3.5 3.5L13 4.5" />`,
  fail: markup`<path d="M4 4l8 8M12 4l-8 8" />`,
  warn: markup`<path d="M8 2.5L14.5 13.5H1.5ZM8 6.5v3M8 11.4v.6" />`,
  info: markup`<path d="M8 7.2v4.6M8 4.2v.6" />`,
} satisfies Record<string, Markup>;
