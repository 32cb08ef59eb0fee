/** `whytls demo`: starts a few lab faults, probes each as a user would, prints the reports, and says whether all were named rightly. */
import { interruption } from '../../base/signal.ts';
import type { Signal } from '../../base/signal.ts';
import type { Language } from '../../diagnose/define.ts';
import { faultById } from '../../lab/lab.ts';
import type { Report } from '../../report/report.ts';
import { padded, width } from '../../report/text/layout.ts';
import { asciiGlyphs, unicodeGlyphs } from '../../report/text/style.ts';
import type { TextStyle } from '../../report/text/style.ts';
import { renderText } from '../../report/text/text.ts';
import { reportWordsFor } from '../compose.ts';
import { exitCodes } from '../exit-code.ts';
import { faultTitle } from '../lab/fault-titles.ts';
import { commandLine, startLab } from '../lab/session.ts';
import type { LabEntry } from '../lab/session.ts';
import { examine } from '../probe/examine.ts';
import { readSettings } from '../probe/settings.ts';
import type { Io } from '../terminal/io.ts';
import { styleFor } from '../terminal/terminal.ts';
import { readArguments } from '../usage/args.ts';
import type { Arguments } from '../usage/args.ts';

/** What the demo shows: a sound server, and faults of every family. */
const shownFaults: readonly string[] = [
  'healthy',
  'cert-expired',
  'self-signed-leaf',
  'untrusted-root',
  'missing-intermediate',
  'hostname-mismatch',
  'cert-revoked',
  'ocsp-staple-expired',
  'protocol-version',
  'no-shared-cipher',
  'plaintext-http',
  'unexpected-eof',
  'connection-refused',
];

interface Outcome {
  readonly fault: string;
  readonly expected: string;
  readonly found: string;
  readonly isRight: boolean;
}

/** Exit code 0: every fault was named rightly, and the sound server was called sound. */
export async function runDemo({ values }: Arguments, language: Language, io: Io): Promise<number> {
  const interrupted = interruption();
  const stopListening = io.onInterrupt(() => interrupted.abort());
  const faults = shownFaults.map(faultById).filter((fault) => fault !== null);
  const style = styleFor(io, String(values.get('color') ?? 'auto'), {
    verbose: values.get('verbose') === true,
    toFile: false,
  });
  const words = await reportWordsFor(language);
  const session = await startLab(faults);
  const outcomes: Outcome[] = [];
  try {
    for (const entry of session.entries) {
      if (interrupted.signal.aborted) break;
      const report = await probeEntry(entry, io, language, interrupted.signal);
      outcomes.push(outcomeOf(entry, report));
      io.out.write(`${heading(entry, style, language)}\n`);
      if (report !== null) io.out.write(`${renderText(report, words, style)}\n`);
    }
  } finally {
    await session.stop();
    stopListening();
  }
  io.out.write(summary(outcomes, style, language));
  if (interrupted.signal.aborted) return exitCodes.interrupted;
  return outcomes.every(({ isRight }) => isRight) ? exitCodes.ok : exitCodes.found;
}

function heading({ fault, up }: LabEntry, { paint }: TextStyle, language: Language): string {
  const command = up === null ? '' : `\n$ ${commandLine(up)}\n`;
  return `${paint.bold(`# ${fault.id}: ${faultTitle(fault, language)}`)}${command}`;
}

/** Reads the very command line that is printed, so that what the demo shows is what the user gets. */
async function probeEntry({ up }: LabEntry, io: Io, language: Language, signal: Signal): Promise<Report | null> {
  if (up === null) return null;
  const given = readArguments(up.argv);
  const settings = given === null ? null : await readSettings(given, { ...io.env, ...up.env });
  if (settings === null || !settings.ok) throw new Error(`the demo's own command line is wrong: ${up.argv.join(' ')}`);
  const { target, at } = settings.value;
  const options = { ...settings.value.options, clientCredential: null };
  const words = await reportWordsFor(language);
  return (await examine({ target, options, at, words, hooks: { signal } })).report;
}

function outcomeOf({ fault }: LabEntry, report: Report | null): Outcome {
  const causes = (report?.findings ?? []).filter(({ rootCause, severity }) => rootCause && severity === 'error');
  const found = report === null ? '-' : causes.map(({ id }) => id).join(', ') || report.verdict;
  const expected = fault.diagnosis ?? 'ok';
  return { fault: fault.id, expected, found, isRight: found === expected };
}

function summary(outcomes: readonly Outcome[], { paint, unicode }: TextStyle, language: Language): string {
  const words = demoWords[language];
  const glyphs = unicode ? unicodeGlyphs : asciiGlyphs;
  const rows = [{ fault: words.fault, expected: words.expected, found: words.found }, ...outcomes];
  const column = (of: 'fault' | 'expected' | 'found') => Math.max(...rows.map((row) => width(row[of]))) + 2;
  const line = (row: { readonly fault: string; readonly expected: string; readonly found: string }) =>
    padded(row.fault, column('fault')) + padded(row.expected, column('expected')) + row.found;
  const right = outcomes.filter(({ isRight }) => isRight).length;
  return `${[
    `  ${' '.repeat(width(glyphs.ok))}${paint.bold(line(rows[0] ?? { fault: '', expected: '', found: '' }))}`,
    ...outcomes.map((row) => {
      const sign = row.isRight ? paint.green(glyphs.ok) : paint.red(glyphs.fail);
      return `${sign}${' '.repeat(2 + width(glyphs.ok) - width(row.isRight ? glyphs.ok : glyphs.fail))}${line(row)}`;
    }),
    '',
    words.right(right, outcomes.length),
  ].join('\n')}\n`;
}

const demoWords = {
  en: {
    fault: 'server',
    expected: 'expected',
    found: 'found',
    right: (right: number, all: number) => `${right} of ${all} named rightly.`,
  },
  zh: {
    fault: '服务器',
    expected: '应为',
    found: '判断为',
    right: (right: number, all: number) => `${all} 个中有 ${right} 个判断正确。`,
  },
} satisfies Record<Language, unknown>;
