/** How a page is put together, whatever it reports on: the answer open, what was captured folded, and what reproduces it at the end. */
import type { Report } from '../report.ts';
import type { MarkdownWords } from '../words/markdown-words.ts';
import type { ReportWords } from '../words/words.ts';
import { code, codeBlock, prose } from './inline.ts';
import { blocks, folded, item } from './parts.ts';

/** GitHub and Zendesk take 65,536 characters. */
export const maxCharacters = 60_000;

/** Something that is folded. The title is ours. */
export interface Part {
  readonly title: string;
  readonly inside: readonly (string | null)[];
}

/** What a page is made of. */
export interface Page {
  /** What stands open, from the headline on. */
  readonly open: readonly (string | null)[];
  /** The heading above what is folded; null: none is needed. */
  readonly title: string | null;
  /** What is easiest to have elsewhere comes last, and goes first. */
  readonly parts: readonly Part[];
  /** What stands at the end; see {@link versions}. */
  readonly run: readonly (string | null)[];
}

/** The page, ending in a line feed. Where it would be longer than a ticket takes, parts of what is folded are left out. */
export function pageOf({ open, title, parts, run }: Page, own: MarkdownWords): string {
  const filled = parts.filter(({ inside }) => blocks(inside) !== '');
  let kept = filled;
  for (;;) {
    const page = blocks([
      ...open,
      ...(filled.length > 0 && title !== null ? [`### ${title}`] : []),
      ...kept.map((part) => folded(part.title, part.inside)),
      kept === filled ? null : prose(own.leftOut(filled.slice(kept.length).map((part) => part.title))),
      folded(own.run, run),
    ]);
    if (page.length <= maxCharacters || kept.length === 0) return `${page}\n`;
    kept = kept.slice(0, -1);
  }
}

/** What somebody needs who wants to see the same. `times`: when it was observed, and as of when it was judged. */
export function versions(
  { tool, run }: { readonly tool: Report['tool']; readonly run: Report['run'] },
  times: { readonly observed?: string; readonly judged?: string | undefined },
  { labels }: ReportWords,
  own: MarkdownWords,
): readonly (string | null)[] {
  const rows: (readonly [string, string | undefined])[] = [
    ['whytls', tool.version],
    ['Node.js', run?.node],
    ['OpenSSL', run?.openssl],
    [own.system, run?.system],
    [own.observed, times.observed],
    [own.judged, times.judged],
  ];
  return [
    rows
      .flatMap(([label, value]) => (value === undefined ? [] : [`- **${label}**${labels.colon}${code(value)}`]))
      .join('\n'),
    run === null ? null : `**${own.command}**\n\n${codeBlock([run.command], 'sh')}`,
  ];
}

/** What stayed undecided, and for want of what. */
export function notSeen({ undetermined }: Pick<Report, 'undetermined'>, words: ReportWords): readonly string[] {
  if (undetermined.length === 0) return [];
  const lines = [...new Set(undetermined.map(({ missing }) => missing))].map((missing) => {
    const ids = undetermined.filter((one) => one.missing === missing).map(({ id }) => id);
    return item(
      words.missing(missing),
      ids.length <= 4 ? ids.join(', ') : words.undecided(ids.length),
      words.labels.colon,
    );
  });
  return [`### ${words.labels.notSeen}`, lines.join('\n')];
}
