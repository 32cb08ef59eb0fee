/** Pieces of a Markdown page: each ends without line feed, and the page joins them with empty lines. */
import { markdownTable } from '../pages/markdown-table.ts';
import { prose } from './inline.ts';

/** A page, or a part of one: blocks with an empty line between them. */
export const blocks = (parts: readonly (string | null)[]): string =>
  parts.filter((part) => part !== null && part !== '').join('\n\n');

/**
 * What stands folded on GitHub. Where tags are not understood they are two lines of their own, and what is between them is read
 * all the same. The title is ours: it must hold nothing that a peer chose.
 */
export const folded = (title: string, parts: readonly (string | null)[]): string | null => {
  const inside = blocks(parts);
  return inside === '' ? null : `<details>\n<summary>${title}</summary>\n\n${inside}\n\n</details>`;
};

/** Text pushed under an item of a list, `columns` to the right. */
export const under = (text: string, columns: number): string => text.replaceAll(/^(?=.)/gm, ' '.repeat(columns));

/** One item: a label of ours and what belongs to it. */
export const item = (label: string, value: string, colon: string): string =>
  `- **${prose(label)}**${colon}${prose(value)}`;

/** A table whose cells are Markdown already; null without rows. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string | null =>
  rows.length === 0 ? null : markdownTable(head, rows);
