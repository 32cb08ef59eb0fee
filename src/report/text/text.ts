/**
 * The report for people: the verdict in one sentence, how far it got, how we know, what the client prints, what to do, then
 * everything that was seen. At most 100 columns; commands alone are never broken.
 */
import { dayMs, isoDate } from '../../base/time.ts';
import type { Report, ReportFinding } from '../report.ts';
import { citations } from '../words/citation.ts';
import type { ReportWords } from '../words/words.ts';
import { writeSeen } from './seen.ts';
import { Sheet } from './sheet.ts';
import type { TextStyle } from './style.ts';

/** The whole report as text, ending in a line feed. */
export function renderText(report: Report, words: ReportWords, style: TextStyle): string {
  const sheet = new Sheet(style);
  const [main, ...others] = ordered(report.findings);
  const headline = report.verdict === 'ok' ? undefined : main;
  writeHeadline(sheet, report, headline, words);
  if (headline !== undefined) writeFinding(sheet, headline, words);
  writeOthers(sheet, report, headline === undefined ? ordered(report.findings) : others, words);
  writeSeen(sheet, report, words);
  writeNotSeen(sheet, report, words);
  return sheet.finish();
}

/** The first line alone: `--quiet`. */
export function renderQuiet(report: Report, words: ReportWords, style: TextStyle): string {
  const sheet = new Sheet(style);
  const main = report.verdict === 'ok' ? undefined : ordered(report.findings)[0];
  sheet.whole(`${sheet.glyphs[signs[report.verdict]]} ${headlineText(report, main, words)}`, 0);
  return sheet.finish();
}

/** The sign of a verdict. */
export const signs = { ok: 'ok', warn: 'warn', fail: 'fail' } as const;
const severitySigns = { error: 'fail', warning: 'warn', info: 'dot' } as const;
/** The colour of a sign. */
export const colours = { ok: 'green', warn: 'yellow', fail: 'red', dot: 'dim' } as const;

/** Root causes first, errors before warnings; otherwise as the engine gave them. */
export function ordered(findings: readonly ReportFinding[]): readonly ReportFinding[] {
  return findings.toSorted((a, b) => rank(a) - rank(b));
}

const rank = ({ rootCause, severity, excuse }: ReportFinding): number =>
  (rootCause || excuse !== undefined ? 0 : 3) +
  { error: 0, warning: 1, info: 2 }[severity] +
  (excuse === undefined ? 0 : 0.5);

/** `db1.example.net:27017`. */
export function where({ host, port }: { readonly host: string; readonly port: number }): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}

function writeHeadline(sheet: Sheet, report: Report, main: ReportFinding | undefined, words: ReportWords): void {
  const sign = signs[report.verdict];
  const paint = sheet.paint[colours[sign]];
  sheet.paragraph(headlineText(report, main, words), 0, {
    lead: `${sheet.glyphs[sign]} `,
    paint: (line) => sheet.paint.bold(paint(line)),
    paintLead: paint,
  });
  const endpoint = report.endpoints[main?.endpoints[0] ?? 0];
  const address = endpoint === undefined || endpoint.address === endpoint.host ? '' : ` (${endpoint.address})`;
  const facts = [main?.id, `${where(endpoint ?? report.target)}${address}`, reachedText(report, endpoint, words)];
  sheet.paragraph(facts.filter((fact) => fact !== undefined).join(` ${sheet.glyphs.dot} `), 2, {
    paint: sheet.paint.dim,
  });
  const places = main === undefined ? null : placesText(report, main, words);
  if (places !== null) sheet.paragraph(places, 2, { paint: sheet.paint.dim });
}

/** Where findings hold; without endpoints where no connection was made. */
export type Places = Pick<Report, 'findings' | 'endpoints'>;

/** At which of several addresses a finding holds; null where only one was probed. */
export function placesText(report: Places, finding: ReportFinding, words: ReportWords): string | null {
  const { endpoints, findings } = report;
  if (endpoints.length < 2 || finding.endpoints.length === 0) return null;
  const several = new Set(endpoints.map(({ host, port }) => `${host} ${port}`)).size > 1;
  const addresses = finding.endpoints.flatMap((index) => {
    const endpoint = endpoints[index];
    return endpoint === undefined ? [] : [several ? where(endpoint) : endpoint.address];
  });
  const troubled = new Set(findings.flatMap((one) => (one.severity === 'info' ? [] : one.endpoints)));
  const others = endpoints.map((_, index) => index).filter((index) => !finding.endpoints.includes(index));
  return words.places(addresses, others.filter((index) => !troubled.has(index)).length, others.length);
}

/** How far it got, or why there was nowhere to go. */
export function reachedText(
  report: Report,
  endpoint: Report['endpoints'][number] | undefined,
  words: ReportWords,
): string {
  if (endpoint !== undefined) {
    // We are not so particular as the client: it goes no further than to what it minds.
    const index = report.endpoints.indexOf(endpoint);
    const isAlone =
      endpoint.handshake.completed &&
      report.findings.some(
        ({ family, severity, endpoints }) =>
          family === 'negotiation' && severity === 'error' && endpoints.includes(index),
      );
    return isAlone
      ? words.completedAlone(endpoint.handshake.protocol ?? 'TLS', report.client.shortName)
      : endpoint.reached;
  }
  const { problem } = report.resolution;
  if (problem === null) return words.notTried;
  // That there is no address is what it says itself.
  return problem.kind === 'nameNotFound' ? problem.text : words.noAddress(problem.text);
}

