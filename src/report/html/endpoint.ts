/** What was captured at one address: the handshake, the chain, times, revocation, trust stores and experiments. */
import type { Report, ReportEndpoint } from '../report.ts';
import { duration, seenRows } from '../text/seen.ts';
import { Sheet } from '../text/sheet.ts';
import { plainPaint } from '../text/style.ts';
import { preview } from '../words/names.ts';
import { chainDrawing } from './chain-drawing.ts';
import { chainGraph } from './chain-links.ts';
import { ladder } from './ladder.ts';
import { lines, markup } from './markup.ts';
import type { Content, Markup } from './markup.ts';
import { pairs, sign, table } from './page.ts';
import type { PageWords } from './page.ts';
import { storeOf } from './store-names.ts';
import { revocationFigure, validityFigure } from './windows.ts';

/** A section with a heading of a level that depends on how many endpoints there are. */
export type Block = (title: string, content: Content) => Markup;

/** All that was captured at the endpoint with this index. */
export function endpointBlocks(report: Report, index: number, block: Block, words: PageWords): Content {
  const endpoint = report.endpoints[index];
  if (endpoint === undefined) return null;
  const id = `e${index}`;
  const { labels } = words.report;
  const { html } = words;
  const rungs = ladder(`${id}-ladder`, endpoint, report.client.shortName, words);
  const graph = chainGraph(endpoint, words);
  const judgedAt = Date.parse(report.judgedAt);
  const validity =
    graph === null ? null : validityFigure(`${id}-validity`, [...graph.path, ...graph.unused], judgedAt, words);
  const revocation = revocationFigure(`${id}-revocation`, endpoint, judgedAt, words);
  const { trustStores } = endpoint.verification;
  return [
    rungs !== null && block(html.ladder.title, rungs),
    facts(report, endpoint, words),
    (graph !== null || endpoint.chainProblem !== null) &&
      block(html.chain.title, [
        endpoint.chainProblem !== null && markup`<p>${endpoint.chainProblem.text}</p>`,
        graph !== null && chainDrawing(`${id}-chain`, graph, words),
      ]),
    validity !== null && block(html.time.validity, validity),
    revocation !== null && block(html.time.revocation, revocation),
    trustStores.length > 0 && block(labels.trustStores, storesTable(trustStores, words)),
    endpoint.experiments.length > 0 && block(experimentsTitle(endpoint, words), experiments(endpoint, words)),
    certificateList(endpoint, block, words),
  ];
}

/** What was negotiated, and everything that the text form tells in a line. */
function facts(report: Report, endpoint: ReportEndpoint, words: PageWords): Content {
  const { labels } = words.report;
  const { handshake } = endpoint;
  const chosen = [handshake.protocol, handshake.cipherSuite, handshake.group, handshake.signatureScheme];
  if (handshake.alpn !== null) chosen.push(`ALPN ${handshake.alpn}`);
  const serverName = handshake.offered?.serverName ?? null;
  if (handshake.offered !== null) chosen.push(serverName === null ? labels.noSni : `SNI ${serverName}`);
  const rows: { readonly label: string; readonly value: Content }[] = [];
  const named = chosen.filter((one) => one !== null);
  if (named.length > 0)
    rows.push({ label: 'TLS', value: named.map((one) => markup`<span class="chip">${one}</span> `) });
  if (handshake.firstOctets !== '') rows.push({ label: labels.firstByte, value: preview(handshake.firstOctets) });
  const sheet = new Sheet({ columns: 100, unicode: true, paint: plainPaint, verbose: true });
  rows.push(...seenRows(sheet, report, endpoint, words.report).filter(({ label }) => label !== labels.trusted));
  return rows.length > 0 && pairs(rows);
}

/** What each trust store makes of the chain. */
export function storesTable(trustStores: ReportEndpoint['verification']['trustStores'], words: PageWords): Markup {
  const { stores: own } = words.html;
  const rows = trustStores.map((store) => {
    const { accepted, decides, error, path, certificates, usedBy } = store;
    const verdict = accepted === null ? own.unknown : accepted ? own.accepts : own.refuses;
    const kind = accepted === null ? 'info' : accepted ? 'ok' : 'fail';
    return [
      markup`${storeOf(store, words.report)}${decides && markup` <span class="chip">${own.decides}</span>`}`,
      markup`${sign(kind)}${verdict}${error !== null && markup`: ${error}`}`,
      words.report.storeRow({ path, certificates, usedBy, error: null }) || '–',
    ];
  });
  return table([own.store, own.verdict, own.about], rows, { look: 'stores' });
}

const experimentsTitle = ({ experiments: made }: ReportEndpoint, { report: { labels } }: PageWords): string =>
  `${labels.tried} (${made.length}, ${duration(made.reduce((sum, { durationMs }) => sum + durationMs, 0))})`;

function experiments({ experiments: made }: ReportEndpoint, words: PageWords): Markup {
  const { experiments: own } = words.html;
  const rows = made.map(({ why, did, result, durationMs }) => [
    why,
    did,
    markup`${result} <span class="took">${duration(durationMs)}</span>`,
  ]);
  return table([own.question, own.did, own.result], rows, { look: 'experiments' });
}

/** More names than anybody reads; the PEM holds them all. */
const mostNames = 200;

/** Every certificate whole, folded. */
export function certificateList(
  { chain, chainProblem, fetchedIssuers }: Pick<ReportEndpoint, 'chain' | 'chainProblem' | 'fetchedIssuers'>,
  block: Block,
  words: PageWords,
  heading = words.report.labels.certificates,
): Content {
  const { certificates: own, chain: chainWords, time } = words.html;
  const { labels } = words.report;
  const folded = (title: string, rows: Parameters<typeof pairs>[0], pem: string): Markup =>
    markup`<details class="certificate"><summary>${title}</summary>${pairs(rows)}<pre class="pem"><code>${lines(pem)}</code></pre></details>`;
  const sent = chain.map((one, place) => {
    const more = one.san.length - mostNames;
    return folded(
      `${place}  ${one.subject}`,
      [
        { label: labels.issuedBy, value: one.issuer },
        { label: time.validity, value: `${one.notBefore} ${labels.until} ${one.notAfter}` },
        { label: own.names, value: one.san.slice(0, mostNames).join(', ') + (more > 0 ? `, … (+${more})` : '') },
        { label: chainWords.key, value: one.publicKey },
        { label: own.signature, value: one.signatureAlgorithm },
        { label: own.serial, value: markup`<code>${one.serial}</code>` },
        { label: labels.sha256, value: markup`<code>${one.sha256}</code>` },
      ].filter(({ value }) => value !== ''),
      one.pem,
    );
  });
  const unread = (chainProblem?.certificates ?? []).map(({ sha256, pem }, place) =>
    folded(`${place}  ${labels.unreadable}`, [{ label: labels.sha256, value: markup`<code>${sha256}</code>` }], pem),
  );
  const fetched = fetchedIssuers.flatMap(({ url, certificates: found }) =>
    found.map(({ subject, sha256, pem }) =>
      folded(
        `${chainWords.fetched}${labels.colon}${subject}`,
        [
          { label: labels.fetched, value: url },
          { label: labels.sha256, value: markup`<code>${sha256}</code>` },
        ],
        pem,
      ),
    ),
  );
  const all = [...sent, ...unread, ...fetched];
  return all.length > 0 && block(heading, all);
}
