/** `whytls <target>`: one probe, one report. */
import type { Arguments } from '../args.ts';
import { ports, wordingFor } from '../compose.ts';
import { clientFileUsage, readClientCredential } from '../credentials.ts';
import { examine } from '../examine.ts';
import { exitCodeOf, exitCodes } from '../exit-code.ts';
import type { Io } from '../io.ts';
import { startProgress } from '../progress.ts';
import { readSettings } from '../settings.ts';
import type { ProbeSettings } from '../settings.ts';
import { styleFor } from '../terminal.ts';
import { usageLine } from '../usage-problem.ts';
import type { UsageProblem } from '../usage-problem.ts';
import type { Language } from '../../diagnose/define.ts';
import type { Observation } from '../../observe/observation.ts';
import { renderJson } from '../../report/json.ts';
import type { Report } from '../../report/report.ts';
import { renderQuiet, renderText } from '../../report/text.ts';
import type { ReportWords } from '../../report/words/words.ts';

/** Probes, prints, and gives the exit code. */
export async function runProbe(given: Arguments, language: Language, io: Io): Promise<number> {
  const refuse = (problem: UsageProblem): number => {
    io.err.write(`${usageLine(problem, language)}\n`);
    return exitCodes.usage;
  };
  const settings = await readSettings(given, io.env);
  if (!settings.ok) return refuse(settings.problem);
  const { target, at, failOn, keyFile, keyPassword, refusal } = settings.value;
  const { client } = settings.value.options;
  const credential = await readClientCredential(keyFile, keyPassword, ports().files, client.speaks === 'mongodb');
  const options = { ...settings.value.options, clientCredential: credential.ok ? credential.value : null };
  const stillborn = refusal !== null || !credential.ok;

  const interruption = new AbortController();
  const stopListening = io.onInterrupt(() => interruption.abort());
  const progress = startProgress(io, language, settings.value.quiet || settings.value.format === 'json');
  const wording = await wordingFor(language);
  const hooks = { signal: interruption.signal, progress: progress.step };
  const { observation, report } = await examine({
    target,
    options,
    at,
    wording,
    hooks,
    ...(stillborn ? { stillborn: { clientFile: credential.ok ? null : credential.problem } } : {}),
  }).finally(() => {
    progress.stop();
    // From here on an interruption may end us at once, even while nobody reads what we write.
    stopListening();
  });

  const text = render(report, settings.value, wording.report, String(given.values.get('color') ?? 'auto'), io);
  const problem = deliver(text, observation, settings.value, io);
  if (problem !== null) return refuse(problem);
  // The report has the finding and what clients print; the exit code says that our own input is at fault.
  if (refusal !== null) return refuse({ kind: 'options', client: client.shortName, ...refusal });
  if (!credential.ok) return refuse(clientFileUsage(credential.problem));
  const unread = unreadStore(observation) ?? unreadCrls(observation);
  if (unread !== null) return refuse(unread);
  if (!interruption.signal.aborted) return exitCodeOf(report, failOn);
  io.err.write(`${wording.report.labels.interrupted}\n`);
  return exitCodes.interrupted;
}

/** `--tlsCAFile` could not be used: without it there is nothing to judge by. */
function unreadStore({ trustStores }: Observation): UsageProblem | null {
  for (const { name, path, content } of trustStores) {
    if (name !== 'tlsCAFile' || content.kind !== 'failed') continue;
    const code = content.problem.kind === 'fileUnreadable' ? content.problem.code : content.problem.kind;
    return { kind: 'unreadable', option: '--tlsCAFile', path: path ?? '', code };
  }
  return null;
}

/** A file of revocation lists that gave none: the client could not even start. */
function unreadCrls({ crls = [] }: Observation): UsageProblem | null {
  for (const { from, content } of crls) {
    if (from.kind === 'distributionPoint' || content.kind !== 'failed') continue;
    const { problem } = content;
    const { path } = from;
    const option = `--${from.kind}`;
    if (problem.kind === 'noCrl') return { kind: 'noCrl', option, path };
    const code = problem.kind === 'fileUnreadable' ? problem.code : problem.kind;
    return { kind: 'unreadable', option, path, code };
  }
  return null;
}

function render(report: Report, settings: ProbeSettings, words: ReportWords, color: string, io: Io): string {
  if (settings.format === 'json') return renderJson(report);
  const style = styleFor(io, color, { verbose: settings.verbose, toFile: settings.output !== null });
  return settings.quiet ? renderQuiet(report, words, style) : renderText(report, words, style);
}

function deliver(text: string, observation: Observation, settings: ProbeSettings, io: Io): UsageProblem | null {
  if (settings.save !== null) {
    const saved = io.writeFile(settings.save, renderJson(observation));
    if (!saved.ok) return { kind: 'unwritable', option: '--save', path: settings.save, code: saved.problem };
  }
  if (settings.output === null) {
    io.out.write(text);
    return null;
  }
  const written = io.writeFile(settings.output, text);
  return written.ok ? null : { kind: 'unwritable', option: '--output', path: settings.output, code: written.problem };
}
