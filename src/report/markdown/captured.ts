/** Everything that was captured, as Markdown to be folded. */
import { chainMarks } from '../chain-marks.ts';
import type { Report, ReportEndpoint } from '../report.ts';
import { Sheet } from '../text/sheet.ts';
import { plainPaint } from '../text/style.ts';
import { duration, isNotable, seenRows } from '../text/seen.ts';
import { reachedText, where } from '../text/text.ts';
import type { MarkdownWords } from '../words/markdown-words.ts';
import type { ReportWords } from '../words/words.ts';
import { preview } from '../words/names.ts';
import { code, codeBlock, prose } from './inline.ts';
import { item, table } from './parts.ts';

/** Signs and limits of the lines that the text form has, too. */
const sheet = new Sheet({ columns: 100, unicode: true, paint: plainPaint, verbose: false });

/** Addresses with times, what was negotiated, chain, OCSP, trust stores: of every endpoint. */
export function connections(report: Report, words: ReportWords, own: MarkdownWords): readonly (string | null)[] {
  const { options, target, otherAddresses, proxyVariable, python } = report;
  const { labels } = words;
  return [
    isNotable(options)
      ? [
          item(labels.options, words.speaks(options.tls, options.because.text), labels.colon),
          ...options.warnings.map(({ text }) => `- ⚠ ${prose(text)}`),
        ].join('\n')
      : null,
    target.srv === null ? null : seedList(report, target.srv, words),
    ...report.endpoints.flatMap((endpoint) => connection(report, endpoint, words, own)),
    ...members(report, words),
    otherAddresses
      .map(({ address, problem }) => {
        const told = problem === null ? words.notTried : words.noConnection(problem.text);
        return `- ${code(address)} ${prose(told)}`;
      })
      .join('\n'),
    python === null ? null : prose(`${words.labels.python}${words.labels.colon}${python.text}`),
    proxyVariable === null ? null : prose(proxyVariable.text),
  ];
}

function seedList(
  { target: { hosts } }: Report,
  { records, problem }: NonNullable<Report['target']['srv']>,
  { labels }: ReportWords,
): string {
  const found = problem?.text ?? hosts.map(where).join(', ');
  return item(labels.seedList, `${records} → ${found}`, labels.colon);
}

function connection(
  report: Report,
  endpoint: ReportEndpoint,
  words: ReportWords,
  own: MarkdownWords,
): readonly (string | null)[] {
  const { labels } = words;
  return [
    `#### ${code(where(endpoint))}${endpoint.address === endpoint.host ? '' : ` (${code(endpoint.address)})`}`,
    facts(report, endpoint, words),
    chainTable(endpoint, report.judgedAt, words, own),
    leafNames(endpoint, words),
    seenRows(sheet, report, endpoint, words)
      .map(({ label, value }) => item(label, value, labels.colon))
      .join('\n'),
    storeTable(endpoint.verification.trustStores, words, own),
  ];
}

/** How far it got, what was negotiated, how long it took. */
function facts(report: Report, endpoint: ReportEndpoint, words: ReportWords): string {
  const { labels } = words;
  const { timings, handshake } = endpoint;
  const times = [
    [labels.dns, timings.dnsMs],
    [labels.tcp, timings.tcpMs],
    [labels.firstByte, timings.firstByteMs],
    [labels.handshake, timings.handshakeMs],
  ] as const;
  const sni = handshake.offered?.serverName;
  const chosen = [
    handshake.protocol,
    handshake.cipherSuite,
    handshake.group,
    handshake.signatureScheme,
    handshake.alpn === null ? null : `ALPN ${handshake.alpn}`,
    sni === undefined ? null : sni === null ? labels.noSni : `SNI ${sni}`,
  ];
  const parts = [
    prose(`${report.client.shortName}${labels.colon}${reachedText(report, endpoint, words)}`),
    chosen.flatMap((fact) => (fact === null ? [] : [code(fact)])).join(' · '),
    times.flatMap(([label, ms]) => (ms === null ? [] : [`${label} ${duration(ms)}`])).join(' · '),
    handshake.firstOctets === '' ? '' : code(preview(handshake.firstOctets)),
  ];
  return parts
    .filter((part) => part !== '')
    .map((part) => `- ${part}`)
    .join('\n');
}

/** A chain as it came, and what is wrong with each of its certificates. */
export type ChainSeen = Pick<ReportEndpoint, 'chain' | 'chainProblem' | 'ocsp'> & {
  readonly verification: Pick<ReportEndpoint['verification'], 'problems'>;
};

