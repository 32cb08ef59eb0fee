/**
 * Text as Markdown that means just this text, on GitHub, in Jira and in Zendesk alike: what any of them would take for markup, a
 * link, a mention or a reference becomes code, where nothing means anything. What a peer chose can so neither break a table,
 * nor add a heading, an image or a link, nor notify anybody.
 */
import { visible } from '../../base/escape.ts';

/** Where a text stands: in a cell of a table, a pipe would end it. */
export type Place = 'line' | 'cell';

/** A sentence, perhaps with words that a peer chose. One line, never empty of its own accord. */
export function prose(text: string, place: Place = 'line', maxLength = 2048): string {
  const line = visible(text, maxLength).trim();
  return line
    .replaceAll(asciiWord, (word, at: number) => (isRisky(word, at === 0) ? asCode(word, place) : word))
    .replaceAll(/ {2,}/g, ' ');
}

/** A value as code: a name, a path, a fingerprint. An empty one has no form as code and becomes a dash. */
export function code(text: string, place: Place = 'line', maxLength = 512): string {
  const line = visible(text, maxLength);
  return line.trim() === '' ? '-' : fenced(line, place);
}

/** Several lines as they are, in a block of their own. */
export function codeBlock(lines: readonly string[], language = 'text'): string {
  const content = lines.flatMap((line) => line.split('\n')).map((line) => visible(line, 8192));
  const fence = fenceFor(content.join('\n'), 3);
  return [fence + language, ...content, fence].join('\n');
}

/** Everything but letters of other scripts: only such characters mean anything to Markdown. */
const asciiWord = /[\x21-\x7e]+/g;

const isRisky = (word: string, isFirst: boolean): boolean => risky.test(word) || (isFirst && blockMark.test(word));

/** Markup, HTML, entities, formulas; links, mentions, references, emoji. */
const risky = /[`<>|[\]*~\\&${}@_]|!\[|:\/\/|\bwww\.|#\d|\bGH-\d|:[a-z0-9+-]*[a-z][a-z0-9+-]*:/i;

/** What makes a heading, a list, a rule or a quotation of a line that begins with it. */
const blockMark = /^(?:#{1,6}|[-+=]+|\d{1,9}[.)])$/;

/** Punctuation of the sentence stays outside. */
function asCode(word: string, place: Place): string {
  const [, before = '', core = '', after = ''] = /^([("']*)(.*?)([,.;:!?)"']*)$/.exec(word) ?? [];
  return core === '' ? fenced(word, place) : before + fenced(core, place) + after;
}

function fenced(text: string, place: Place): string {
  const fence = fenceFor(text, 1);
  // A space on both sides is taken off again, and keeps backticks of the text from those around it.
  const space = /^[ `]|[ `]$/.test(text) ? ' ' : '';
  return fence + space + (place === 'cell' ? text.replaceAll('|', '\\|') : text) + space + fence;
}

/** A row of backticks that is longer than any in the text. */
function fenceFor(text: string, least: number): string {
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map((row) => row.length));
  return '`'.repeat(Math.max(least, longest + 1));
}
