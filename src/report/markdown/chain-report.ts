/** What `verify` says of one chain, as Markdown for a ticket. */
import type { ChainReport } from '../chain-report.ts';
import type { Report } from '../report.ts';
import { chainHeadline, chainSeen, fileOf, judgedRows } from '../text/chain-report.ts';
import type { ChainWording } from '../text/chain-report.ts';
import { unicodeGlyphs } from '../text/style.ts';
import { ordered, signs } from '../text/text.ts';
import { markdownWords } from '../words/markdown-words.ts';
import { certificates, chainTable, leafNames, storeTable } from './captured.ts';
import { mainFinding, otherFindings } from './findings.ts';
import { code, prose } from './inline.ts';
import { notSeen, pageOf, versions } from './page.ts';
import { item } from './parts.ts';

/** The whole report, ending in a line feed. */
export function renderChainMarkdown(report: ChainReport, run: Report['run'], words: ChainWording): string {
  const own = markdownWords[words.report.language];
  const { labels } = words.report;
  const main = mainOf(report);
  const file = fileOf(report);
  const seen = chainSeen(report);
  const prints = report.purpose === 'client' ? words.chain.serverPrints : labels.clientPrints;
  return pageOf(
    {
      open: [
        headline(report, words),
        [
          ...(main === undefined ? [] : [`**${main.id}**`]),
          ...(file === null ? [] : [code(file)]),
          prose(words.chain.judged(report.client.name, report.judgedAt, report.host)),
        ].join(' · '),
        ...(main === undefined ? [] : mainFinding(main, words.report, prints)),
        ...otherFindings(
          { findings: report.findings, endpoints: [] },
          ordered(report.findings).filter((finding) => finding !== main),
          words.report,
        ),
        ...notSeen(report, words.report),
      ],
      title: words.chain.whatWasJudged,
      parts: [
        {
          title: own.chain,
          inside: [
            chainTable(seen, report.judgedAt, words.report, own),
            leafNames(report, words.report),
            judgedRows({ glyphs: unicodeGlyphs }, report, words)
              .map(({ label, value }) => item(label, value, labels.colon))
              .join('\n'),
            storeTable(report.trustStores, words.report, own),
          ],
        },
        { title: words.chain.certificates, inside: certificates({ endpoints: [report] }) },
      ],
      run: versions({ tool: report.tool, run }, { judged: report.judgedAt }, words.report, own),
    },
    own,
  );
}

/** The verdict alone: `--quiet`. */
export const renderChainMarkdownLine = (report: ChainReport, { chain }: ChainWording): string =>
  `${verdictLine(report, chain)}\n`;

const headline = (report: ChainReport, { chain }: ChainWording): string => `## ${verdictLine(report, chain)}`;

const verdictLine = (report: ChainReport, words: ChainWording['chain']): string =>
  `${unicodeGlyphs[signs[report.verdict]]} ${prose(chainHeadline(report, mainOf(report), words))}`;

const mainOf = (report: ChainReport) => (report.verdict === 'ok' ? undefined : ordered(report.findings)[0]);
