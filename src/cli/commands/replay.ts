/** `whytls replay FILE`: an observation that was stored, judged again; nothing is connected to. */
import { failed, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { clientFor, clients, defaultClientFor } from '../../clients/index.ts';
import type { ClientProfile } from '../../clients/profile.ts';
import type { Language } from '../../diagnose/define.ts';
import { interpret } from '../../observe/interpret/interpret.ts';
import type { Observation } from '../../observe/observation.ts';
import { throughOtherEyes } from '../../observe/interpret/other-eyes.ts';
import type { OtherView } from '../../observe/interpret/other-eyes.ts';
import { unprobed } from '../../observe/unprobed.ts';
import { maxSavedOctets, readSaved } from '../../observe/stored/saved.ts';
import type { SavedObservation } from '../../observe/stored/saved.ts';
import type { Arguments } from '../usage/args.ts';
import { ports, reportWordsFor } from '../compose.ts';
import { reportOn } from '../probe/examine.ts';
import { exitCodeOf } from '../exit-code.ts';
import type { Io } from '../terminal/io.ts';
import { driverSettingsFor, refusalOf } from '../probe/driver-settings.ts';
import { deliver, formatClash, outputSettings, render } from '../render.ts';
import { shownReport } from '../redact-report.ts';
import { readReplacements } from '../probe/replace-stores.ts';
import { badValue, readTime, textOf } from '../usage/option-values.ts';
import { refuser } from '../usage/refuse.ts';
import type { UsageProblem } from '../usage/usage-problem.ts';
import { readWhole } from '../input/read-input.ts';
import { version } from '../version.ts';

/** Reads, judges, prints, and gives the exit code. */
export async function runReplay(given: Arguments, language: Language, io: Io): Promise<number> {
  const refuse = refuser(language, io);
  const clash = formatClash(given.values);
  if (clash !== null) return refuse(clash);
  const at = readTime(textOf(given.values, 'at'));
  if (!at.ok) return refuse(at.problem);
  const stored = await readStored(given, io);
  if (!stored.ok) return refuse(stored.problem);
  const { saved, ...seen } = stored.value;
  const client = clientOf(given, stored.value);
  if (!client.ok) return refuse(client.problem);
  const replaced = await readReplacements(seen, given, ports());
  if (!replaced.ok) return refuse(replaced.problem);

  const by = saved === undefined ? defaultClientFor(seen.target) : (clientFor(saved.client) ?? null);
  const { observation, unseen } = await viewOf(replaced.value, by, client.value);
  const judgedAt = at.value ?? saved?.at ?? null;
  const facts = await interpret(observation, {
    client: client.value,
    unseen,
    ...(judgedAt === null ? {} : { at: judgedAt }),
  });
  const words = await reportWordsFor(language);
  const run = saved?.run ?? null;
  const report = await reportOn({
    observation,
    facts,
    client: client.value,
    words,
    version: saved?.version ?? version,
    run,
  });
  const shown = outputSettings(given.values);
  const problem = deliver(await render(await shownReport(report, observation, shown), shown, words, io), shown, io);
  return problem === null ? exitCodeOf(report, shown.failOn) : refuse(problem);
}

async function readStored({ positionals }: Arguments, io: Io): Promise<Result<SavedObservation, UsageProblem>> {
  const [path, another] = positionals;
  if (path === undefined) return failed({ kind: 'noObservation' });
  if (another !== undefined) return failed({ kind: 'unexpectedWord', word: another });
  const octets = await readWhole(path, ports().files, io.input, maxSavedOctets);
  if (!octets.ok) {
    return octets.problem === 'tooLarge'
      ? failed({ kind: 'observation', path, problem: { kind: 'tooLarge' } })
      : failed({ kind: 'unreadable', option: 'replay', path, code: octets.problem });
  }
  const saved = await readSaved(octets.value);
  return saved.ok ? saved : failed({ kind: 'observation', path, problem: saved.problem });
}

/** What the client sees of it: a driver that does not take the options would not even begin, and sees nothing. */
async function viewOf(seen: Observation, by: ClientProfile | null, client: ClientProfile): Promise<OtherView> {
  const told = by?.id === client.id ? null : await driverSettingsFor(seen.target, client);
  if (told === null || refusalOf(told.read) === null) return throughOtherEyes(seen, by, client);
  return { observation: unprobed(seen.target, seen, seen.observedAt, seen.clientFile ?? null), unseen: [] };
}

/** The client that is asked for, or the one that was observed. */
function clientOf(given: Arguments, { saved, target }: SavedObservation): Result<ClientProfile, UsageProblem> {
  const id = textOf(given.values, 'client') ?? saved?.client ?? null;
  const client = id === null ? defaultClientFor(target) : clientFor(id);
  if (client !== undefined) return ok(client);
  const expected = clients.map((known) => known.id).join(', ');
  return badValue('--client', id ?? '', expected);
}
