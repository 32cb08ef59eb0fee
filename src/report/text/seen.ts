/** "What we saw": everything that was captured, endpoint by endpoint. */
import type { Report, ReportEndpoint } from '../report.ts';
import type { Row, Sheet } from './sheet.ts';
import { padded } from './layout.ts';
import { preview } from '../words/names.ts';
import { nameList, writeChain } from './chain.ts';
import { writeMembers } from './members.ts';
import { revocationRows } from './revocation.ts';
import { storeRows, writeStores } from './stores.ts';
import type { ReportWords } from '../words/words.ts';

/** Writes the section, and with `verbose` the messages, extensions and certificates. */
export function writeSeen(sheet: Sheet, report: Report, words: ReportWords): void {
  const isTold = report.endpoints.length > 0 || report.target.srv !== null || isNotable(report.options);
  if (!isTold) return;
  sheet.heading(words.labels.whatWeSaw);
  writeOptions(sheet, report, words);
  for (const endpoint of report.endpoints) {
    // Which of several it is stands in its first line.
    if (endpoint !== report.endpoints[0]) sheet.blank();
    writeConnection(sheet, report, endpoint, words);
    writeChain(sheet, report, endpoint, words);
    sheet.rows(seenRows(sheet, report, endpoint, words), 4);
    writeStores(sheet, endpoint.verification.trustStores, words);
    writeExperiments(sheet, endpoint, words);
    if (sheet.verbose) writeMessages(sheet, endpoint, words);
  }
  if (report.endpoints.length > 1) sheet.blank();
  writeMembers(sheet, report, words);
  for (const { address, problem } of report.otherAddresses) {
    sheet.paragraph(`${address}   ${problem === null ? words.notTried : words.noConnection(problem.text)}`, 4);
  }
  const left = report.endpoints.length === 0 ? 0 : report.target.hosts.filter(({ probed }) => !probed).length;
  if (left > 0) sheet.paragraph(words.notProbed(left), 4);
  if (report.python !== null) sheet.rows([{ label: words.labels.python, value: report.python.text }], 4);
  if (report.proxyVariable !== null) sheet.paragraph(report.proxyVariable.text, 4);
  if (sheet.verbose) writeCertificates(sheet, report, words);
}

/** Options that came to what one would think need no word. */
export const isNotable = (options: Report['options']): options is NonNullable<Report['options']> =>
  options !== null && (options.warnings.length > 0 || !['option', 'target', 'srv'].includes(options.because.kind));

function writeOptions(sheet: Sheet, { options, target }: Report, words: ReportWords): void {
  const { labels } = words;
  const rows: Row[] = [];
  if (isNotable(options)) {
    rows.push({ label: labels.options, value: words.speaks(options.tls, options.because.text) });
    for (const { text } of options.warnings) rows.push({ label: sheet.glyphs.warn, value: text });
  }
  if (target.srv !== null) {
    const { records, problem } = target.srv;
    const hosts = target.hosts.map(({ host, port }) => `${host}:${port}`).join(', ');
    rows.push({ label: labels.seedList, value: `${records} ${sheet.glyphs.arrow} ${problem?.text ?? hosts}` });
  }
  sheet.rows(rows, 4);
}

function writeConnection(sheet: Sheet, report: Report, endpoint: ReportEndpoint, words: ReportWords): void {
  const { labels } = words;
  const { timings, handshake } = endpoint;
  const dot = ` ${sheet.glyphs.dot} `;
  const times = (
    [
      [labels.dns, timings.dnsMs],
      [labels.tcp, timings.tcpMs],
      [labels.firstByte, timings.firstByteMs],
      [labels.handshake, timings.handshakeMs],
    ] as const
  )
    .filter(([, ms]) => ms !== null)
    .map(([label, ms]) => `${label} ${duration(ms ?? 0)}`);
  const at = endpoint.address.includes(':')
    ? `[${endpoint.address}]:${endpoint.port}`
    : `${endpoint.address}:${endpoint.port}`;
  const isNamed = report.target.hosts.length > 1 && endpoint.host !== endpoint.address;
  const host = isNamed ? `${endpoint.host} ` : '';
  sheet.paragraph(times.length === 0 ? host + at : `${host}${at}   ${times.join(dot)}`, 4);
  if (endpoint.connection.problem !== null) sheet.paragraph(words.noConnection(endpoint.connection.problem.text), 4);
  const chosen = [handshake.protocol, handshake.cipherSuite, handshake.group, handshake.signatureScheme];
  if (handshake.alpn !== null) chosen.push(`ALPN ${handshake.alpn}`);
  if (handshake.offered !== null) {
    const { serverName } = handshake.offered;
    chosen.push(serverName === null ? labels.noSni : `SNI ${serverName}`);
  }
  const facts = chosen.filter((fact) => fact !== null);
  if (facts.length > 0) sheet.paragraph(facts.join(dot), 4);
  if (handshake.problem !== null && report.endpoints.length > 1) sheet.paragraph(endpoint.reached, 4);
  if (handshake.firstOctets !== '') sheet.paragraph(preview(handshake.firstOctets), 4);
}

