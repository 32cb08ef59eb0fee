/** `whytls explain`: names the diagnosis of a pasted error, stack trace or log. No network. */
import type { Language, Source, Words } from '../../diagnose/define.ts';
import { whereabouts } from '../../diagnose/remedies/general-remedy.ts';
import { reference } from '../../diagnose/sources.ts';
import { printerOf } from '../../diagnose/text/clients.ts';
import { explained } from '../../report/explanation.ts';
import type { Explained, Explanation } from '../../report/explanation.ts';
import { renderExplanation, renderExplanationQuiet } from '../../report/text/explanation-text.ts';
import type { DiagnosisWords } from '../../report/text/explanation-text.ts';
import { generalTexts } from '../../report/general-remedies.ts';
import { renderJson } from '../../report/json.ts';
import { explanationWords } from '../../report/words/explanation-words.ts';
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
import { styleFor } from '../terminal/terminal.ts';
import { usageLine } from '../usage/usage-problem.ts';
import type { UsageProblem } from '../usage/usage-problem.ts';

/** Reads a text, prints what it means. Exit code 0 whatever it means; 2 where there is nothing that can be read. */
export async function runExplain(given: Arguments, language: Language, io: Io): Promise<number> {
  const refuse = (problem: UsageProblem): number => {
    io.err.write(`${usageLine(problem, language)}\n`);
    return exitCodes.usage;
  };
  const settings = readExplainSettings(given);
  if (!settings.ok) return refuse(settings.problem);
  const { source, output } = settings.value;
  const [wordsOf, titleOf] = await Promise.all([knownWords(language), titlesIn(language)]);
  if (source.kind === 'batch') return runExplainBatch(source.path, titleOf, language, io);
  const color = String(given.values.get('color') ?? 'auto');
  const text = await textFor(source, settings.value, { wordsOf, titleOf, language, color }, io);
  if (!text.ok) return refuse(text.problem);
  if (output === null) {
    io.out.write(text.value);
    return exitCodes.ok;
  }
  const written = io.writeFile(output, text.value);
  if (!written.ok) return refuse({ kind: 'unwritable', option: '--output', path: output, code: written.problem });
  return exitCodes.ok;
}

interface Context {
  readonly wordsOf: (id: string) => Words;
  readonly titleOf: (id: string) => string | null;
  readonly language: Language;
  readonly color: string;
}

type Text = { readonly ok: true; readonly value: string } | { readonly ok: false; readonly problem: UsageProblem };

async function textFor(
  source: Exclude<ExplainSettings['source'], { kind: 'batch' }>,
  settings: ExplainSettings,
  context: Context,
  io: Io,
): Promise<Text> {
  const { language, color } = context;
  const { format, output } = settings;
  if (source.kind === 'list') {
    const style = styleFor(io, color, { verbose: false, toFile: output !== null });
    return { ok: true, value: await listText(format, language, style) };
  }
  if (source.kind === 'file' && source.path === null && io.isInputTerminal)
    return { ok: false, problem: { kind: 'noText' } };
  const page = source.kind === 'text' ? await pageText(source.text, format, language) : null;
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
  return { ok: true, value: explanationText(paste.value, told, settings, context, io) };
}

function explanationText(text: string, told: Explained, settings: ExplainSettings, context: Context, io: Io): string {
  const { language, color } = context;
  if (settings.format === 'json') {
    const json: Explanation = { schema: 'whytls.explanation/1', id: null, language, ...told, error: null };
    return renderJson(json);
  }
  const style = styleFor(io, color, { verbose: false, toFile: settings.output !== null });
  const words = explanationWords[language];
  return settings.quiet
    ? renderExplanationQuiet(told, words, style)
    : renderExplanation(told, wordsAbout(told, text, context), words, style);
}

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

const sourceText = (source: Source): string =>
  source.kind === 'rfc' ? reference(source) : `${source.title}: ${source.url}`;
