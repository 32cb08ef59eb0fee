/** What `verify` says of one chain, as one HTML file: the findings, then the chain with the link that is broken. */
import { unicodeGlyphs } from '../text/style.ts';
import type { ChainReport } from '../chain-report.ts';
import type { Report, ReportTools } from '../report.ts';
import { chainHeadline, fileOf, judgedRows } from '../text/chain-report.ts';
import type { ChainWording } from '../text/chain-report.ts';
import { ordered } from '../text/text.ts';
import { htmlWords } from '../words/html-words.ts';
import { chainDrawing } from './chain-drawing.ts';
import { chainGraph } from './chain-links.ts';
import { certificateList, storesTable } from './endpoint.ts';
import type { Block } from './endpoint.ts';
import { findings } from './findings.ts';
import { framed, notSeen, runRows, toFinding } from './frame.ts';
import { markup } from './markup.ts';
import type { Content } from './markup.ts';
import { moment, pairs } from './page.ts';
import type { PageWords } from './page.ts';
import { revocationFigure, validityFigure } from './windows.ts';

/** The page, ending in a line feed. */
export function renderChainHtml(
  report: ChainReport,
  run: Report['run'],
  wording: ChainWording,
  sha256: ReportTools['sha256'],
): string {
  const { report: reportWords, chain } = wording;
  const html = htmlWords[reportWords.language];
  const words: PageWords = { report: reportWords, html: { ...html, chain: { ...html.chain, ...html.givenChain } } };
  const main = report.verdict === 'ok' ? undefined : ordered(report.findings)[0];
  const { versions } = html;
  const file = fileOf(report);
  const places = { findings: report.findings, endpoints: [] };
  const printed = report.purpose === 'client' ? chain.serverPrints : reportWords.labels.clientPrints;
  return framed(
    {
      about: file ?? 'whytls verify',
      at: report.judgedAt,
      look: report.verdict,
      verdict: html.chainVerdicts[report.verdict],
      sentence: chainHeadline(report, main, chain),
      facts: [
        ...(main === undefined ? [] : [toFinding(main.id)]),
        ...(file === null ? [] : [file]),
        chain.judged(report.client.name, report.judgedAt, report.host),
      ],
      main: [findings(places, main, words, printed), judged(report, wording, words), notSeen(report, words)],
      footer: [
        { label: versions.tool, value: `whytls ${report.tool.version}` },
        { label: versions.client, value: `${report.client.name} (--client ${report.client.id})` },
        { label: versions.judgedAt, value: moment(report.judgedAt) },
        ...runRows(run, words),
      ],
      version: report.tool.version,
    },
    words,
    sha256,
  );
}

function judged(report: ChainReport, wording: ChainWording, words: PageWords): Content {
  const { chainProblem, trustStore, trustStores, path, problems, ocsp } = report;
  const { html } = words;
  const block: Block = (title, content) => markup`<section class="block"><h3>${title}</h3>${content}</section>`;
  const seen = { ...report, fetchedIssuers: [] };
  const graph = chainGraph(
    { ...seen, verification: { path, problems, trustStores: [trustStore], accepted: trustStore.accepted } },
    words,
  );
  const at = Date.parse(report.judgedAt);
  const validity = graph === null ? null : validityFigure('validity', [...graph.path, ...graph.unused], at, words);
  const revocation = revocationFigure('revocation', { ocsp, crls: [{ lists: report.crls }] }, at, words);
  return markup`<section class="captured"><h2>${wording.chain.whatWasJudged}</h2>
${pairs(judgedRows({ glyphs: unicodeGlyphs }, report, wording))}
${[
  (graph !== null || chainProblem !== null) &&
    block(html.chain.title, [
      chainProblem !== null && markup`<p>${chainProblem.text}</p>`,
      graph !== null && chainDrawing('chain', graph, words),
    ]),
  validity !== null && block(html.time.validity, validity),
  revocation !== null && block(html.time.revocation, revocation),
  trustStores.length > 1 && block(words.report.labels.trustStores, storesTable(trustStores, words)),
  certificateList(seen, block, words, wording.chain.certificates),
]}</section>`;
}
