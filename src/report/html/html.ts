/**
 * The report as one HTML file: no script, nothing from elsewhere, and a policy that forbids both. The verdict comes first, then the
 * causes, then what was captured, drawn. All that a peer chose is escaped by `markup.ts`.
 */
import { toBase64, utf8 } from '../../base/octets.ts';
import type { Report, ReportFinding, ReportTools } from '../report.ts';
import { headlineText, ordered, reachedText, where } from '../text/text.ts';
import { isNotable } from '../text/seen.ts';
import { htmlWords } from '../words/html-words.ts';
import type { ReportWords } from '../words/words.ts';
import { endpointBlocks } from './endpoint.ts';
import { findings } from './findings.ts';
import { markup, sealed } from './markup.ts';
import type { Content, Markup } from './markup.ts';
import { milliseconds, moment, pairs, sign, table } from './page.ts';
import type { PageWords } from './page.ts';
import { styleSheet } from './style-sheet.ts';

/** The page, ending in a line feed. `sha256` is needed for the policy that allows our style sheet alone. */
export function renderHtml(report: Report, reportWords: ReportWords, sha256: ReportTools['sha256']): string {
  const words: PageWords = { report: reportWords, html: htmlWords[reportWords.language] };
  const headline = report.verdict === 'ok' ? undefined : ordered(report.findings)[0];
  const sentence = headlineText(report, headline, reportWords);
  const hash = toBase64(sha256(utf8(styleSheet)));
  const page = markup`<html lang="${words.html.tag}">
<head>
<meta charset="utf-8" />
<meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;; style-src &#39;sha256-${hash}&#39;; base-uri &#39;none&#39;; form-action &#39;none&#39;" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<meta name="color-scheme" content="light dark" />
<meta name="referrer" content="no-referrer" />
<meta name="generator" content="whytls ${report.tool.version}" />
<title>${where(report.target)} – ${sentence}</title>
${sealed(styleSheet)}
</head>
<body class="${report.verdict}">
${header(report, headline, sentence, words)}
<main>
${findings(report, headline, words)}
${captured(report, headline, words)}
${notSeen(report, words)}
</main>
${footer(report, words)}
</body>
</html>
`;
  return `<!DOCTYPE html>\n${page.toString()}`;
}

function header(report: Report, main: ReportFinding | undefined, sentence: string, words: PageWords): Markup {
  const endpoint = report.endpoints[main?.endpoints[0] ?? 0];
  const at = endpoint ?? report.target;
  const address = endpoint === undefined || endpoint.address === endpoint.host ? null : ` (${endpoint.address})`;
  return markup`<header>
<p class="kicker">whytls · ${words.html.kicker} · ${moment(report.startedAt)}</p>
<p class="verdict">${sign(report.verdict)}${words.html.verdicts[report.verdict]}</p>
<h1>${sentence}</h1>
<ul class="facts">${main !== undefined && markup`<li><a href="#${main.id}"><code>${main.id}</code></a></li>`}<li>${where(at)}${address}</li><li>${reachedText(report, endpoint, words.report)}</li></ul>
</header>`;
}

function captured(report: Report, main: ReportFinding | undefined, words: PageWords): Content {
  const { endpoints } = report;
  const options = optionRows(report, words);
  const addresses = addressRows(report, words);
  if (addresses.length === 0 && options.length === 0) return null;
  const { labels } = words.report;
  const { html } = words;
  const heads = [html.address, labels.dns, labels.tcp, labels.firstByte, labels.handshake, html.outcome];
  const several = endpoints.length > 1;
  const first = main?.endpoints[0] ?? 0;
  const sections = endpoints.map((endpoint, index) => {
    if (!several) {
      return endpointBlocks(
        report,
        index,
        (title, content) => markup`<section class="block"><h3>${title}</h3>${content}</section>`,
        words,
      );
    }
    const address = endpoint.address === endpoint.host ? '' : ` (${endpoint.address})`;
    const blocks = endpointBlocks(
      report,
      index,
      (title, content) => markup`<section class="block"><h4>${title}</h4>${content}</section>`,
      words,
    );
    return markup`<section class="endpoint" id="endpoint-${index}"><h3>${where(endpoint)}${address}</h3><p class="reached">${reachedText(report, endpoint, words.report)}</p><details${index === first && markup` open=""`}><summary>${html.details}</summary>${blocks}</details></section>`;
  });
  return markup`<section class="captured"><h2>${words.report.labels.whatWeSaw}</h2>
${options.length > 0 && pairs(options)}
${addresses.length > 0 && table(heads, addresses, { look: 'addresses' })}
${report.proxyVariable !== null && markup`<p class="note">${report.proxyVariable.text}</p>`}
${sections}</section>`;
}

