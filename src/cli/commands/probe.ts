/** `whytls <target>`: one probe, one report. */
import { interruption } from '../../base/signal.ts';
import type { Arguments } from '../usage/args.ts';
import { ports, reportWordsFor } from '../compose.ts';
import { clientFileUsage, readClientCredential } from '../probe/credentials.ts';
import { examine } from '../probe/examine.ts';
import { exitCodeOf, exitCodes } from '../exit-code.ts';
import type { Io } from '../terminal/io.ts';
import { startProgress } from '../terminal/progress.ts';
import { deliver, render } from '../render.ts';
import { shownReport } from '../redact-report.ts';
import { runInformation } from '../probe/run-information.ts';
import { readSettings } from '../probe/settings.ts';
import { unreadCrls, unreadStore } from '../probe/unread-files.ts';
import type { UsageProblem } from '../usage/usage-problem.ts';
import { version } from '../version.ts';
import type { Language } from '../../diagnose/define.ts';
import type { Observation } from '../../observe/observation.ts';
import type { SavedBy, SavedObservation } from '../../observe/stored/saved.ts';
import { renderJson } from '../../report/json.ts';

/** Probes, prints, and gives the exit code. */
export async function runProbe(given: Arguments, language: Language, io: Io): Promise<number> {
  const refuse = async (problem: UsageProblem): Promise<number> => {
    const { usageLine } = await import('../usage/usage-problem.ts');
    io.err.write(`${usageLine(problem, language)}\n`);
    return exitCodes.usage;
  };
  const settings = await readSettings(given, io.env);
  if (!settings.ok) return refuse(settings.problem);
  const { target, at, shown, keyFile, keyPassword, refusal } = settings.value;
  const { client } = settings.value.options;
  const credential = await readClientCredential(keyFile, keyPassword, ports().files, client.speaks === 'mongodb');
  const options = { ...settings.value.options, clientCredential: credential.ok ? credential.value : null };
  const stillborn = refusal !== null || !credential.ok;

  const run = runInformation(given, {
    target: target.input,
    ...(options.proxy === null ? {} : { proxy: options.proxy.shown }),
  });
  const interrupted = interruption();
  const stopListening = io.onInterrupt(() => interrupted.abort());
  const progress = startProgress(io, language, shown.quiet || shown.format !== 'text');
  const words = await reportWordsFor(language);
  const hooks = { signal: interrupted.signal, progress: progress.step };
  const { observation, report } = await examine({
    target,
    options,
    at,
    words,
    hooks,
    run,
    ...(stillborn ? { stillborn: { clientFile: credential.ok ? null : credential.problem } } : {}),
  }).finally(() => {
    progress.stop();
    // From here on an interruption may end us at once, even while nobody reads what we write.
    stopListening();
  });

  const text = await render(await shownReport(report, observation, shown), shown, words, io);
  const by: SavedBy = { version, client: client.id, at, run };
  const unsaved = settings.value.save === null ? null : save(observation, by, settings.value.save, io);
  const problem = unsaved ?? deliver(text, shown, io);
  if (problem !== null) return refuse(problem);
  // The report has the finding and what clients print; the exit code says that our own input is at fault.
  if (refusal !== null) return refuse({ kind: 'options', client: client.shortName, ...refusal });
  if (!credential.ok) return refuse(clientFileUsage(credential.problem));
  const unread = unreadStore(observation) ?? unreadCrls(observation);
  if (unread !== null) return refuse(unread);
  if (!interrupted.signal.aborted) return exitCodeOf(report, shown.failOn);
  io.err.write(`${words.labels.interrupted}\n`);
  return exitCodes.interrupted;
}

function save(observation: Observation, by: SavedBy, path: string, io: Io): UsageProblem | null {
  const saved: SavedObservation = { ...observation, saved: by };
  const written = io.writeFile(path, renderJson(saved));
  return written.ok ? null : { kind: 'unwritable', option: '--save', path, code: written.problem };
}
