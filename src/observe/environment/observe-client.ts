/** The machine and the Python on it, where something was found whose remedies differ by them. */
import type { Signal } from '../../base/signal.ts';
import type { Observation, PythonSeen } from '../observation.ts';
import type { TrustOptions } from '../trust/deciding-store.ts';
import { knownPython } from '../trust/python-stores.ts';
import type { PythonPorts } from '../trust/python-stores.ts';
import { observeMachine } from './machine.ts';

/** What Python says of itself; null: there is none, or it may not be asked. */
export const askClient = async (
  ports: PythonPorts,
  { env, localPython }: Pick<TrustOptions, 'env' | 'localPython'>,
  signal?: Signal,
): Promise<PythonSeen | null> => (await knownPython(ports, env, { localPython, signal }))?.seen ?? null;

/** The observation with what is not in it yet. */
export async function observeClient(
  observation: Observation,
  ports: PythonPorts,
  options: Pick<TrustOptions, 'env' | 'localPython'>,
  signal?: Signal,
): Promise<Observation> {
  const python = observation.python ?? (await askClient(ports, options, signal));
  return {
    ...observation,
    machine: observation.machine ?? observeMachine(ports),
    ...(python === null ? {} : { python }),
  };
}