/** The verdict in one sentence. */
export function headlineText(report: Report, main: ReportFinding | undefined, words: ReportWords): string {
  const [endpoint] = report.endpoints;
  const more = report.target.hosts.length - 1;
  const at = more === 0 ? where(report.target) : words.andMoreHosts(where(report.target), more);
  if (report.verdict === 'fail') {
    return main?.summary ?? words.failsUnexplained(report.client.shortName, at, reachedText(report, endpoint, words));
  }
  const isThrough = report.options?.tls === false || report.endpoints.some(({ handshake }) => handshake.completed);
  if (main !== undefined && !isThrough) return main.summary;
  if (main !== undefined) return words.worksBut(report.client.shortName, at, main.summary);
  const leaves = report.endpoints.flatMap(({ chain }) => chain.slice(0, 1));
  const [leaf] = leaves.toSorted((a, b) => Date.parse(a.notAfter) - Date.parse(b.notAfter));
  const days =
    leaf === undefined ? null : Math.floor((Date.parse(leaf.notAfter) - Date.parse(report.judgedAt)) / dayMs);
  const status = endpoint?.ocsp.status ?? null;
  return words.works({
    client: report.client.shortName,
    where: at,
    protocol: endpoint?.handshake.protocol ?? 'TLS',
    until: leaf === undefined ? null : isoDate(Date.parse(leaf.notAfter)),
    days: Number.isFinite(days) ? days : null,
    staple: status === null ? null : words.stapleStatus(status),
  });
}

/** The finding that a report is about: how we know, what the client prints, what to do. */
export function writeFinding(
  sheet: Sheet,
  finding: ReportFinding,
  words: ReportWords,
  prints = words.labels.clientPrints,
): void {
  const { labels } = words;
  if (finding.evidence.length > 0) {
    sheet.heading(labels.howWeKnow);
    writeEvidence(sheet, finding, 4);
  }
  if (finding.clientErrors.length > 0) {
    sheet.heading(prints);
    const [only, ...more] = finding.clientErrors;
    if (only !== undefined && more.length === 0) sheet.paragraph(only.message, 4);
    else
      sheet.rows(
        finding.clientErrors.map(({ client, message }) => ({ label: client, value: message })),
        4,
      );
  }
  if (finding.serverLog !== undefined) {
    sheet.heading(labels.serverLog);
    for (const line of finding.serverLog) sheet.paragraph(line, 4);
  }
  if (finding.remedies.length > 0) {
    sheet.heading(labels.whatToDo);
    writeRemedies(sheet, finding, 4, words);
  }
}

function writeEvidence(sheet: Sheet, finding: ReportFinding, indent: number): void {
  sheet.rows(
    finding.evidence.map(({ what, value }) => ({ label: what, value })),
    indent,
  );
}

function writeRemedies(sheet: Sheet, finding: ReportFinding, indent: number, { labels, language }: ReportWords): void {
  finding.remedies.forEach(({ side, text, commands, references }, index) => {
    const lead = `${index + 1}. `;
    sheet.paragraph(labels.sides[side] + labels.colon + text, indent, { lead });
    for (const command of commands) sheet.whole(command, indent + 5, sheet.paint.cyan);
    if (references.length > 0)
      sheet.paragraph(labels.see + labels.colon + citations(references, language), indent + 3, {
        keepsAddresses: true,
        paint: sheet.paint.dim,
      });
  });
}

/** Root causes beside the main one in full, consequences in one line each. */
export function writeOthers(sheet: Sheet, report: Places, others: readonly ReportFinding[], words: ReportWords): void {
  if (others.length === 0) return;
  const { also, colon, consequence } = words.labels;
  sheet.heading(also);
  for (const finding of others) {
    const sign = severitySigns[finding.severity];
    const paint = sheet.paint[colours[sign]];
    if (!finding.rootCause && finding.excuse === undefined) {
      const text = finding.id + colon + finding.summary + consequence;
      sheet.paragraph(text, 4, { lead: `${sheet.glyphs.dot} `, paint: sheet.paint.dim });
      continue;
    }
    const excuse = finding.excuse === undefined ? '' : ` (${words.excuse(finding.excuse)})`;
    sheet.paragraph(finding.id + colon + finding.summary + excuse, 4, {
      lead: `${sheet.glyphs[sign]} `,
      paint,
      paintLead: paint,
    });
    // What a client in plain text will meet one day is told in one line.
    if (finding.excuse?.because === 'plaintext' && !sheet.verbose) continue;
    const places = placesText(report, finding, words);
    if (places !== null) sheet.paragraph(places, 6, { paint: sheet.paint.dim });
    writeEvidence(sheet, finding, 6);
    writeRemedies(sheet, finding, 6, words);
  }
}

/** What stayed undecided, and for want of what. */
export function writeNotSeen(sheet: Sheet, report: Pick<Report, 'undetermined'>, words: ReportWords): void {
  if (report.undetermined.length === 0) return;
  sheet.heading(words.labels.notSeen);
  const byMissing = new Map<Report['undetermined'][number]['missing'], string[]>();
  for (const { id, missing } of report.undetermined) byMissing.set(missing, [...(byMissing.get(missing) ?? []), id]);
  for (const [missing, ids] of byMissing) {
    const undecided = sheet.verbose || ids.length <= 4 ? ids.join(', ') : words.undecided(ids.length);
    sheet.paragraph(words.missing(missing) + words.labels.colon + undecided, 4, { paint: sheet.paint.dim });
  }
}
