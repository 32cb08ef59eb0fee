/**
 * The report as Markdown for a ticket: the answer first, open; what was captured folded; at the end what is needed to reproduce it.
 * Nothing in it needs HTML but the two tags that fold, and nothing that a peer chose is anything but text (inline.ts).
 */
import type { Report } from '../report.ts';
import { headlineText, ordered, placesText, reachedText, signs, where } from '../text/text.ts';
import { unicodeGlyphs } from '../text/style.ts';
import { markdownWords } from '../words/markdown-words.ts';
import type { MarkdownWords } from '../words/markdown-words.ts';
import type { ReportWords } from '../words/words.ts';
import { certificates, connections, experiments, messages } from './captured.ts';
import { mainFinding, otherFindings } from './findings.ts';
import { code, codeBlock, prose } from './inline.ts';
import { blocks, folded, item } from './parts.ts';

/** GitHub and Zendesk take 65,536 characters. */
export const maxCharacters = 60_000;

/** The whole report, ending in a line feed. Where it would be longer than a ticket takes, parts of the capture are left out. */
export function renderMarkdown(report: Report, words: ReportWords): string {
  const own = markdownWords[words.language];
  const main = report.verdict === 'ok' ? undefined : ordered(report.findings)[0];
  const others = ordered(report.findings).filter((finding) => finding !== main);
  const open = [
    `## ${unicodeGlyphs[signs[report.verdict]]} ${prose(headlineText(report, main, words))}`,
    subtitle(report, main, words),
    ...(main === undefined ? [] : mainFinding(main, words)),
    ...otherFindings(report, others, words),
    ...notSeen(report, words),
  ];
  const { labels } = words;
  // What is easiest to have elsewhere comes last, and goes first.
  const parts: readonly Part[] = [
    { title: own.connection, inside: connections(report, words, own) },
    { title: labels.tried, inside: experiments(report, own) },
    { title: own.messages, inside: messages(report, words) },
    { title: labels.certificates, inside: certificates(report) },
  ];
  const run = folded(own.run, versions(report, words, own));
  let kept = parts;
  for (;;) {
    const page = blocks([
      ...open,
      ...(parts.some(isFilled) ? [`### ${labels.whatWeSaw}`] : []),
      ...kept.map(({ title, inside }) => folded(title, inside)),
      kept === parts
        ? null
        : prose(
            own.leftOut(
              parts
                .slice(kept.length)
                .filter(isFilled)
                .map(({ title }) => title),
            ),
          ),
      run,
    ]);
    if (page.length <= maxCharacters || kept.length === 0) return `${page}\n`;
    kept = kept.slice(0, -1);
  }
}

/** The verdict alone: `--quiet`. */
export function renderMarkdownLine(report: Report, words: ReportWords): string {
  const main = report.verdict === 'ok' ? undefined : ordered(report.findings)[0];
  return `${unicodeGlyphs[signs[report.verdict]]} ${prose(headlineText(report, main, words))}\n`;
}

interface Part {
  readonly title: string;
  readonly inside: readonly (string | null)[];
}

const isFilled = ({ inside }: Part): boolean => blocks(inside) !== '';

/** Which diagnosis, where, how far it got. */
function subtitle(report: Report, main: Report['findings'][number] | undefined, words: ReportWords): string {
  const endpoint = report.endpoints[main?.endpoints[0] ?? 0];
  const at = code(where(endpoint ?? report.target));
  const address = endpoint === undefined || endpoint.address === endpoint.host ? '' : ` (${code(endpoint.address)})`;
  const places = main === undefined ? null : placesText(report, main, words);
  return [
    ...(main === undefined ? [] : [`**${main.id}**`]),
    at + address,
    prose(reachedText(report, endpoint, words, main)),
    ...(places === null ? [] : [prose(places)]),
  ].join(' · ');
}

function notSeen({ undetermined }: Report, words: ReportWords): readonly string[] {
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

/** What somebody needs who wants to see the same. */
function versions(report: Report, { labels }: ReportWords, own: MarkdownWords): readonly (string | null)[] {
  const { run, tool, startedAt, judgedAt } = report;
  const rows: (readonly [string, string | undefined])[] = [
    ['whytls', tool.version],
    ['Node.js', run?.node],
    ['OpenSSL', run?.openssl],
    [own.system, run?.system],
    [own.observed, startedAt],
    [own.judged, judgedAt === startedAt ? undefined : judgedAt],
  ];
  return [
    rows
      .flatMap(([label, value]) => (value === undefined ? [] : [`- **${label}**${labels.colon}${code(value)}`]))
      .join('\n'),
    run === null ? null : `**${own.command}**\n\n${codeBlock([run.command], 'sh')}`,
  ];
}
