/** The main job from a target to a report: probe, read as the client does, judge, report. `probe`, `demo` and the library do this. */
import type { UnixMs } from '../../base/time.ts';
import { askOnce } from '../../net/ask-once.ts';
import type { ClientProfile } from '../../clients/profile.ts';
import type { Facts } from '../../observe/facts.ts';
import { chosenIn } from '../../observe/chosen.ts';
import type { askClient } from '../../observe/environment/observe-client.ts';
import { interpret } from '../../observe/interpret/interpret.ts';
import type { ClientFileProblem, Observation } from '../../observe/observation.ts';
import type { ProbeHooks, ProbeOptions } from '../../observe/probe/options.ts';
import { probe } from '../../observe/probe/run.ts';
import { isWorthComparing } from '../../observe/trust/worth-comparing.ts';
import type { Target } from '../../observe/target.ts';
import type { Run } from '../../observe/stored/saved.ts';
import { unprobed } from '../../observe/unprobed.ts';
import { buildReport } from '../../report/report.ts';
import type { Report } from '../../report/report.ts';
import type { ReportWords } from '../../report/words/words.ts';
import { ports, reportTools, wordingFor } from '../compose.ts';
import { judgeSeen } from './judge-seen.ts';
import type { Judged } from './judge-seen.ts';
import { version } from '../version.ts';

/** What is to be examined, how, and as of when. */
export interface Examination {
  readonly target: Target;
  readonly options: ProbeOptions;
  /** The time that dates are judged at; null: when they are seen. */
  readonly at: UnixMs | null;
  readonly words: ReportWords;
  readonly hooks?: ProbeHooks;
  /** How whytls was called, for the report; absent: by the library. */
  readonly run?: Run;
  /** The client would not begin, and neither do we: what it says is told by the report alone. */
  readonly stillborn?: { readonly clientFile: ClientFileProblem | null };
}

/** Never throws for what a peer does. */
export async function examine(
  examination: Examination,
): Promise<{ readonly observation: Observation; readonly report: Report }> {
  const { target, options, at, words, hooks, stillborn } = examination;
  const { client } = options;
  const machine = askOnce(ports());
  const reading = at === null ? { client } : { client, at };
  const isPymongo = client.id.startsWith('pymongo');
  // Words and programs take their time to come; the network takes its own.
  const amiss: ProbeHooks['amiss'] = (how) => {
    if (how === 'path' || (how === 'nothingInCommon' && isPymongo))
      void askPythonEarly(machine, options, hooks?.signal);
    // Not before programs and connections are on their way: it keeps this processor busy.
    machine.clock.after(0, () => void wordingFor(words.language));
  };
  let observation =
    stillborn === undefined
      ? await probe(target, options, machine, { ...hooks, amiss })
      : unprobed(target, chosenIn(options), machine.clock.now(), stillborn.clientFile);
  let facts = await interpret(observation, reading);
  const isProbed = stillborn === undefined && hooks?.signal?.aborted !== true;
  if (isProbed && (options.allStores || facts.some(isWorthComparing))) {
    const { compareStores } = await import('../../observe/trust/compare-stores.ts');
    const comparing = compareStores(observation, machine, options, hooks?.signal);
    // Programs take their time to answer. Where all is well, and the user wants to see every store, no words are needed.
    if (facts.some(isWorthComparing)) await wordingFor(words.language);
    observation = await comparing;
    facts = await interpret(observation, reading);
  }
  let judged = await judgeSeen(facts, words.language);
  if (isProbed && isPymongo && judged.asksPython && observation.python === undefined) {
    const { observeClient } = await import('../../observe/environment/observe-client.ts');
    observation = await observeClient(observation, machine, options, hooks?.signal);
    facts = await interpret(observation, reading);
    judged = await judgeSeen(facts, words.language);
  }
  const run = examination.run ?? null;
  return { observation, report: await reportOn({ observation, facts, judged, client, words, version, run }) };
}

/** Whoever asks Python later finds it asked. */
async function askPythonEarly(...[machine, options, signal]: Parameters<typeof askClient>): Promise<void> {
  const { askClient } = await import('../../observe/environment/observe-client.ts');
  await askClient(machine, options, signal);
}

/** The report on an observation that was read as a client would. `version`: of whytls, when it was observed. */
export async function reportOn(given: {
  readonly observation: Observation;
  readonly facts: readonly Facts[];
  /** Absent: not judged yet. */
  readonly judged?: Judged;
  readonly client: ClientProfile;
  readonly words: ReportWords;
  readonly version: string;
  readonly run: Run | null;
}): Promise<Report> {
  const { observation, facts, client, words, run } = given;
  const { verdict, members } = given.judged ?? (await judgeSeen(facts, words.language));
  return buildReport({
    observation,
    facts,
    verdict,
    members,
    client,
    tool: { name: 'whytls', version: given.version },
    run,
    words,
    tools: reportTools,
  });
}
