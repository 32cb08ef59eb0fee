/** `whytls env`: this machine as a TLS client sees it, without any connection. */
import { interruption } from '../../base/signal.ts';
import { environmentFindings } from '../../diagnose/environment/findings.ts';
import type { Language } from '../../diagnose/define.ts';
import { observeEnvironment } from '../../observe/environment/observe-environment.ts';
import { buildEnvironmentReport } from '../../report/environment-report.ts';
import type { EnvironmentReport } from '../../report/environment-report.ts';
import { renderEnvironmentQuiet, renderEnvironmentText } from '../../report/text/environment-text.ts';
import { renderJson } from '../../report/json.ts';
import { environmentWords } from '../../report/words/environment-words.ts';
import type { ReportWords } from '../../report/words/words.ts';
import type { Arguments } from '../usage/args.ts';
import { ports, wordingFor } from '../compose.ts';
import { exitCodeOf, exitCodes } from '../exit-code.ts';
import type { Io } from '../terminal/io.ts';
import { styleFor } from '../terminal/terminal.ts';
import { usageLine } from '../usage/usage-problem.ts';
import type { UsageProblem } from '../usage/usage-problem.ts';
import { version } from '../version.ts';

/** Looks, prints, and gives the exit code. */
export async function runEnv({ values }: Arguments, language: Language, io: Io): Promise<number> {
  const refuse = (problem: UsageProblem): number => {
    io.err.write(`${usageLine(problem, language)}\n`);
    return exitCodes.usage;
  };
  const asJson = values.get('json') === true || values.get('format') === 'json';
  if (values.get('json') === true && values.get('format') === 'text')
    return refuse({ kind: 'exclude', options: ['--json', '--format text'] });
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
  const text = asJson ? renderJson(report) : render(report, values, wording.report, io);
  const output = values.get('output');
  if (typeof output === 'string') {
    const written = io.writeFile(output, text);
    if (!written.ok) return refuse({ kind: 'unwritable', option: '--output', path: output, code: written.problem });
  } else io.out.write(text);
  if (interrupted.signal.aborted) return exitCodes.interrupted;
  return exitCodeOf(report, values.get('fail-on') === 'warning' ? 'warning' : 'error');
}

function render(report: EnvironmentReport, values: Arguments['values'], words: ReportWords, io: Io): string {
  const toFile = typeof values.get('output') === 'string';
  const style = styleFor(io, String(values.get('color') ?? 'auto'), { verbose: false, toFile });
  const wording = { report: words, environment: environmentWords[words.language] };
  return values.get('quiet') === true
    ? renderEnvironmentQuiet(report, wording, style)
    : renderEnvironmentText(report, wording, style);
}
