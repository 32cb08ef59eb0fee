/** Trust stores that are read through Node: the roots that it brings along, and those of the operating system. */
import { utf8 } from '../../base/octets.ts';
import { failed, ok } from '../../base/result.ts';
import type { Ports } from '../../net/ports.ts';
import { readPemCertificates } from '../../x509/pki/pem.ts';
import { indexCertificates } from '../../x509/verify/trust-store.ts';
import type { TrustStore } from '../../x509/verify/trust-store.ts';
import type { TrustStoreProblem } from '../observation.ts';
import type { Environment } from './openssl-store.ts';
import { maxStoreOctets } from './trust-source.ts';
import type { TrustSource } from './trust-source.ts';

/**
 * The roots of Node itself, and with them those of NODE_EXTRA_CA_CERTS where it names a file that can be read; Node goes on with
 * a warning where it does not.
 */
export async function nodeSource(ports: Pick<Ports, 'files' | 'bundledRoots'>, env: Environment): Promise<TrustSource> {
  const bundled = certificatesIn(await ports.bundledRoots());
  const path = env['NODE_EXTRA_CA_CERTS'] ?? '';
  const extra = path === '' ? null : ports.files.read(path, maxStoreOctets);
  if (extra?.ok !== true) return { name: 'node', path: null, folders: [], store: ok(indexCertificates(bundled)) };
  const store = indexCertificates([...bundled, ...readPemCertificates(extra.value)]);
  return { name: 'nodeExtra', path, folders: [], store: ok(store) };
}

/** What Windows trusts. Problems: `notReadable` of this Node. */
export async function windowsSource(ports: Pick<Ports, 'systemRoots'>): Promise<TrustSource> {
  const roots = await ports.systemRoots();
  return { name: 'windows', path: null, folders: [], store: roots.ok ? filled(roots.value) : roots };
}

const certificatesIn = (pems: readonly string[]): Uint8Array[] => readPemCertificates(utf8(pems.join('\n')));

function filled(
  roots: readonly string[],
): ReturnType<typeof ok<TrustStore>> | ReturnType<typeof failed<TrustStoreProblem>> {
  const store = indexCertificates(certificatesIn(roots));
  return store.size === 0 ? failed({ kind: 'other', code: 'notReadable' }) : ok(store);
}