/** The chain, or why it could not be read. */
export function chainTable(
  { chain, chainProblem, verification, ocsp }: ChainSeen,
  judgedAt: string,
  words: ReportWords,
  own: MarkdownWords,
): string | null {
  const { labels } = words;
  const rows = chain.map((certificate, place) => {
    const marks = chainMarks(certificate, place, { verification, ocsp }, judgedAt, words);
    const { subject, issuer, notBefore, notAfter, publicKey, sha256 } = certificate;
    return [
      String(place),
      code(subject, 'cell'),
      code(issuer, 'cell'),
      `${notBefore.slice(0, 10)} ${labels.until} ${notAfter.slice(0, 10)}`,
      code(publicKey, 'cell'),
      code(sha256, 'cell'),
      prose(marks.length === 0 ? '' : `✖ ${marks.join(labels.comma)}`, 'cell'),
    ];
  });
  const head = ['#', own.subject, labels.issuedBy, own.valid, own.key, labels.sha256, ''];
  return chainProblem === null ? table(head, rows) : prose(chainProblem.text);
}

/** Alternative names of the leaf: a wildcard or two, or hundreds. */
export function leafNames({ chain: [leaf] }: Pick<ReportEndpoint, 'chain'>, { labels }: ReportWords): string | null {
  if (leaf === undefined || leaf.san.length === 0) return null;
  const shown = leaf.san.slice(0, 50).map((name) => code(name));
  const more = leaf.san.length - shown.length;
  return `- **${labels.names}**${labels.colon}${shown.join(', ')}${more > 0 ? `, … (+${more})` : ''}`;
}

/** What each trust store makes of the chain; null where there is none to compare. */
export function storeTable(
  trustStores: ReportEndpoint['verification']['trustStores'],
  words: ReportWords,
  own: MarkdownWords,
): string | null {
  const asked = trustStores.filter(({ accepted, error }) => accepted !== null || error !== null);
  if (asked.length < 2) return null;
  const head = [own.store, own.accepts, ''];
  const rows = asked.map((store) => [
    prose(words.storeNames[store.name], 'cell'),
    store.accepted === null ? '?' : store.accepted ? `✔ ${own.yes}` : `✖ ${own.no}`,
    prose(words.storeRow(store), 'cell'),
  ]);
  return table(head, rows);
}

function members({ members: all }: Report, words: ReportWords): readonly (string | null)[] {
  if (all.length === 0) return [];
  const rows = all.map(({ label, attributes, root, notAfter, subjectAltName }) => {
    const told = words.member({
      attributes: attributes.map(({ type, value }) => `${type}=${value}`).join(', '),
      root,
      until: notAfter.slice(0, 10),
      hasNames: subjectAltName,
    });
    return `- ${code(label)} ${prose(told)}`;
  });
  return [`#### ${words.labels.members}`, rows.join('\n')];
}

/** Every connection that was made to find the cause. */
export function experiments({ endpoints }: Report, own: MarkdownWords): readonly (string | null)[] {
  const several = endpoints.length > 1;
  return endpoints.flatMap((endpoint) => [
    several && endpoint.experiments.length > 0 ? code(`${where(endpoint)} (${endpoint.address})`) : null,
    table(
      [own.question, own.did, own.result],
      endpoint.experiments.map(({ why, did, result }) => [
        prose(why, 'cell'),
        prose(did, 'cell'),
        prose(result, 'cell'),
      ]),
    ),
  ]);
}

/** Who sent what, and when. */
export function messages({ endpoints }: Report, { labels, octetCount }: ReportWords): readonly (string | null)[] {
  return endpoints.flatMap(({ host, port, address, handshake }) => {
    const lines = handshake.messages.map(
      ({ from, name, bytes, atMs }) =>
        `${atMs.toFixed(1).padStart(8)} ms  ${from === 'client' ? '→' : '←'} ${name.padEnd(22)} ${octetCount(bytes)}`,
    );
    const sent = handshake.extensions.map(
      ({ message, name, bytes }) => `${message.padEnd(22)} ${name}, ${octetCount(bytes)}`,
    );
    return [
      endpoints.length > 1 && lines.length > 0 ? code(`${where({ host, port })} (${address})`) : null,
      lines.length === 0 ? null : codeBlock(lines),
      sent.length === 0 ? null : `**${labels.extensions}**\n\n${codeBlock(sent)}`,
    ];
  });
}

/** Every certificate whole, for whoever wants to look on. The same chain at several addresses stands here once. */
export function certificates({
  endpoints,
}: {
  readonly endpoints: readonly Pick<ReportEndpoint, 'chain' | 'chainProblem'>[];
}): readonly string[] {
  const all = new Set(
    endpoints.flatMap(({ chain, chainProblem }) =>
      [...chain, ...(chainProblem?.certificates ?? [])].map(({ pem }) => pem.trimEnd()),
    ),
  );
  return all.size === 0 ? [] : [codeBlock([...all], 'pem')];
}
