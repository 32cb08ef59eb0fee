/** `whytls explain`: names the diagnosis of a pasted error, stack trace or log. No network. */
import type { Language, Source, Words } from '../../diagnose/define.ts';
import { whereabouts } from '../../diagnose/remedies/general-remedy.ts';
import { reference } from '../../diagnose/sources.ts';
import { printerOf } from '../../diagnose/text/clients.ts';
import { explained } from '../../report/explanation.ts';
import type { Explained, Explanation } from '../../report/explanation.ts';
import { renderExplanation, renderExplanationQuiet } from '../../report/text/explanation.ts';
import type { DiagnosisWords } from '../../report/text/explanation.ts';
import { generalTexts } from '../../report/general-remedies.ts';
import { renderJson } from '../../report/json.ts';
import { explanationWords } from '../../report/words/explanation-words.ts';
import { reportTools, reportWordsFor } from '../compose.ts';
import { runInformation } from '../probe/run-information.ts';
import { deliver, styleOf } from '../render.ts';
import { version } from '../version.ts';
import type { OutputSettings } from '../render.ts';
import type { Arguments } from '../usage/args.ts';
import { exitCodes } from '../exit-code.ts';
import { runExplainBatch } from '../explain/batch.ts';
import { closestId, listText, looksLikeId, pageText } from '../explain/pages.ts';
import { readPaste } from '../explain/read-paste.ts';
import { generalRemediesOf, knownDiagnoses, knownWords, titlesIn } from '../explain/known.ts';
import { readText } from '../explain/reader.ts';
import { readExplainSettings } from '../explain/settings.ts';
import type { ExplainSettings } from '../explain/settings.ts';
import type { Io } from '../terminal/io.ts';
import { refuser } from '../usage/refuse.ts';
import type { UsageProblem } from '../usage/usage-problem.ts';

/** Reads a text, prints what it means. Exit code 0 whatever it means; 2 where there is nothing that can be read. */
export async function runExplain(given: Arguments, language: Language, io: Io): Promise<number> {
  const refuse = refuser(language, io);
  const settings = readExplainSettings(given);
  if (!settings.ok) return refuse(settings.problem);
  const { source, shown } = settings.value;
  const [wordsOf, titleOf] = await Promise.all([knownWords(language), titlesIn(language)]);
  if (source.kind === 'batch') return runExplainBatch(source.path, titleOf, language, io);
  const text = await textFor(source, { wordsOf, titleOf, language, shown, given }, io);
  if (!text.ok) return refuse(text.problem);
  const problem = deliver(text.value, shown, io);
  return problem === null ? exitCodes.ok : refuse(problem);
}

interface Context {
  readonly wordsOf: (id: string) => Words;
  readonly titleOf: (id: string) => string | null;
  readonly language: Language;
  readonly shown: OutputSettings;
  readonly given: Arguments;
}

type Text = { readonly ok: true; readonly value: string } | { readonly ok: false; readonly problem: UsageProblem };

async function textFor(
  source: Exclude<ExplainSettings['source'], { kind: 'batch' }>,
  context: Context,
  io: Io,
): Promise<Text> {
  const { language, shown } = context;
  if (source.kind === 'list') return { ok: true, value: await listText(shown.format, language, styleOf(shown, io)) };
  if (source.kind === 'file' && source.path === null && io.isInputTerminal)
    return { ok: false, problem: { kind: 'noText' } };
  const page = source.kind === 'text' ? await pageText(source.text, shown.format, language) : null;
  if (page !== null) return { ok: true, value: page };
  const paste =
    source.kind === 'text'
      ? ({ ok: true, value: source.text } as const)
      : await readPaste(io.input(source.path), language);
  if (!paste.ok) {
    const path = source.kind === 'file' ? (source.path ?? '-') : '-';
    return { ok: false, problem: { kind: 'unreadable', option: '--file', path, code: paste.problem } };
  }
  if (paste.value.trim() === '') return { ok: false, problem: { kind: 'noText' } };
  const told = explained(paste.value, readText(paste.value), context.titleOf);
  if (source.kind === 'text' && told.diagnoses.length === 0 && looksLikeId(source.text))
    return { ok: false, problem: { kind: 'unknownDiagnosis', word: source.text, meant: closestId(source.text) } };
  return { ok: true, value: await explanationText(paste.value, told, context, io) };
}

async function explanationText(text: string, told: Explained, context: Context, io: Io): Promise<string> {
  const { language, shown } = context;
  if (shown.format === 'json') {
    const json: Explanation = { schema: 'whytls.explanation/1', id: null, language, ...told, error: null };
    return renderJson(json);
  }
  const words = explanationWords[language];
  if (shown.format === 'markdown') {
    const { renderExplanationMarkdown, renderExplanationMarkdownLine } =
      await import('../../report/markdown/explanation.ts');
    if (shown.quiet) return renderExplanationMarkdownLine(told, words);
    const wording = { report: await reportWordsFor(language), explanation: words };
    return renderExplanationMarkdown(told, wordsAbout(told, text, context), madeBy(context), wording);
  }
  if (shown.format === 'html') {
    const { renderExplanationHtml } = await import('../../report/html/explanation.ts');
    const wording = { report: await reportWordsFor(language), explanation: words };
    const about = wordsAbout(told, text, context);
    return renderExplanationHtml(told, about, madeBy(context), wording, reportTools.sha256);
  }
  const style = styleOf(shown, io);
  return shown.quiet
    ? renderExplanationQuiet(told, words, style)
    : renderExplanation(told, wordsAbout(told, text, context), words, style);
}

/** What made it, and how. A text that was pasted is not told again: it may hold what the telling line is without. */
const madeBy = ({ given }: Context) => ({
  tool: { name: 'whytls', version } as const,
  run: runInformation(given, given.positionals.length === 0 ? {} : { target: 'TEXT' }),
});

function wordsAbout(
  { diagnoses: named, target }: Explained,
  text: string,
  { wordsOf, language }: Context,
): DiagnosisWords | null {
  const diagnosis = knownDiagnoses.find(({ id }) => id === named[0]?.id);
  if (diagnosis === undefined) return null;
  const words = wordsOf(diagnosis.id);
  const printer = printerOf(text);
  const port = target?.port ?? (printer?.speaksMongodb === true ? 27017 : null);
  return {
    explanation: words.explanation,
    howToCheck: words.howToCheck,
    ...generalTexts(
      generalRemediesOf(diagnosis.id),
      whereabouts(target?.host ?? null, port, printer?.starttls ?? null),
      language,
      printer,
    ),
    sources: diagnosis.sources.map(sourceText),
  };
}

const sourceText = (source: Source): DiagnosisWords['sources'][number] =>
  source.kind === 'rfc' ? { text: reference(source), url: null } : { text: source.title, url: source.url };
