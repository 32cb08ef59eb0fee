/** "What we saw": everything that was captured, endpoint by endpoint. */
import type { Report, ReportEndpoint } from '../report.ts';
import type { Row, Sheet } from './sheet.ts';
import { padded } from './layout.ts';
import { preview } from '../words/names.ts';
import { nameList, writeChain } from './text-chain.ts';
import { writeMembers } from './text-members.ts';
import type { ReportWords } from '../words/words.ts';

/** Writes the section, and with `verbose` the messages, extensions and certificates. */
export function writeSeen(sheet: Sheet, report: Report, words: ReportWords): void {
  const isTold = report.endpoints.length > 0 || report.target.srv !== null || isNotable(report.options);
  if (!isTold) return;
  sheet.heading(words.labels.whatWeSaw);
  writeOptions(sheet, report, words);
  for (const endpoint of report.endpoints) {
    writeConnection(sheet, report, endpoint, words);
    writeChain(sheet, report, endpoint, words);
    sheet.rows(seenRows(sheet, report, endpoint, words), 4);
    writeStores(sheet, endpoint.verification.trustStores, words);
    writeExperiments(sheet, endpoint, words);
    if (sheet.verbose) writeMessages(sheet, endpoint, words);
  }
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
  const rows: Row[] = [];
  const { ocsp, handshake } = endpoint;
  rows.push(...ocspRows(ocsp, report, words, sheet.verbose));
  rows.push(...crlRows(endpoint.crls, words));
  if (usesOneOfTwo(report, endpoint)) rows.push({ label: labels.crl, value: words.crlOrOcsp });
  const { trustStores } = endpoint.verification;
  if (!isTable(sheet, trustStores) && trustStores.some(isAsked)) {
    rows.push({ label: labels.trusted, value: storesText(sheet, trustStores, words) });
  }
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

/** What was stapled and what responders answered: in one line where there is one answer, as there mostly is. */
function ocspRows(ocsp: ReportEndpoint['ocsp'], report: Report, words: ReportWords, verbose: boolean): Row[] {
  const label = words.labels.staple;
  const judgedAt = Date.parse(report.judgedAt);
  const answers = ocsp.endpoints.map(({ problem, thisUpdate, ...answer }) =>
    words.responder({
      ...answer,
      ageMs: thisUpdate === null ? null : judgedAt - Date.parse(thisUpdate),
      problem: problem === null ? null : problem.text,
    }),
  );
  const own: string[] = [];
  if (ocsp.stapled === false) own.push(words.labels.noStaple);
  if (ocsp.stapled === true) own.push(stapleText(ocsp, words));
  if (ocsp.stapled === false && ocsp.mustStaple === true) own.push(words.mustStaple);
  const notAsked = ocsp.endpointsNotAsked === null ? null : words.responderNotAsked(ocsp.endpointsNotAsked);
  if (notAsked !== null && ocsp.stapled === false) own.push(notAsked);
  if (answers.length === 1) own.push(...answers.splice(0));
  // A finding about revocation tells it already.
  const isTold = report.findings.some(({ family }) => family === 'revocation');
  const decided = isTold && !verbose ? [] : ocspDecisions(ocsp, words, verbose);
  return [...(own.length === 0 ? [] : [own.join(words.labels.semicolon)]), ...answers, ...decided].map((value) => ({
    label,
    value,
  }));
}

/** What clients make of it: said where PyMongo departs from the specification, or when everything is wanted. */
function ocspDecisions({ verdicts }: ReportEndpoint['ocsp'], words: ReportWords, verbose: boolean): string[] {
  const of = (policy: string) => verdicts.find((one) => one.policy === policy);
  const differ = of('specification')?.accepted !== of('pymongo')?.accepted;
  return verdicts
    .filter(({ policy }) => verbose || (differ && (policy === 'specification' || policy === 'pymongo')))
    .map(({ policy, text }) => `${words.ocspClients[policy]}${words.labels.colon}${text}`);
}

/** Each list that was used; of a file or an address of which none was, the first ones. */
function crlRows(sources: ReportEndpoint['crls'], words: ReportWords): Row[] {
  const label = words.labels.crl;
  return sources.flatMap(({ location, problem, lists }) => {
    if (problem !== null) return [{ label, value: location + words.labels.colon + problem.text }];
    const used = lists.filter(({ lookups }) => lookups.length > 0);
    return (used.length > 0 ? used : lists.slice(0, 2)).map((list) => ({
      label,
      value: location + words.labels.colon + crlText(list, words),
    }));
  });
}

/** PyMongo was given a CRL file, and there is OCSP to look at, too. */
const usesOneOfTwo = ({ client }: Report, { crls, ocsp }: ReportEndpoint): boolean =>
  client.id.startsWith('pymongo') &&
  crls.some(({ source }) => source === 'tlsCRLFile') &&
  (ocsp.stapled === true || ocsp.endpoints.length > 0);

/** Whose a list is, its times, and what was looked up in it. */
export function crlText(
  { thisUpdate, nextUpdate, lookups, ...list }: ReportEndpoint['crls'][number]['lists'][number],
  words: ReportWords,
): string {
  const times = { thisUpdate: thisUpdate && minute(thisUpdate), nextUpdate: nextUpdate && minute(nextUpdate) };
  const found = lookups.map(({ subject, problems }) => ({ subject, problems: problems.map(({ text }) => text) }));
  return words.crl({ ...list, ...times, lookups: found });
}

/** What an OCSP response says, and why it proves nothing. */
export function stapleText(ocsp: ReportEndpoint['ocsp'], words: ReportWords): string {
  const parts: string[] = [];
  if (ocsp.status !== null) parts.push(words.stapleStatus(ocsp.status));
  if (ocsp.revokedAt !== null)
    parts.push(`${ocsp.revokedAt.slice(0, 10)}${ocsp.reason === null ? '' : ` (${ocsp.reason})`}`);
  if (ocsp.thisUpdate !== null) {
    parts.push(
      `${minute(ocsp.thisUpdate)} ${words.labels.until} ${ocsp.nextUpdate === null ? '-' : minute(ocsp.nextUpdate)}`,
    );
  }
  for (const { text } of ocsp.problems) parts.push(text);
  return parts.join(words.labels.semicolon);
}

/** `2026-01-31T12:00Z`. */
const minute = (time: string): string => time.replace(/:\d\d\.\d{3}Z$/, 'Z');

type ReportStore = ReportEndpoint['verification']['trustStores'][number];

const isAsked = ({ accepted, error }: ReportStore): boolean => accepted !== null || error !== null;

/** Several stores that agree take one line; where they do not, who takes which is the answer. */
const isTable = ({ verbose }: Sheet, stores: readonly ReportStore[]): boolean =>
  stores.length > 1 &&
  stores.some(isAsked) &&
  (verbose || new Set(stores.flatMap(({ accepted }) => accepted ?? [])).size > 1);

/** Every store side by side, where they do not agree. */
export function writeStores(sheet: Sheet, trustStores: readonly ReportStore[], words: ReportWords): void {
  if (!isTable(sheet, trustStores)) return;
  sheet.paragraph(words.labels.trustStores, 4, { paint: sheet.paint.dim });
  // What the client that was asked about meets is told already; where another meets something else, that is news.
  const told = trustStores.find(({ decides }) => decides)?.error;
  sheet.rows(
    trustStores.map((store) => ({
      label: `${storeSign(sheet, store)} ${words.storeNames[store.name]}`,
      value: words.storeRow(store.error === told && !store.decides ? { ...store, error: null } : store),
    })),
    6,
    40,
  );
}

const storeSign = ({ glyphs }: Sheet, { accepted }: ReportStore): string =>
  accepted === null ? '?' : accepted ? glyphs.ok : glyphs.fail;

function storesText(sheet: Sheet, stores: readonly ReportStore[], words: ReportWords): string {
  const groups: { error: string | null; names: string[] }[] = [];
  for (const store of stores.filter(isAsked)) {
    const { name, error } = store;
    const text = `${words.storeNames[name]} ${storeSign(sheet, store)}`;
    const last = groups.at(-1);
    if (last?.error === error) last.names.push(text);
    else groups.push({ error, names: [text] });
  }
  const dot = ` ${sheet.glyphs.dot} `;
  return groups.map(({ error, names }) => names.join(dot) + (error === null ? '' : ` (${error})`)).join(dot);
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

function writeMessages(sheet: Sheet, { handshake }: ReportEndpoint, { labels }: ReportWords): void {
  if (handshake.messages.length > 0) {
    sheet.paragraph(labels.messages, 4, { paint: sheet.paint.dim });
    for (const { from, name, bytes, atMs } of handshake.messages) {
      const sign = from === 'client' ? sheet.glyphs.arrow : sheet.glyphs.back;
      sheet.paragraph(
        `${atMs.toFixed(1).padStart(8)} ms  ${sign.padEnd(2)} ${padded(name, 22)} ${bytes} ${labels.octets}`,
        6,
      );
    }
  }
  if (handshake.extensions.length > 0) {
    sheet.paragraph(labels.extensions, 4, { paint: sheet.paint.dim });
    for (const { message, name, bytes } of handshake.extensions) {
      sheet.paragraph(`${padded(message, 22)} ${name}, ${bytes} ${labels.octets}`, 6);
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
