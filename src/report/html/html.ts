/** The report as one HTML file: the verdict first, then the causes, then what was captured, drawn. */
import type { Report, ReportFinding, ReportTools } from '../report.ts';
import { headlineText, ordered, reachedText, where } from '../text/text.ts';
import { isNotable } from '../text/seen.ts';
import { htmlWords } from '../words/html-words.ts';
import type { ReportWords } from '../words/words.ts';
import { endpointBlocks } from './endpoint.ts';
import { findings } from './findings.ts';
import { framed, notSeen, runRows, toFinding } from './frame.ts';
import type { Pair } from './frame.ts';
import { markup } from './markup.ts';
import type { Content } from './markup.ts';
import { milliseconds, moment, pairs, sign, table } from './page.ts';
import type { PageWords } from './page.ts';

/** The page, ending in a line feed. `sha256` is needed for the policy that allows our style sheet alone. */
export function renderHtml(report: Report, reportWords: ReportWords, sha256: ReportTools['sha256']): string {
  const words: PageWords = { report: reportWords, html: htmlWords[reportWords.language] };
  const headline = report.verdict === 'ok' ? undefined : ordered(report.findings)[0];
  const sentence = headlineText(report, headline, reportWords);
  const endpoint = report.endpoints[headline?.endpoints[0] ?? 0];
  const address = endpoint === undefined || endpoint.address === endpoint.host ? '' : ` (${endpoint.address})`;
  return framed(
    {
      about: where(report.target),
      at: report.startedAt,
      look: report.verdict,
      verdict: words.html.verdicts[report.verdict],
      sentence,
      facts: [
        ...(headline === undefined ? [] : [toFinding(headline.id)]),
        where(endpoint ?? report.target) + address,
        reachedText(report, endpoint, reportWords),
      ],
      main: [findings(report, headline, words), captured(report, headline, words), notSeen(report, words)],
      footer: footerRows(report, words),
      version: report.tool.version,
    },
    words,
    sha256,
  );
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

function footerRows(report: Report, words: PageWords): readonly Pair[] {
  const { versions } = words.html;
  return [
    { label: versions.tool, value: `whytls ${report.tool.version}` },
    { label: versions.client, value: `${report.client.name} (--client ${report.client.id})` },
    { label: versions.target, value: markup`<code>${report.target.input}</code>` },
    { label: versions.startedAt, value: moment(report.startedAt) },
    { label: versions.took, value: milliseconds(report.durationMs) },
    ...runRows(report.run, words),
    ...(report.judgedAt === report.startedAt ? [] : [{ label: versions.judgedAt, value: moment(report.judgedAt) }]),
  ];
}
