/** `whytls env`: this machine as a TLS client sees it, without any connection. */
import { interruption } from '../../base/signal.ts';
import { environmentFindings } from '../../diagnose/environment/findings.ts';
import type { Language } from '../../diagnose/define.ts';
import { observeEnvironment } from '../../observe/environment/observe-environment.ts';
import { buildEnvironmentReport } from '../../report/environment-report.ts';
import type { EnvironmentReport } from '../../report/environment-report.ts';
import { renderEnvironmentQuiet, renderEnvironmentText } from '../../report/text/environment-report.ts';
import { renderJson } from '../../report/json.ts';
import { environmentWords } from '../../report/words/environment-words.ts';
import type { ReportWords } from '../../report/words/words.ts';
import type { Arguments } from '../usage/args.ts';
import { ports, reportTools, wordingFor } from '../compose.ts';
import { exitCodeOf, exitCodes } from '../exit-code.ts';
import { runInformation } from '../probe/run-information.ts';
import { deliver, formatClash, outputSettings, styleOf } from '../render.ts';
import type { OutputSettings } from '../render.ts';
import type { Io } from '../terminal/io.ts';
import { refuser } from '../usage/refuse.ts';
import { version } from '../version.ts';

/** Looks, prints, and gives the exit code. */
export async function runEnv(given: Arguments, language: Language, io: Io): Promise<number> {
  const refuse = refuser(language, io);
  const { values } = given;
  const clash = formatClash(values);
  if (clash !== null) return refuse(clash);
  const interrupted = interruption();
  const stopListening = io.onInterrupt(() => interrupted.abort());
  const seen = await observeEnvironment(ports(), {
    env: io.env,
    run: values.get('run') !== false,
    signal: interrupted.signal,
  });
  stopListening();
  const wording = await wordingFor(language);
  const report = buildEnvironmentReport({
    tool: { name: 'whytls', version },
    runtime: { node: process.versions.node, openssl: process.versions.openssl },
    seen,
    findings: environmentFindings(seen, language, wording.diagnosis),
    words: wording.report,
  });
  const shown = outputSettings(values);
  const problem = deliver(await render(report, given, shown, wording.report, io), shown, io);
  if (problem !== null) return refuse(problem);
  return interrupted.signal.aborted ? exitCodes.interrupted : exitCodeOf(report, shown.failOn);
}

async function render(
  report: EnvironmentReport,
  given: Arguments,
  shown: OutputSettings,
  words: ReportWords,
  io: Io,
): Promise<string> {
  if (shown.format === 'json') return renderJson(report);
  const wording = { report: words, environment: environmentWords[words.language] };
  if (shown.format === 'markdown') {
    const { renderEnvironmentMarkdown, renderEnvironmentMarkdownLine } =
      await import('../../report/markdown/environment-report.ts');
    return shown.quiet
      ? renderEnvironmentMarkdownLine(report, wording)
      : renderEnvironmentMarkdown(report, runInformation(given, {}), wording);
  }
  if (shown.format === 'html') {
    const { renderEnvironmentHtml } = await import('../../report/html/environment-report.ts');
    return renderEnvironmentHtml(report, runInformation(given, {}), wording, reportTools.sha256);
  }
  const style = styleOf(shown, io);
  return shown.quiet ? renderEnvironmentQuiet(report, wording, style) : renderEnvironmentText(report, wording, style);
}
