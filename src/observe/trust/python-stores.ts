/** The trust stores that the Python on PATH brings along. */
import type { Signal } from '../../base/signal.ts';
import { failed } from '../../base/result.ts';
import type { Ports } from '../../net/ports.ts';
import { askPython } from '../environment/ask-python.ts';
import type { PythonAnswer, PythonTrust } from '../environment/ask-python.ts';
import { opensslSourceAt } from './openssl-store.ts';
import type { Environment } from './openssl-store.ts';
import { readPemStore } from './trust-source.ts';
import type { TrustSource } from './trust-source.ts';

/** What Python is asked through. */
export type PythonPorts = Pick<Ports, 'files' | 'programs' | 'platform'>;

/** Asks Python; null: there is none, it may not be asked, or its answer makes no sense. */
export async function knownPython(
  ports: PythonPorts,
  env: Environment,
  { localPython, signal }: { readonly localPython: boolean; readonly signal?: Signal | undefined },
): Promise<PythonAnswer | null> {
  if (!localPython) return null;
  const answer = await askPython(ports, env, { timeoutMs, ...(signal === undefined ? {} : { signal }) });
  return answer?.ok === true ? answer.value : null;
}

/** The file of certifi. Problem: fileNotFound where Python has no certifi, or could not be asked. */
export function certifiSource({ files }: PythonPorts, python: PythonTrust | null): TrustSource {
  const path = python?.certifi ?? null;
  const store = path === null ? failed({ kind: 'fileNotFound' as const, path: 'certifi' }) : readPemStore(files, path);
  return { name: 'certifi', path, folders: [], store };
}

/** What Python's own OpenSSL takes by default, under the variables. */
export const pythonSource = (ports: PythonPorts, env: Environment, { file, folder }: PythonTrust): TrustSource => ({
  ...opensslSourceAt(ports, env, { file, folder }),
  name: 'python',
});

/** A Python behind the script of a version manager takes a quarter of a second on a busy machine. */
const timeoutMs = 2000;
