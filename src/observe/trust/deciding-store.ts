import type { Trusts } from '../../clients/profile.ts';
import type { Ports } from '../../net/ports.ts';
import { opensslSource, pyopensslSource } from './openssl-store.ts';
import type { Environment } from './openssl-store.ts';
import { readPemStore } from './trust-source.ts';
import type { TrustSource } from './trust-source.ts';

/** Where a client finds its trust anchors. */
export interface TrustOptions {
  /** PEM file of the only trust anchors; null: the client's default store. */
  readonly tlsCAFile: string | null;
  readonly client: { readonly trusts: Trusts };
  readonly env: Environment;
}

/** What is asked of the machine for it. */
export type TrustPorts = Pick<Ports, 'files' | 'bundledRoots' | 'systemRoots' | 'platform'>;

/**
 * Reads the store that decides: `tlsCAFile` and nothing else, or the one that the client takes by default. A store that cannot be
 * had is a problem in the source, and no other one takes its place.
 */
export async function decidingTrustSource(ports: TrustPorts, options: TrustOptions): Promise<TrustSource> {
  const { tlsCAFile, client, env } = options;
  if (tlsCAFile !== null) {
    return { name: 'tlsCAFile', path: tlsCAFile, folders: [], store: readPemStore(ports.files, tlsCAFile) };
  }
  if (client.trusts === 'node') return (await import('./node-stores.ts')).nodeSource(ports, env);
  // Python hands its OpenSSL what Windows trusts; either variable takes its place (PyMongo 4.18).
  if (ports.platform === 'win32' && env['SSL_CERT_FILE'] === undefined && env['SSL_CERT_DIR'] === undefined) {
    const { nodeSource, windowsSource } = await import('./node-stores.ts');
    const windows = await windowsSource(ports);
    // A Node that cannot read it has roots of its own, which are much the same.
    return windows.store.ok ? windows : nodeSource(ports, {});
  }
  return client.trusts === 'pyopenssl' ? pyopensslSource(ports, env) : opensslSource(ports, env);
}
