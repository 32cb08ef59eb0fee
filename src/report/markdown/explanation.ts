/** What `explain` says of a pasted text, as Markdown for a ticket. */
import type { Explained } from '../explanation.ts';
import type { Report } from '../report.ts';
import type { DiagnosisWords } from '../text/explanation.ts';
import { checksOf, explanationFacts, explanationHeadline, explanationSign, probeCommand } from '../text/explanation.ts';
import { unicodeGlyphs } from '../text/style.ts';
import type { ExplanationWords } from '../words/explanation-words.ts';
import { markdownWords } from '../words/markdown-words.ts';
import type { ReportWords } from '../words/words.ts';
import { citation } from '../words/citation.ts';
import { remedyList } from './findings.ts';
import { code, codeBlock, prose } from './inline.ts';
import { pageOf, versions } from './page.ts';
import { item } from './parts.ts';

/** The words of a language. */
export interface ExplanationWording {
  readonly report: ReportWords;
  readonly explanation: ExplanationWords;
}

/** The whole text, ending in a line feed. `about`: of the first diagnosis; null: it has no words yet. */
export function renderExplanationMarkdown(
  told: Explained,
  about: DiagnosisWords | null,
  made: { readonly tool: Report['tool']; readonly run: Report['run'] },
  { report: words, explanation }: ExplanationWording,
): string {
  const own = markdownWords[words.language];
  const [first] = told.diagnoses;
  return pageOf(
    {
      open: [
        `## ${verdictLine(told, explanation)}`,
        ...(first === undefined ? withoutDiagnosis(told, explanation) : diagnosis(told, about, words, explanation)),
      ],
      title: null,
      parts: [{ title: explanation.sources, inside: [sources(about, words)] }],
      run: versions(made, {}, words, own),
    },
    own,
  );
}

/** The verdict alone: `--quiet`. */
export function renderExplanationMarkdownLine(told: Explained, words: ExplanationWords): string {
  const [first] = told.diagnoses;
  return `${verdictLine(told, words)}${first === undefined ? '' : ` (${first.id})`}\n`;
}

const verdictLine = (told: Explained, words: ExplanationWords): string =>
  `${unicodeGlyphs[explanationSign(told)]} ${prose(explanationHeadline(told, words))}`;

/** What we say of a diagnosis is Markdown already, as on its page: nothing in it comes from the text. */
function diagnosis(
  told: Explained,
  about: DiagnosisWords | null,
  report: ReportWords,
  words: ExplanationWords,
): readonly (string | null)[] {
  const [first, ...others] = told.diagnoses;
  if (first === undefined) return [];
  const [id = '', ...facts] = explanationFacts(told, words);
  return [
    [`**${id}**`, ...facts.map((fact) => prose(fact))].join(' · '),
    `### ${words.whatTold}`,
    codeBlock([first.matched]),
    ...(about === null ? [] : [`### ${words.why}`, about.explanation]),
    ...(others.length === 0 ? [] : [`### ${words.whatElse}`, otherDiagnoses(others, words)]),
    `### ${words.howToDecide}`,
    ...checksOf(told).flatMap(({ command, ids }) => [
      told.diagnoses.length > 1 ? `${prose(words.decides(ids))}${words.colon.trimEnd()}` : null,
      codeBlock([command], 'sh'),
    ]),
    ...(about === null ? [] : [about.howToCheck, ...remedies(about, first.check, report, words)]),
  ];
}

const otherDiagnoses = (others: Explained['diagnoses'], words: ExplanationWords): string =>
  others
    .map(({ id, title, confidence }) => item(`${words.percent(confidence)} ${id}`, title ?? '', words.colon))
    .join('\n');

const remedies = (
  about: DiagnosisWords,
  check: string,
  report: ReportWords,
  words: ExplanationWords,
): readonly (string | null)[] => [
  `### ${words.whatToDo}`,
  remedyList(about, report),
  words.worked,
  codeBlock([check], 'sh'),
  ...(about.shortcuts.length === 0 ? [] : [`### ${words.notToDo}`]),
  about.shortcuts
    .map(({ switches, text }) => `- ${switches.map((one) => code(one)).join(words.comma)}${words.colon}${prose(text)}`)
    .join('\n'),
];

function withoutDiagnosis(told: Explained, words: ExplanationWords): readonly (string | null)[] {
  if (told.unknownTls === null) return [prose(words.noTlsMore)];
  return [
    `### ${words.whatTold}`,
    codeBlock([told.unknownTls.matched]),
    `### ${words.searchFor}`,
    codeBlock([told.unknownTls.search]),
    `### ${words.howToDecide}`,
    codeBlock([probeCommand(told)], 'sh'),
  ];
}

const sources = (about: DiagnosisWords | null, { language, labels }: ReportWords): string =>
  (about?.sources ?? [])
    .map(({ text, url }) => `- ${prose(citation(text, language))}${url === null ? '' : `${labels.colon}<${url}>`}`)
    .join('\n');
