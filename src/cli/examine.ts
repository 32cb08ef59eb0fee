/** The main job from a target to a report: probe, read as the client does, judge, report. `probe`, `demo` and the library do this. */
import type { UnixMs } from '../base/time.ts';
import { judge } from '../diagnose/run.ts';
import { interpret } from '../observe/interpret.ts';
import type { Observation } from '../observe/observation.ts';
import type { ProbeHooks, ProbeOptions } from '../observe/probe/options.ts';
import { probe } from '../observe/probe/run.ts';
import { isWorthComparing } from '../observe/trust/worth-comparing.ts';
import type { Target } from '../observe/target.ts';
import { buildReport } from '../report/report.ts';
import type { Report } from '../report/report.ts';
import { diagnoses, ports, reportTools } from './compose.ts';
import type { Wording } from './compose.ts';
import { version } from './version.ts';

export interface Examination {
  readonly target: Target;
  readonly options: ProbeOptions;
  /** The time that dates are judged at; null: when they are seen. */
  readonly at: UnixMs | null;
  readonly wording: Wording;
  readonly hooks?: ProbeHooks;
}

/** Never throws for what a peer does. */
export async function examine(
  examination: Examination,
): Promise<{ readonly observation: Observation; readonly report: Report }> {
  const { target, options, at, wording, hooks } = examination;
  const { client } = options;
  const reading = at === null ? { client } : { client, at };
  let observation = await probe(target, options, ports(), hooks);
  let facts = await interpret(observation, reading);
  if ((options.allStores || facts.some(isWorthComparing)) && hooks?.signal?.aborted !== true) {
    const { compareStores } = await import('../observe/trust/compare-stores.ts');
    observation = await compareStores(observation, ports(), options, hooks?.signal);
    facts = await interpret(observation, reading);
  }
  const verdict = judge(facts, diagnoses, wording.diagnosis);
  const report = buildReport({
    observation,
    facts,
    verdict,
    client,
    tool: { name: 'whytls', version },
    words: wording.report,
    tools: reportTools,
  });
  return { observation, report };
}
