/** What `explain` says of a pasted text, as one HTML file. */
import type { Explained } from '../explanation.ts';
import type { Report, ReportTools } from '../report.ts';
import type { ExplanationWording } from '../markdown/explanation.ts';
import type { DiagnosisWords } from '../text/explanation.ts';
import { checksOf, explanationFacts, explanationHeadline, explanationSign, probeCommand } from '../text/explanation.ts';
import { htmlWords } from '../words/html-words.ts';
import type { ExplanationWords } from '../words/explanation-words.ts';
import { reference, remedyList } from './findings.ts';
import { framed, runRows } from './frame.ts';
import { join, lines, markup } from './markup.ts';
import type { Content, Markup } from './markup.ts';
import { pairs } from './page.ts';
import type { PageWords } from './page.ts';

/** The page, ending in a line feed. `about`: of the first diagnosis; null: it has no words yet. */
export function renderExplanationHtml(
  told: Explained,
  about: DiagnosisWords | null,
  made: { readonly tool: Report['tool']; readonly run: Report['run'] },
  { report, explanation: words }: ExplanationWording,
  sha256: ReportTools['sha256'],
): string {
  const page: PageWords = { report, html: htmlWords[report.language] };
  const [first] = told.diagnoses;
  const [id, , ...facts] = explanationFacts(told, words);
  return framed(
    {
      about: 'whytls explain',
      at: null,
      look: explanationSign(told),
      verdict: first === undefined ? null : words.sure(first.confidence),
      sentence: explanationHeadline(told, words),
      facts: first === undefined ? [] : [markup`<code>${id}</code>`, ...facts],
      main:
        first === undefined
          ? withoutDiagnosis(told, words)
          : [matched(told, about, words), mended(first, about, words, page)],
      footer: [{ label: page.html.versions.tool, value: `whytls ${made.tool.version}` }, ...runRows(made.run, page)],
      version: made.tool.version,
    },
    page,
    sha256,
  );
}

/** A section of the same look as a finding's. */
export const section = (title: string, content: Content): Markup =>
  markup`<section class="finding"><h2>${title}</h2>${content}</section>`;

const said = (text: string): Markup => markup`<pre class="said"><samp>${lines(text)}</samp></pre>`;

/** Something to be pasted into a shell. */
export const command = (text: string): Markup => markup`<pre class="command"><code>${lines(text)}</code></pre>`;

function matched(told: Explained, about: DiagnosisWords | null, words: ExplanationWords): Content {
  const [first, ...others] = told.diagnoses;
  return [
    section(words.whatTold, said(first?.matched ?? '')),
    about !== null && section(words.why, markup`<p class="summary">${ours(about.explanation)}</p>`),
    others.length > 0 &&
      section(
        words.whatElse,
        pairs(
          others.map(({ id, title, confidence }) => ({
            label: [`${words.percent(confidence)} `, markup`<code>${id}</code>`],
            value: title,
          })),
        ),
      ),
    section(words.howToDecide, [
      checksOf(told).map(({ command: text, ids }) => [
        told.diagnoses.length > 1 && markup`<p class="by">${words.decides(ids)}</p>`,
        command(text),
      ]),
      about !== null && markup`<p class="note">${ours(about.howToCheck)}</p>`,
    ]),
  ];
}

function mended(
  first: Explained['diagnoses'][number],
  about: DiagnosisWords | null,
  words: ExplanationWords,
  page: PageWords,
): Content {
  if (about === null) return null;
  return [
    section(words.whatToDo, [
      remedyList(about, page),
      markup`<p class="note">${words.worked}</p>`,
      command(first.check),
    ]),
    about.shortcuts.length > 0 && section(words.notToDo, shortcutList(about.shortcuts, words)),
    section(
      words.sources,
      markup`<ul>${about.sources.map(
        ({ text, url }) =>
          markup`<li>${
            url === null ? reference(text, words.language) : [text, words.colon, reference(url, words.language)]
          }</li>`,
      )}</ul>`,
    ),
  ];
}

/** What people do instead of a remedy, and what it would hide. */
export const shortcutList = (
  shortcuts: DiagnosisWords['shortcuts'],
  { comma, colon }: { readonly comma: string; readonly colon: string },
): Content =>
  shortcuts.map(({ switches, text }) => {
    const typed = switches.map((one) => markup`<code>${one}</code>`);
    return markup`<p class="summary">${join(typed, markup`${comma}`)}${colon}${text}</p>`;
  });

function withoutDiagnosis(told: Explained, words: ExplanationWords): Content {
  if (told.unknownTls === null) return markup`<p class="summary">${words.noTlsMore}</p>`;
  return [
    section(words.whatTold, said(told.unknownTls.matched)),
    section(words.searchFor, said(told.unknownTls.search)),
    section(words.howToDecide, command(probeCommand(told))),
  ];
}

/** What we say of a diagnosis has code between backticks. */
export const ours = (text: string): Content =>
  text.split('`').map((part, at) => (at % 2 === 0 ? part : markup`<code>${part}</code>`));
