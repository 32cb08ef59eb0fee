/** The findings: for each cause how we know, what the client prints, what to do, and, folded, what follows from it. */
import type { Language } from '../../diagnose/define.ts';
import type { ReportFinding } from '../report.ts';
import { ordered, placesText } from '../text/text.ts';
import type { Places } from '../text/text.ts';
import { citation } from '../words/citation.ts';
import { join, lines, markup } from './markup.ts';
import type { Content, Markup } from './markup.ts';
import { pairs, sign } from './page.ts';
import type { PageWords } from './page.ts';

/** All findings, a section each. `headline`: the one whose summary is the heading of the page; `printed`: above what clients print. */
export function findings(
  report: Places,
  headline: ReportFinding | undefined,
  words: PageWords,
  printed = words.report.labels.clientPrints,
): Markup {
  const all = ordered(report.findings);
  const isConsequence = ({ rootCause, excuse }: ReportFinding): boolean => !rootCause && excuse === undefined;
  const causes = all.filter((finding) => !isConsequence(finding));
  const graves = causes.filter(({ severity, excuse }) => severity === 'error' && excuse === undefined);
  const left = new Set(all.filter(isConsequence));
  const sections = causes.map((finding, index) => {
    const again = causes.slice(0, index).filter(({ id }) => id === finding.id).length;
    const consequences = [...left].filter(({ causes: ids = [] }) => ids.includes(finding.id));
    for (const one of consequences) left.delete(one);
    const place = graves.indexOf(finding);
    const above = place === -1 ? words.html.severities[finding.severity] : words.html.cause(place + 1, graves.length);
    return section(report, finding, {
      above,
      isTold: finding === headline,
      consequences,
      words,
      anchor: again === 0 ? finding.id : `${finding.id}-${again + 1}`,
      printed,
    });
  });
  const rest =
    left.size > 0 &&
    markup`<section class="finding info"><h2>${words.html.also}</h2>${[...left].map((one) => consequence(one, words))}</section>`;
  return markup`${sections}${rest}`;
}

interface Shown {
  readonly above: string;
  /** Its summary stands at the top of the page already. */
  readonly isTold: boolean;
  readonly consequences: readonly ReportFinding[];
  readonly words: PageWords;
  /** Several files may have the same finding. */
  readonly anchor: string;
  readonly printed: string;
}

function section(
  report: Places,
  finding: ReportFinding,
  { above, isTold, consequences, words, anchor, printed }: Shown,
): Markup {
  const { labels } = words.report;
  const { id, severity, title, summary, excuse } = finding;
  const places = placesText(report, finding, words.report);
  const look = excuse === undefined ? severity : 'info';
  return markup`<section class="finding ${look}" id="${anchor}" aria-labelledby="${anchor}-title">
<p class="above">${sign(signs[look])}${above}</p>
<h2 id="${anchor}-title">${title}</h2>
<p class="id"><code>${id}</code>${places !== null && markup` · ${places}`}</p>
${!isTold && markup`<p class="summary">${summary}${excuse !== undefined && markup` (${words.report.excuse(excuse)})`}</p>`}
${evidence(finding, words)}
${prints(finding, printed)}
${serverLog(finding, words)}
${finding.remedies.length > 0 && markup`<h3>${labels.whatToDo}</h3>${remedyList(finding, words)}`}
${
  consequences.length > 0 &&
  markup`<details class="follows"><summary>${words.html.follows(consequences.length)}</summary>${consequences.map((one) => consequence(one, words))}</details>`
}
</section>`;
}

const signs = { error: 'fail', warning: 'warn', info: 'info' } as const;

const evidence = ({ evidence: seen }: ReportFinding, words: PageWords): Content =>
  seen.length > 0 &&
  markup`<h3>${words.report.labels.howWeKnow}</h3>${pairs(seen.map(({ what, value }) => ({ label: what, value })))}`;

const prints = ({ clientErrors }: ReportFinding, printed: string): Content =>
  clientErrors.length > 0 &&
  markup`<h3>${printed}</h3>${clientErrors.map(
    ({ client, message }) =>
      markup`${clientErrors.length > 1 && markup`<p class="by">${client}</p>`}<pre class="said"><samp>${lines(message)}</samp></pre>`,
  )}`;

const serverLog = ({ serverLog: said = [] }: ReportFinding, words: PageWords): Content =>
  said.length > 0 &&
  markup`<h3>${words.report.labels.serverLog}</h3><pre class="said"><samp>${lines(said.join('\n'))}</samp></pre>`;

/** What to do, step by step. */
export const remedyList = ({ remedies }: Pick<ReportFinding, 'remedies'>, words: PageWords): Markup =>
  markup`<ol class="remedies">${remedies.map((one) => remedy(one, words))}</ol>`;

function remedy({ side, text, commands, references }: ReportFinding['remedies'][number], words: PageWords): Markup {
  const { labels } = words.report;
  return markup`<li><p><span class="side">${labels.sides[side]}</span>${text}</p>${commands.map((command) =>
    // A comment alone says for whom the commands below it are.
    /^# [^\n]*$/.test(command)
      ? markup`<p class="by">${command.slice(2)}</p>`
      : markup`<pre class="command"><code>${lines(command)}</code></pre>`,
  )}${
    references.length > 0 &&
    markup`<p class="see">${labels.see}${labels.colon}${join(
      references.map((one) => reference(one, words.report.language)),
      markup`${labels.semicolon}`,
    )}</p>`
  }</li>`;
}

/** A link where it is one: our own words name pages by their address, and RFCs by number and section. */
export function reference(text: string, language: Language): Markup {
  const rfc = /^RFC (\d{3,5})(?:,? section ([A-Z0-9.]+))?$/.exec(text);
  const anchor = rfc?.[2] === undefined ? '' : `#section-${rfc[2]}`;
  const address =
    rfc === null
      ? /^https:\/\/[^\s"<>\\]+$/.test(text)
        ? text
        : null
      : `https://www.rfc-editor.org/rfc/rfc${rfc[1] ?? ''}${anchor}`;
  return address === null
    ? markup`${text}`
    : markup`<a href="${address}" rel="noopener noreferrer external">${citation(text, language).replace(/^https:\/\/(?:www\.)?/, '')}</a>`;
}

const consequence = (finding: ReportFinding, words: PageWords): Markup =>
  markup`<div class="consequence"><p><strong>${finding.title}</strong> <code>${finding.id}</code></p><p>${finding.summary}</p>${
    finding.evidence.length > 0 && pairs(finding.evidence.map(({ what, value }) => ({ label: what, value })))
  }${finding.clientErrors.map(({ message }) => markup`<pre class="said"><samp>${lines(message)}</samp></pre>`)}${
    finding.remedies.length > 0 && remedyList(finding, words)
  }</div>`;