/** `2.1 ms`, `38 ms`, `1.2 s`. */
export function duration(ms: number): string {
  if (ms >= 1000) return `${(ms / 1000).toFixed(1)} s`;
  return ms < 10 ? `${ms.toFixed(1)} ms` : `${Math.round(ms)} ms`;
}

/** What else was seen of an endpoint, in one line each. */
export function seenRows(sheet: Sheet, report: Report, endpoint: ReportEndpoint, words: ReportWords): Row[] {
  const { labels } = words;
  const { handshake } = endpoint;
  const rows = [
    ...revocationRows(report, endpoint, words, sheet.verbose),
    ...storeRows(sheet, endpoint.verification.trustStores, words),
  ];
  for (const { url, problem, certificates } of endpoint.fetchedIssuers) {
    const what = problem?.text ?? certificates.map(({ subject }) => subject).join(labels.semicolon);
    rows.push({ label: labels.fetched, value: `${url} ${sheet.glyphs.arrow} ${what}` });
  }
  if (handshake.certificateRequest !== null) {
    const authorities = handshake.certificateRequest.certificateAuthorities;
    rows.push({
      label: labels.clientCertificate,
      value: words.asksForCertificate(authorities.length === 0 ? null : nameList(authorities, sheet.verbose)),
    });
  }
  if (endpoint.mongodb !== null) rows.push({ label: labels.server, value: endpoint.mongodb.text });
  for (const { text } of handshake.violations) rows.push({ label: labels.violations, value: text });
  return rows;
}

function writeExperiments(sheet: Sheet, { experiments }: ReportEndpoint, { labels }: ReportWords): void {
  if (experiments.length === 0) return;
  const total = experiments.reduce((sum, { durationMs }) => sum + durationMs, 0);
  sheet.paragraph(`${labels.tried} (${experiments.length}, ${duration(total)})`, 4, { paint: sheet.paint.dim });
  for (const why of new Set(experiments.map((experiment) => experiment.why))) {
    sheet.paragraph(why, 6);
    const same = experiments.filter((experiment) => experiment.why === why);
    sheet.rows(
      same.map(({ did, result }) => ({ label: did, value: `${sheet.glyphs.arrow} ${result}` })),
      8,
      48,
    );
  }
}

function writeMessages(sheet: Sheet, { handshake }: ReportEndpoint, { labels, octetCount }: ReportWords): void {
  if (handshake.messages.length > 0) {
    sheet.paragraph(labels.messages, 4, { paint: sheet.paint.dim });
    for (const { from, name, bytes, atMs } of handshake.messages) {
      const sign = from === 'client' ? sheet.glyphs.arrow : sheet.glyphs.back;
      sheet.paragraph(
        `${atMs.toFixed(1).padStart(8)} ms  ${sign.padEnd(2)} ${padded(name, 22)} ${octetCount(bytes)}`,
        6,
      );
    }
  }
  if (handshake.extensions.length > 0) {
    sheet.paragraph(labels.extensions, 4, { paint: sheet.paint.dim });
    for (const { message, name, bytes } of handshake.extensions) {
      sheet.paragraph(`${padded(message, 22)} ${name}, ${octetCount(bytes)}`, 6);
    }
  }
}

/** Every certificate in full. */
export function writeCertificates(
  sheet: Sheet,
  report: { readonly endpoints: readonly Pick<ReportEndpoint, 'chain' | 'chainProblem'>[] },
  { labels }: ReportWords,
  title = labels.certificates,
): void {
  const certificates = report.endpoints.flatMap(({ chain, chainProblem }) => [
    ...chain,
    ...(chainProblem?.certificates ?? []).map((unread) => ({ subject: '', ...unread })),
  ]);
  if (certificates.length === 0) return;
  sheet.heading(title);
  for (const { subject, sha256, pem } of certificates) {
    if (subject !== '') sheet.paragraph(subject, 4);
    sheet.paragraph(`${labels.sha256} ${sha256}`, 4, { paint: sheet.paint.dim });
    for (const line of pem.trimEnd().split('\n')) sheet.whole(line, 0);
  }
}
