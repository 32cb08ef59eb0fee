/** Markdown as `marked` reads it, which is as GitHub does. */
import { marked } from 'marked';
import type { Token, Tokens } from 'marked';

export const htmlOf = (markdown: string): string => marked.parse(markdown, { async: false, gfm: true });

/** Every tag with its attributes. */
export const tagsOf = (markdown: string): ReadonlySet<string> =>
  new Set(
    [...htmlOf(markdown).matchAll(/<\/?([a-z][a-z0-9]*)([^>]*)>/gi)].map(([, tag = '', rest = '']) => tag + rest),
  );

/** Tags that a report never has: but for links, which it has to our own sources. */
export const strangeTags = (markdown: string): readonly string[] =>
  [...tagsOf(markdown)].filter(
    (tag) =>
      !/^(?:h\d|p|strong|ul|ol|li|code|pre|table|thead|tbody|tr|th|td|details|summary|a|code class="language-\w+")$/.test(
        tag,
      ),
  );

/** The form of a page without its words: which blocks stand where, and how wide its tables are. */
export const formOf = (markdown: string): readonly unknown[] => form(marked.lexer(markdown));

function form(tokens: readonly Token[]): readonly unknown[] {
  return tokens.flatMap((token): unknown[] => {
    if (token.type === 'space') return [];
    if (token.type === 'table') return [['table', ...(token as Tokens.Table).rows.map((row) => row.length)]];
    if (token.type === 'list') return [['list', ...(token as Tokens.List).items.map((one) => form(one.tokens))]];
    if (token.type === 'heading') return [`heading ${(token as Tokens.Heading).depth}`];
    if (token.type === 'html') return [token.raw.replace(/>[^<]*</g, '><').trim()];
    return [token.type];
  });
}
