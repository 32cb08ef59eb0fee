/** What `verify` says of one chain, for people: the verdict in one sentence, how we know, what to do, then what was judged. */
import { visible } from '../../base/escape.ts';
import { dayMs } from '../../base/time.ts';
import type { ChainReport } from '../chain-report.ts';
import type { ReportFinding } from '../report.ts';
import { Sheet } from './sheet.ts';
import type { Row } from './sheet.ts';
import type { TextStyle } from './style.ts';
import { crlText, stapleText } from './revocation.ts';
import { writeCertificates } from './seen.ts';
import { writeStores } from './stores.ts';
import { colours, ordered, signs, writeFinding, writeNotSeen, writeOthers } from './text.ts';
import type { ChainWords } from '../words/chain-words.ts';
import { writeChain } from './chain.ts';
import type { ReportWords } from '../words/words.ts';

/** The words of a language. */
export interface ChainWording {
  readonly report: ReportWords;
  readonly chain: ChainWords;
}

/** The whole report as text, ending in a line feed. */
export function renderChainText(report: ChainReport, words: ChainWording, style: TextStyle): string {
  const sheet = new Sheet(style);
  const findings = ordered(report.findings);
  const main = report.verdict === 'ok' ? undefined : findings[0];
  const sign = signs[report.verdict];
  const paint = sheet.paint[colours[sign]];
  sheet.paragraph(chainHeadline(report, main, words.chain), 0, {
    lead: `${sheet.glyphs[sign]} `,
    paint: (line) => sheet.paint.bold(paint(line)),
    paintLead: paint,
  });
  const facts = [main?.id, fileOf(report), words.chain.judged(report.client.name, report.judgedAt, report.host)];
  sheet.paragraph(facts.filter((fact) => typeof fact === 'string').join(` ${sheet.glyphs.dot} `), 2, {
    paint: sheet.paint.dim,
  });
  const places = { findings: report.findings, endpoints: [] };
  const prints = report.purpose === 'client' ? words.chain.serverPrints : words.report.labels.clientPrints;
  if (main !== undefined) writeFinding(sheet, main, words.report, prints);
  writeOthers(sheet, places, main === undefined ? findings : findings.slice(1), words.report);
  writeJudged(sheet, report, words);
  writeNotSeen(sheet, report, words.report);
  return sheet.finish();
}

/** The first line alone: `--quiet`. */
export function renderChainQuiet(report: ChainReport, { chain }: ChainWording, style: TextStyle): string {
  const sheet = new Sheet(style);
  const main = report.verdict === 'ok' ? undefined : ordered(report.findings)[0];
  sheet.whole(`${sheet.glyphs[signs[report.verdict]]} ${chainHeadline(report, main, chain)}`, 0);
  return sheet.finish();
}

/** The verdict in one sentence. */
export function chainHeadline(report: ChainReport, main: ReportFinding | undefined, words: ChainWords): string {
  const client = report.client.shortName;
  const file = fileOf(report);
  if (report.verdict === 'fail') return main?.summary ?? words.refusesUnexplained(client, file, report.text);
  if (main !== undefined) return words.acceptsBut(client, file, main.summary);
  const notAfter = report.chain[0]?.notAfter;
  const days = notAfter === undefined ? null : Math.floor((Date.parse(notAfter) - Date.parse(report.judgedAt)) / dayMs);
  return words.accepts({
    client,
    file,
    host: report.host === null ? null : visible(report.host),
    until: notAfter === undefined ? null : notAfter.slice(0, 10),
    days: Number.isFinite(days) ? days : null,
  });
}

/** The file that holds the chain; null: it came by standard input. */
export const fileOf = ({ id }: ChainReport): string | null =>
  typeof id === 'string' && id !== '-' ? visible(id) : null;

function writeJudged(sheet: Sheet, report: ChainReport, { report: words, chain }: ChainWording): void {
  sheet.heading(chain.whatWasJudged);
  writeChain(sheet, report, chainSeen(report), words, chain.chain);
  sheet.rows(judgedRows(sheet, report, { report: words, chain }), 4);
  writeStores(sheet, report.trustStores, words);
  if (sheet.verbose) writeCertificates(sheet, { endpoints: [report] }, words, chain.certificates);
}

/** The chain as something that was seen. */
export const chainSeen = (report: ChainReport) => ({
  ...report,
  verification: { ...report, trustStores: [report.trustStore] },
});

/** Which path was found, which store decides, and what was said of revocation, in one line each. */
export function judgedRows(
  { glyphs }: Pick<Sheet, 'glyphs'>,
  { path, trustStore, ocsp, crls }: ChainReport,
  { report: words, chain }: ChainWording,
): readonly Row[] {
  const rows: Row[] = [];
  if (path.length > 0) {
    const names = path.map(({ subject }) => visible(subject, 64));
    rows.push({ label: chain.path, value: names.join(` ${glyphs.arrow} `) });
  }
  const store = chain.store(
    trustStore.name === 'tlsCAFile' ? null : words.storeNames[trustStore.name],
    trustStore.path,
    trustStore.certificates,
  );
  const sign = trustStore.accepted === null ? '?' : trustStore.accepted ? glyphs.ok : glyphs.fail;
  const error = trustStore.error === null ? '' : ` (${trustStore.error})`;
  rows.push({ label: chain.trusted, value: `${store} ${sign}${error}` });
  if (ocsp.stapled === true) rows.push({ label: chain.ocsp, value: stapleText(ocsp, words) });
  return [...rows, ...crls.map((list) => ({ label: words.labels.crl, value: crlText(list, words) }))];
}
