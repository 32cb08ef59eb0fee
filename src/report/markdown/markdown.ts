/**
 * The report as Markdown for a ticket: the answer first, open; what was captured folded; at the end what is needed to reproduce it.
 * Nothing in it needs HTML but the two tags that fold, and nothing that a peer chose is anything but text (inline.ts).
 */
import type { Report } from '../report.ts';
import { headlineText, ordered, placesText, reachedText, signs, where } from '../text/text.ts';
import { unicodeGlyphs } from '../text/style.ts';
import { markdownWords } from '../words/markdown-words.ts';
import type { ReportWords } from '../words/words.ts';
import { certificates, connections, experiments, messages } from './captured.ts';
import { mainFinding, otherFindings } from './findings.ts';
import { code, prose } from './inline.ts';
import { notSeen, pageOf, versions } from './page.ts';

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
  const { startedAt, judgedAt } = report;
  const times = { observed: startedAt, judged: judgedAt === startedAt ? undefined : judgedAt };
  return pageOf(
    {
      open,
      title: labels.whatWeSaw,
      parts: [
        { title: own.connection, inside: connections(report, words, own) },
        { title: labels.tried, inside: experiments(report, own) },
        { title: own.messages, inside: messages(report, words) },
        { title: labels.certificates, inside: certificates(report) },
      ],
      run: versions(report, times, words, own),
    },
    own,
  );
}

/** The verdict alone: `--quiet`. */
export function renderMarkdownLine(report: Report, words: ReportWords): string {
  const main = report.verdict === 'ok' ? undefined : ordered(report.findings)[0];
  return `${unicodeGlyphs[signs[report.verdict]]} ${prose(headlineText(report, main, words))}\n`;
}

/** Which diagnosis, where, how far it got. */
function subtitle(report: Report, main: Report['findings'][number] | undefined, words: ReportWords): string {
  const endpoint = report.endpoints[main?.endpoints[0] ?? 0];
  const at = code(where(endpoint ?? report.target));
  const address = endpoint === undefined || endpoint.address === endpoint.host ? '' : ` (${code(endpoint.address)})`;
  const places = main === undefined ? null : placesText(report, main, words);
  return [
    ...(main === undefined ? [] : [`**${main.id}**`]),
    at + address,
    prose(reachedText(report, endpoint, words)),
    ...(places === null ? [] : [prose(places)]),
  ].join(' · ');
}
