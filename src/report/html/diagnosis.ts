/** The page of one diagnosis, and the list of all, as one HTML file each. */
import type { Words } from '../../diagnose/define.ts';
import { reference as referenceOf } from '../../diagnose/sources.ts';
import { decidingCommand } from '../deciding-command.ts';
import type { GeneralTexts } from '../general-remedies.ts';
import type { PageSource } from '../pages/page.ts';
import type { ReportTools } from '../report.ts';
import type { ListedDiagnosis } from '../text/diagnosis-list.ts';
import { htmlWords } from '../words/html-words.ts';
import { pageWords } from '../words/page-words.ts';
import type { ReportWords } from '../words/words.ts';
import { command, ours, section, shortcutList } from './explanation.ts';
import { reference, remedyList } from './findings.ts';
import { framed } from './frame.ts';
import { lines, markup } from './markup.ts';
import type { Content } from './markup.ts';
import { pairs, table } from './page.ts';

interface Shown {
  readonly words: ReportWords;
  readonly version: string;
  readonly sha256: ReportTools['sha256'];
}

/** The page of a diagnosis, ending in a line feed. */
export function diagnosisHtml<F>(
  diagnosis: PageSource<F>,
  texts: Words<F>,
  general: GeneralTexts,
  { words, version, sha256 }: Shown,
): string {
  const { id, family, severity, example, clientErrors, sources } = diagnosis;
  const own = pageWords[words.language];
  const { sections } = own;
  const page = { report: words, html: htmlWords[words.language] };
  const main: Content = [
    section(sections.happened, markup`<p class="summary">${texts.summary(example)}</p>`),
    section(sections.why, markup`<p class="summary">${ours(texts.explanation)}</p>`),
    section(sections.toDo, [
      remedyList(general, page),
      markup`<p class="note">${ours(own.worked(decidingCommand(id, 'HOST:PORT')))}</p>`,
    ]),
    general.shortcuts.length > 0 && section(sections.notToDo, shortcutList(general.shortcuts, own)),
    section(sections.check, [
      markup`<p class="summary">${ours(texts.howToCheck)}</p>`,
      command(decidingCommand(id, 'HOST:PORT')),
    ]),
    section(
      sections.errors,
      clientErrors.length === 0
        ? markup`<p class="summary">${own.noErrors}</p>`
        : table(
            [own.printedBy, own.text],
            clientErrors.map(({ client, text }) => [client, markup`<samp>${lines(text)}</samp>`]),
          ),
    ),
    section(
      sections.sources,
      markup`<ul>${sources.map(
        (source) =>
          markup`<li>${
            source.kind === 'rfc'
              ? reference(referenceOf(source), words.language)
              : [source.title, own.colon, reference(source.url, words.language)]
          }</li>`,
      )}</ul>`,
    ),
  ];
  const facts = [markup`<code>${id}</code>`, own.families[family], own.severities[severity]];
  return documentation({ about: id, sentence: texts.title, facts, main }, { words, version, sha256 });
}

/** The list of all, by family, ending in a line feed. */
export function diagnosisListHtml(entries: readonly ListedDiagnosis[], shown: Shown): string {
  const { families, severities, colon, listed } = pageWords[shown.words.language];
  const main = [...new Set(entries.map(({ family }) => family))].map((family) =>
    section(
      families[family],
      pairs(
        entries
          .filter((entry) => entry.family === family)
          .map(({ id, severity, title }) => ({
            label: markup`<code>${id}</code>`,
            value: severity === 'error' ? title : severities[severity] + colon + title,
          })),
      ),
    ),
  );
  return documentation({ about: 'whytls', sentence: listed(entries.length), facts: [], main }, shown);
}

const documentation = (
  shown: {
    readonly about: string;
    readonly sentence: string;
    readonly facts: readonly Content[];
    readonly main: Content;
  },
  { words, version, sha256 }: Shown,
): string => {
  const html = htmlWords[words.language];
  const footer = [{ label: html.versions.tool, value: `whytls ${version}` }];
  return framed({ ...shown, at: null, look: 'ok', verdict: null, footer, version }, { report: words, html }, sha256);
};
