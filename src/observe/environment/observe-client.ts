/** The machine and the Python on it, where something was found whose remedies differ by them. */
import type { Signal } from '../../base/signal.ts';
import type { Observation } from '../observation.ts';
import type { TrustOptions } from '../trust/deciding-store.ts';
import { knownPython } from '../trust/python-stores.ts';
import type { PythonPorts } from '../trust/python-stores.ts';
import { observeMachine } from './machine.ts';

/** The observation with what is not in it yet. */
export async function observeClient(
  observation: Observation,
  ports: PythonPorts,
  { env, localPython }: Pick<TrustOptions, 'env' | 'localPython'>,
  signal?: Signal,
): Promise<Observation> {
  const python = observation.python ?? (await knownPython(ports, env, { localPython, signal }))?.seen;
  return {
    ...observation,
    machine: observation.machine ?? observeMachine(ports),
    ...(python === undefined ? {} : { python }),
  };
}
