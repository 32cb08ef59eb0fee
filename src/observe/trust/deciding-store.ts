import type { Trusts } from '../../clients/profile.ts';
import type { Ports } from '../../net/ports.ts';
import { goSource, opensslSource, opensslSourceAt, pyopensslSource } from './openssl-store.ts';
import type { Environment } from './openssl-store.ts';
import { pythonFolder } from './python-folder.ts';
import { readPemStore } from './trust-source.ts';
import type { TrustSource } from './trust-source.ts';

/** Where a client finds its trust anchors. */
export interface TrustOptions {
  /** PEM file of the only trust anchors; null: the client's default store. */
  readonly tlsCAFile: string | null;
  readonly client: { readonly trusts: Trusts };
  readonly env: Environment;
  /** Whether the Python on PATH may be asked. */
  readonly localPython: boolean;
}

/** What is asked of the machine for it. */
export type TrustPorts = Pick<Ports, 'files' | 'programs' | 'bundledRoots' | 'systemRoots' | 'platform'>;

/**
 * Reads the store that decides: `tlsCAFile` and nothing else, or the one that the client takes by default. A store that cannot be
 * had is a problem in the source, and no other one takes its place.
 */
export async function decidingTrustSource(ports: TrustPorts, options: TrustOptions): Promise<TrustSource> {
  const { tlsCAFile, client, env } = options;
  if (tlsCAFile !== null) {
    return { name: 'tlsCAFile', path: tlsCAFile, folders: [], store: readPemStore(ports.files, tlsCAFile) };
  }
  const { trusts } = client;
  const isSet = env['SSL_CERT_FILE'] !== undefined || env['SSL_CERT_DIR'] !== undefined;
  if (trusts === 'node') return (await import('./node-stores.ts')).nodeSource(ports, env);
  if (trusts === 'java') return (await import('./java-stores.ts')).javaSource(ports, env);
  if (trusts === 'certifi' || (trusts === 'pyopenssl' && ports.platform === 'darwin' && !isSet)) {
    const { certifiSource, knownPython } = await import('./python-stores.ts');
    return certifiSource(ports, (await knownPython(ports, env, options))?.trust ?? null);
  }
  // Python hands its OpenSSL what Windows trusts; since PyMongo 4.18 either variable takes its place.
  if (ports.platform === 'win32' && !isSet) {
    const { nodeSource, windowsSource } = await import('./node-stores.ts');
    const windows = await windowsSource(ports);
    // A Node that cannot read it has roots of its own, which are much the same.
    return windows.store.ok ? windows : nodeSource(ports, {});
  }
  const own = trusts === 'python' ? pythonFolder(ports, env) : null;
  if (own !== null) {
    const source = opensslSourceAt(ports, env, own);
    return source.name === 'system' ? { ...source, name: 'python' } : source;
  }
  if (trusts === 'go') return goSource(ports, env);
  return trusts === 'pyopenssl' ? pyopensslSource(ports, env) : opensslSource(ports, env);
}
