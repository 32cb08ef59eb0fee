import { faultById } from '../../src/lab/lab.ts';
import type { LabContext, RunningFault } from '../../src/lab/fault.ts';
import { nodeClock } from '../../src/net/node/clock.ts';
import { nodeLoopback } from '../../src/net/node/loopback.ts';
import { value } from '../support/result.ts';

/** This machine, as faults see it. */
export const context: LabContext = { loopback: nodeLoopback, clock: nodeClock };

/** Starts a fault by its id; {@link stopAll} ends it. */
export async function start(id: string): Promise<RunningFault> {
  const fault = faultById(id);
  if (fault === null) throw new Error(`no such fault: ${id}`);
  const started = value(await fault.start(context));
  up.push(started);
  return started;
}

/** For `afterEach`. */
export async function stopAll(): Promise<void> {
  await Promise.all(up.splice(0).map((started) => started.stop()));
}

const up: RunningFault[] = [];
