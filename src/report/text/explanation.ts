/** What `explain` says, for people: the diagnosis, how sure, which line told it, what else it could be and how to find out, what to do. */
import type { Explained } from '../explanation.ts';
import type { GeneralTexts } from '../general-remedies.ts';
import { Sheet } from './sheet.ts';
import { citations } from '../words/citation.ts';
import type { TextStyle } from './style.ts';
import type { ExplanationWords } from '../words/explanation-words.ts';

/** What the text form shows of the first diagnosis beside the JSON; null: it has no words yet. */
export interface DiagnosisWords extends GeneralTexts {
  readonly explanation: string;
  readonly howToCheck: string;
  readonly sources: readonly { readonly text: string; /** Null: an RFC. */ readonly url: string | null }[];
}

/** The whole text, ending in a line feed. `where`: what to probe where the text named nothing. */
export function renderExplanation(
  told: Explained,
  about: DiagnosisWords | null,
  words: ExplanationWords,
  style: TextStyle,
): string {
  const sheet = new Sheet(style);
  const [first, ...others] = told.diagnoses;
  if (first === undefined) return withoutDiagnosis(sheet, told, words);
  writeHeadline(sheet, told, words);
  sheet.heading(words.whatTold);
  sheet.paragraph(first.matched, 4);
  if (about !== null) {
    sheet.heading(words.why);
    sheet.paragraph(about.explanation, 4);
  }
  if (others.length > 0) {
    sheet.heading(words.whatElse);
    sheet.rows(
      others.map(({ id, title, confidence }) => ({
        label: `${words.percent(confidence).padStart(4)}  ${id}`,
        value: title ?? '',
      })),
      4,
      32,
    );
  }
  sheet.heading(words.howToDecide);
  for (const { command, ids } of checksOf(told)) {
    sheet.whole(command, 5, sheet.paint.cyan);
    if (told.diagnoses.length > 1) sheet.paragraph(words.decides(ids), 7, { paint: sheet.paint.dim });
  }
  if (about !== null) {
    sheet.blank();
    sheet.paragraph(about.howToCheck, 4);
    writeRemedies(sheet, about, first.check, words);
  }
  return sheet.finish();
}

/** The first line alone: `--quiet`. */
export function renderExplanationQuiet(told: Explained, words: ExplanationWords, style: TextStyle): string {
  const sheet = new Sheet(style);
  const [first] = told.diagnoses;
  const sign = sheet.glyphs[explanationSign(told)];
  sheet.whole(`${sign} ${explanationHeadline(told, words)}${first === undefined ? '' : ` (${first.id})`}`, 0);
  return sheet.finish();
}

/** Whether it names a cause, only a trouble, or none at all. */
export const explanationSign = ({ diagnoses, unknownTls }: Explained): 'fail' | 'warn' | 'ok' =>
  diagnoses.length > 0 ? 'fail' : unknownTls === null ? 'ok' : 'warn';

/** Each command that decides, and between which diagnoses. */
export const checksOf = ({ diagnoses }: Explained): readonly { readonly command: string; readonly ids: string[] }[] =>
  [...new Set(diagnoses.map(({ check }) => check))].map((command) => ({
    command,
    ids: diagnoses.filter(({ check }) => check === command).map(({ id }) => id),
  }));

/** The answer in one sentence. */
export function explanationHeadline({ diagnoses, unknownTls }: Explained, words: ExplanationWords): string {
  const [first, second] = diagnoses;
  if (first === undefined) return unknownTls === null ? words.noTls : words.unknown;
  const isClear = second === undefined || first.confidence >= 2 * second.confidence;
  return words.headline(first.title ?? first.id, isClear && first.confidence >= 0.5);
}

function writeHeadline(sheet: Sheet, told: Explained, words: ExplanationWords): void {
  const { paint, glyphs } = sheet;
  sheet.paragraph(explanationHeadline(told, words), 0, {
    lead: `${glyphs.fail} `,
    paint: (line) => paint.bold(paint.red(line)),
    paintLead: paint.red,
  });
  sheet.paragraph(explanationFacts(told, words).join(` ${glyphs.dot} `), 2, { paint: paint.dim });
}

/** The first diagnosis, how sure it is, who printed the text, and whom it names. */
export function explanationFacts(
  { diagnoses: [first], target, printedBy, side }: Explained,
  words: ExplanationWords,
): readonly string[] {
  const facts = [
    first?.id,
    first === undefined ? undefined : words.sure(first.confidence),
    printedBy === null ? undefined : words.printedBy(printedBy.name, printedBy.version, side),
    target === null ? undefined : `${target.host}${target.port === null ? '' : `:${target.port}`}`,
  ];
  return facts.filter((fact) => fact !== undefined);
}

function writeRemedies(
  sheet: Sheet,
  { remedies, shortcuts, sources }: DiagnosisWords,
  check: string,
  words: ExplanationWords,
): void {
  sheet.heading(words.whatToDo);
  remedies.forEach(({ side, text, commands, references }, index) => {
    sheet.paragraph(words.sides[side] + words.colon + text, 4, { lead: `${index + 1}. ` });
    for (const command of commands)
      sheet.whole(command, 9, command.startsWith('#') ? sheet.paint.dim : sheet.paint.cyan);
    if (references.length > 0)
      sheet.paragraph(words.see + words.colon + citations(references, words.language), 7, {
        keepsAddresses: true,
        paint: sheet.paint.dim,
      });
  });
  sheet.paragraph(words.worked, 4);
  sheet.whole(check, 9, sheet.paint.cyan);
  if (shortcuts.length > 0) {
    sheet.heading(words.notToDo);
    for (const { switches, text } of shortcuts) sheet.paragraph(switches.join(words.comma) + words.colon + text, 4);
  }
  sheet.heading(words.sources);
  for (const { text, url } of sources)
    sheet.paragraph(url === null ? text : `${text}: ${url}`, 4, { paint: sheet.paint.dim });
}

function withoutDiagnosis(sheet: Sheet, told: Explained, words: ExplanationWords): string {
  const { paint, glyphs } = sheet;
  if (told.unknownTls === null) {
    sheet.paragraph(words.noTls, 0, { lead: `${glyphs.ok} `, paint: paint.bold, paintLead: paint.green });
    sheet.paragraph(words.noTlsMore, 2);
    return sheet.finish();
  }
  sheet.paragraph(words.unknown, 0, { lead: `${glyphs.warn} `, paint: paint.bold, paintLead: paint.yellow });
  sheet.heading(words.whatTold);
  sheet.paragraph(told.unknownTls.matched, 4);
  sheet.heading(words.searchFor);
  sheet.paragraph(told.unknownTls.search, 4);
  sheet.heading(words.howToDecide);
  sheet.whole(probeCommand(told), 5, paint.cyan);
  return sheet.finish();
}

/** The command that looks itself, where no diagnosis has one. */
export const probeCommand = ({ target }: Explained): string =>
  `whytls ${target === null ? 'HOST:PORT' : `${target.host}${target.port === null ? '' : `:${target.port}`}`}`;