function optionRows({ options, target, python }: Report, { report: words }: PageWords): Parameters<typeof pairs>[0] {
  const rows: { readonly label: Content; readonly value: Content }[] = [];
  const { labels } = words;
  if (isNotable(options)) {
    rows.push({ label: labels.options, value: words.speaks(options.tls, options.because.text) });
    for (const { text } of options.warnings) rows.push({ label: sign('warn'), value: text });
  }
  if (python !== null) rows.push({ label: labels.python, value: python.text });
  if (target.srv !== null) {
    const { records, problem } = target.srv;
    rows.push({ label: labels.seedList, value: `${records} → ${problem?.text ?? target.hosts.map(where).join(', ')}` });
  }
  return rows;
}

/** Every address with its times; those that were not probed too. */
function addressRows(report: Report, words: PageWords): readonly (readonly Content[])[] {
  const several = report.endpoints.length > 1;
  const probed = report.endpoints.map((endpoint, index) => {
    const { timings } = endpoint;
    const name = `${endpoint.host === endpoint.address ? '' : `${endpoint.host} `}${where({ ...endpoint, host: endpoint.address })}`;
    return [
      several ? markup`<a href="#endpoint-${index}">${name}</a>` : name,
      milliseconds(timings.dnsMs),
      milliseconds(timings.tcpMs),
      milliseconds(timings.firstByteMs),
      milliseconds(timings.handshakeMs),
      reachedText(report, endpoint, words.report),
    ];
  });
  const others = report.otherAddresses.map(({ address, problem }) => [
    address,
    '–',
    '–',
    '–',
    '–',
    problem === null ? words.report.notTried : words.report.noConnection(problem.text),
  ]);
  const left = report.endpoints.length === 0 ? [] : report.target.hosts.filter(({ probed: was }) => !was);
  return [...probed, ...others, ...left.map((host) => [where(host), '–', '–', '–', '–', words.report.notTried])];
}

function notSeen({ undetermined }: Report, words: PageWords): Content {
  if (undetermined.length === 0) return null;
  const kinds = [...new Set(undetermined.map(({ missing }) => missing))];
  return markup`<section class="not-seen"><h2>${words.report.labels.notSeen}</h2>${pairs(
    kinds.map((kind) => ({
      label: words.report.missing(kind),
      value: undetermined.filter(({ missing }) => missing === kind).map(({ id }) => markup`<code>${id}</code> `),
    })),
  )}</section>`;
}

function footer(report: Report, words: PageWords): Markup {
  const { versions } = words.html;
  const rows: { readonly label: Content; readonly value: Content }[] = [
    { label: versions.tool, value: `whytls ${report.tool.version}` },
  ];
  rows.push({ label: versions.client, value: `${report.client.name} (--client ${report.client.id})` });
  rows.push({ label: versions.target, value: markup`<code>${report.target.input}</code>` });
  rows.push(
    { label: versions.startedAt, value: moment(report.startedAt) },
    { label: versions.took, value: milliseconds(report.durationMs) },
  );
  const { run } = report;
  if (run !== null) {
    rows.push(
      { label: versions.runtime, value: `Node.js ${run.node} · OpenSSL ${run.openssl} · ${run.system}` },
      { label: versions.command, value: markup`<code>${run.command}</code>` },
    );
  }
  if (report.judgedAt !== report.startedAt) rows.push({ label: versions.judgedAt, value: moment(report.judgedAt) });
  return markup`<footer><h2>${versions.title}</h2>${pairs(rows)}</footer>`;
}
