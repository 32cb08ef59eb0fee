/** Trust stores that are read through Node: the roots that it brings along, and those of the operating system. */
import { latin1, utf8 } from '../../base/octets.ts';
import { failed, ok } from '../../base/result.ts';
import type { Ports } from '../../net/ports.ts';
import { readPemCertificates } from '../../x509/pki/pem.ts';
import { indexCertificates } from '../../x509/verify/trust-store.ts';
import type { TrustStoreName, TrustStoreProblem } from '../observation.ts';
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
  const store = indexCertificates(distinct([...bundled, ...readPemCertificates(extra.value)]));
  return { name: 'nodeExtra', path, folders: [], store: ok(store) };
}

/** What Windows trusts. Problem: notReadableHere. */
export const windowsSource = (ports: Pick<Ports, 'systemRoots'>): Promise<TrustSource> => ofTheSystem('windows', ports);

/** What macOS trusts. Problem: notReadableHere. */
export const keychainSource = (ports: Pick<Ports, 'systemRoots'>): Promise<TrustSource> =>
  ofTheSystem('keychain', ports);

async function ofTheSystem(
  name: Extract<TrustStoreName, 'windows' | 'keychain'>,
  ports: Pick<Ports, 'systemRoots'>,
): Promise<TrustSource> {
  const roots = await ports.systemRoots();
  const store = indexCertificates(distinct(certificatesIn(roots.ok ? roots.value : [])));
  const found = store.size === 0 ? failed<TrustStoreProblem>({ kind: 'notReadableHere' }) : ok(store);
  return { name, path: null, folders: [], store: found };
}

/** What stands in two places is one root all the same. */
const distinct = (certificates: readonly Uint8Array[]): Iterable<Uint8Array> =>
  new Map(certificates.map((der) => [latin1(der), der])).values();

const certificatesIn = (pems: readonly string[]): Uint8Array[] => readPemCertificates(utf8(pems.join('\n')));
