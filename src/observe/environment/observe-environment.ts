import type { Signal } from '../../base/signal.ts';
import type { Ports } from '../../net/ports.ts';
import { attemptFailed, completed } from '../attempt.ts';
import type { EnvironmentObservation, RootSeen, StoreSeen } from '../environment.ts';
import { allSources } from '../trust/compare-stores.ts';
import type { TrustPorts } from '../trust/deciding-store.ts';
import { opensslFolder } from '../trust/openssl-store.ts';
import type { Environment } from '../trust/openssl-store.ts';
import type { TrustSource } from '../trust/trust-source.ts';
import { askPrograms } from './ask-programs.ts';
import { observeMachine } from './machine.ts';
import { readOpensslConfiguration } from './openssl-configuration.ts';
import { observeVariables } from './variables.ts';

export interface EnvironmentOptions {
  readonly env: Environment;
  /** False: no program is run. */
  readonly run: boolean;
  readonly signal?: Signal | undefined;
}

/** Looks at this machine as its TLS clients do: stores, variables, programs, configuration. No connection is made. */
export async function observeEnvironment(
  ports: TrustPorts & Pick<Ports, 'clock'>,
  { env, run, signal }: EnvironmentOptions,
): Promise<EnvironmentObservation> {
  const observedAt = ports.clock.now();
  const [sources, programs] = await Promise.all([
    allSources(ports, { env, localPython: run }, signal),
    askPrograms(ports, env, { run, timeoutMs: programTimeoutMs, ...(signal === undefined ? {} : { signal }) }),
  ]);
  const policy = ports.files.read('/etc/crypto-policies/state/current', 4096);
  return {
    observedAt,
    machine: observeMachine(ports),
    stores: sources.map((source) => observeWhole(source, observedAt)),
    variables: observeVariables(ports, env),
    programs,
    openssl: configurationOf(ports, env),
    cryptoPolicy: policy.ok ? new TextDecoder().decode(policy.value).trim() : null,
  };
}

function observeWhole({ name, path, folders, store }: TrustSource, at: number): StoreSeen {
  if (!store.ok) return { name, path, folders, content: attemptFailed(store.problem) };
  const roots = store.value.all().toSorted((a, b) => a.notBefore - b.notBefore);
  const seen = (root: (typeof roots)[number] | undefined): RootSeen | null =>
    root === undefined ? null : { subject: root.subject.rfc4514, notBefore: root.notBefore };
  return {
    name,
    path,
    folders,
    content: completed({
      certificates: store.value.size,
      newest: seen(roots.at(-1)),
      oldest: seen(roots[0]),
      expired: roots.filter(({ notAfter }) => notAfter < at).length,
    }),
  };
}

function configurationOf({ files }: Pick<Ports, 'files'>, env: Environment): EnvironmentObservation['openssl'] {
  const given = env['OPENSSL_CONF'];
  if (given !== undefined && given !== '') return readOpensslConfiguration(files, given);
  const folder = opensslFolder(files);
  return folder === null ? null : readOpensslConfiguration(files, `${folder}/openssl.cnf`);
}

const programTimeoutMs = 5000;
