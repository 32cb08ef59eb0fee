/** A report in the form that was asked for, and where it goes. */
import { renderJson } from '../report/json.ts';
import type { Report } from '../report/report.ts';
import type { TextStyle } from '../report/text/style.ts';
import type { ReportWords } from '../report/words/words.ts';
import { reportTools } from './compose.ts';
import type { Io } from './terminal/io.ts';
import { styleFor } from './terminal/terminal.ts';
import type { Arguments } from './usage/args.ts';
import { textOf } from './usage/option-values.ts';
import type { UsageProblem } from './usage/usage-problem.ts';

/** Forms of a report. */
export type Format = (typeof formats)[number];
const formats = ['text', 'json', 'markdown', 'html'] as const;

/** How a report is to look, and where it is to go. */
export interface OutputSettings {
  readonly format: Format;
  readonly color: string;
  readonly output: string | null;
  readonly quiet: boolean;
  readonly verbose: boolean;
  readonly failOn: 'error' | 'warning';
  /** Placeholders in the place of names. */
  readonly redact: boolean;
}

/** Reads them from a command line; what excludes each other is the caller's to refuse. */
export function outputSettings(values: Arguments['values']): OutputSettings {
  return {
    format:
      values.get('json') === true ? 'json' : (formats.find((known) => known === textOf(values, 'format')) ?? 'text'),
    color: textOf(values, 'color') ?? 'auto',
    output: textOf(values, 'output'),
    quiet: values.get('quiet') === true,
    verbose: values.get('verbose') === true,
    redact: values.get('redact') === true,
    failOn: textOf(values, 'fail-on') === 'warning' ? 'warning' : 'error',
  };
}

/** What two options ask that cannot be had together; null: nothing. */
export function formatClash(values: Arguments['values']): UsageProblem | null {
  const format = values.get('format');
  if (values.get('json') === true && format !== undefined && format !== 'json')
    return { kind: 'exclude', options: ['--json', `--format ${String(format)}`] };
  // What is stored must be what was sent: signatures cannot be checked over anything else.
  if (values.get('redact') === true && values.get('save') !== undefined)
    return { kind: 'exclude', options: ['--redact', '--save'] };
  return values.get('quiet') === true && values.get('verbose') === true
    ? { kind: 'exclude', options: ['--quiet', '--verbose'] }
    : null;
}

/** The report as text of the form that was asked for. */
export async function render(report: Report, settings: OutputSettings, words: ReportWords, io: Io): Promise<string> {
  if (settings.format === 'json') return renderJson(report);
  if (settings.format === 'markdown') {
    const { renderMarkdown, renderMarkdownLine } = await import('../report/markdown/markdown.ts');
    return settings.quiet ? renderMarkdownLine(report, words) : renderMarkdown(report, words);
  }
  if (settings.format === 'html') {
    const { renderHtml } = await import('../report/html/html.ts');
    return renderHtml(report, words, reportTools.sha256);
  }
  const { renderQuiet, renderText } = await import('../report/text/text.ts');
  const style = styleOf(settings, io);
  return settings.quiet ? renderQuiet(report, words, style) : renderText(report, words, style);
}

/** How a report as text is to look. */
export const styleOf = ({ color, verbose, output }: OutputSettings, io: Io): TextStyle =>
  styleFor(io, color, { verbose, toFile: output !== null });

/** Prints it, or writes it to the file that was named. */
export function deliver(text: string, { output }: Pick<OutputSettings, 'output'>, io: Io): UsageProblem | null {
  if (output === null) {
    io.out.write(text);
    return null;
  }
  const written = io.writeFile(output, text);
  return written.ok ? null : { kind: 'unwritable', option: '--output', path: output, code: written.problem };
}
