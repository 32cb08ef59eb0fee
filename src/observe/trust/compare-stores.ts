/**
 * The trust stores of this machine side by side: the answer to "it works in curl and fails in Java". Read where the store that
 * decides refuses a path, or where somebody asks; the straight path does without.
 */
import type { Signal } from '../../base/signal.ts';
import type { Certificate } from '../../x509/pki/certificate.ts';
import type { PythonTrust } from '../environment/ask-python.ts';
import { observeMachine } from '../environment/machine.ts';
import type { Observation, TrustStoreObservation } from '../observation.ts';
import { certificatesSeen } from './certificates-seen.ts';
import { decidingTrustSource } from './deciding-store.ts';
import type { TrustOptions, TrustPorts } from './deciding-store.ts';
import { javaSources } from './java-stores.ts';
import { keychainSource, nodeSource, windowsSource } from './node-stores.ts';
import { bundles, opensslSource } from './openssl-store.ts';
import { certifiSource, knownPython, pythonSource } from './python-stores.ts';
import { newestRootOf, observeStore, readPemStore } from './trust-source.ts';
import type { TrustSource } from './trust-source.ts';

/** The observation with every other store of the machine, after the one that decides. */
export async function compareStores(
  observation: Observation,
  ports: TrustPorts,
  options: TrustOptions,
  signal?: Signal,
): Promise<Observation> {
  const certificates = certificatesSeen(observation.endpoints);
  const deciding = await decidingTrustSource(ports, options);
  const asking = knownPython(ports, options.env, { localPython: options.localPython, signal });
  const others = (await allSources(ports, options, signal, asking)).filter(
    ({ name, path }) => name !== deciding.name || path !== deciding.path,
  );
  const python = await asking;
  return {
    ...observation,
    machine: observeMachine(ports),
    ...(python === null ? {} : { python: python.seen }),
    trustStores: [
      observeInFull(deciding, certificates, true),
      ...others.map((source) => observeInFull(source, certificates, false)),
    ],
  };
}

/** A store with the age of its newest root: what tells one that was never updated. */
function observeInFull(
  source: TrustSource,
  certificates: readonly Certificate[],
  decides: boolean,
): TrustStoreObservation {
  const seen = observeStore(source, certificates, decides);
  if (seen.content.kind !== 'completed' || !source.store.ok || !decides) return seen;
  const newest = newestRootOf(source.store.value);
  return newest !== null
    ? { ...seen, content: { ...seen.content, value: { ...seen.content.value, newestRootFrom: newest } } }
    : seen;
}

/**
 * Every store by which a client on this machine decides, under its variables, in the order in which they are shown. `asking`:
 * Python, which starts while the files are read.
 */
export async function allSources(
  ports: TrustPorts,
  { env, localPython }: Pick<TrustOptions, 'env' | 'localPython'>,
  signal?: Signal,
  asking = knownPython(ports, env, { localPython, signal }),
): Promise<readonly TrustSource[]> {
  const sources = await systemSources(ports, env);
  const node = await nodeSource(ports, env);
  const java = await javaSources(ports, env);
  const python = await asking;
  return [
    ...sources,
    ...(python === null ? [] : pythonSources(ports, env, python.trust, sources)),
    ...(node.name === 'node' ? [node] : [node, await nodeSource(ports, {})]),
    ...java,
  ];
}

/** What OpenSSL takes, with the variables and without; the one file of the distribution; what the operating system trusts. */
async function systemSources(ports: TrustPorts, env: TrustOptions['env']): Promise<readonly TrustSource[]> {
  const isWindows = ports.platform === 'win32';
  const sources: TrustSource[] = [];
  const set = opensslSource(ports, env);
  if (set.name !== 'system' || !isWindows) sources.push(set);
  if (set.name !== 'system' && !isWindows) sources.push(opensslSource(ports, {}));
  const bundle = bundles.find((path) => ports.files.realPath(path).ok);
  if (bundle !== undefined && !sources.some(({ path }) => isSameFile(ports, path, bundle)))
    sources.push({ name: 'systemBundle', path: bundle, folders: [], store: readPemStore(ports.files, bundle) });
  if (ports.platform === 'darwin') sources.push(await keychainSource(ports));
  if (isWindows) sources.push(await windowsSource(ports));
  return sources;
}

/** Certifi, and Python's own OpenSSL where that looks elsewhere than the system's. */
function pythonSources(
  ports: TrustPorts,
  env: TrustOptions['env'],
  python: PythonTrust,
  known: readonly TrustSource[],
): readonly TrustSource[] {
  const own = pythonSource(ports, env, python);
  const isKnown = ports.platform === 'win32' || known.some(({ path }) => isSameFile(ports, path, own.path));
  return [...(isKnown ? [] : [own]), ...(python.certifi === null ? [] : [certifiSource(ports, python)])];
}

function isSameFile({ files }: TrustPorts, a: string | null, b: string | null): boolean {
  if (a === null || b === null || a === b) return a === b;
  const [realA, realB] = [files.realPath(a), files.realPath(b)];
  return realA.ok && realB.ok && realA.value === realB.value;
}
