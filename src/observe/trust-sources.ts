import { toHex } from '../base/octets.ts';
import { failed, ok } from '../base/result.ts';
import type { Result } from '../base/result.ts';
import type { IoProblem } from '../net/io-problem.ts';
import type { Ports } from '../net/ports.ts';
import type { Certificate } from '../x509/pki/certificate.ts';
import { indexTrustStore } from '../x509/verify/trust-store.ts';
import type { TrustStore } from '../x509/verify/trust-store.ts';
import { attemptFailed, completed } from './attempt.ts';
import type { TrustStoreObservation } from './observation.ts';

/** A store as it was read: its certificates are looked up by name, not parsed one and all. */
export interface TrustSource {
  readonly name: TrustStoreObservation['name'];
  readonly path: string | null;
  readonly decides: boolean;
  readonly store: Result<TrustStore, IoProblem | { readonly kind: 'noCertificate'; readonly path: string }>;
}

/** Where a client finds its trust anchors. */
export interface TrustOptions {
  readonly tlsCAFile: string | null;
  readonly sslCertFile: string | null;
}

/**
 * Reads the store that decides: `--tlsCAFile` and nothing else, or the system's, or, where the system has none, the roots that
 * Node brings along.
 */
export async function decidingTrustSource(
  ports: Pick<Ports, 'files' | 'bundledRoots'>,
  options: TrustOptions,
): Promise<TrustSource> {
  if (options.tlsCAFile !== null) {
    return { name: 'tlsCAFile', path: options.tlsCAFile, decides: true, store: readStore(ports, options.tlsCAFile) };
  }
  const system = systemTrustSource(ports, options);
  if (system !== null) return { ...system, decides: true };
  const roots = (await ports.bundledRoots()).join('\n');
  return { name: 'node', path: null, decides: true, store: ok(indexTrustStore(new TextEncoder().encode(roots))) };
}

/** The system's store, as OpenSSL on this machine would find it; null where there is none. */
export function systemTrustSource(ports: Pick<Ports, 'files'>, options: TrustOptions): TrustSource | null {
  if (options.sslCertFile !== null) {
    const path = options.sslCertFile;
    return { name: 'system', path, decides: false, store: readStore(ports, path) };
  }
  for (const path of systemBundles) {
    const store = readStore(ports, path);
    if (store.ok) return { name: 'system', path, decides: false, store };
  }
  return null;
}

function readStore(ports: Pick<Ports, 'files'>, path: string): TrustSource['store'] {
  const content = ports.files.read(path, maxStoreOctets);
  if (!content.ok) return content;
  const store = indexTrustStore(content.value);
  return store.size === 0 ? failed({ kind: 'noCertificate', path }) : ok(store);
}

/** What of a store concerns these chains: the anchors that they name, and the issuers of those. */
export function observeStore(source: TrustSource, certificates: readonly Certificate[]): TrustStoreObservation {
  const { name, path, decides, store } = source;
  if (!store.ok) return { name, path, decides, content: attemptFailed(store.problem) };
  return {
    name,
    path,
    decides,
    content: completed({ certificates: store.value.size, relevant: relevantAnchors(store.value, certificates) }),
  };
}

function relevantAnchors(store: TrustStore, certificates: readonly Certificate[]): readonly string[] {
  const found = new Map<string, Certificate>();
  // What was sent may itself be trusted; whoever issued it may be, under however its name is encoded there.
  for (const { subject } of certificates) {
    for (const anchor of store.byEncodedSubject(subject.der)) found.set(toHex(anchor.der), anchor);
  }
  const issuers = [...certificates, ...found.values()].map(({ issuer }) => issuer.der);
  while (issuers.length > 0 && found.size < maxRelevant) {
    const name = issuers.pop();
    if (name === undefined) break;
    for (const anchor of store.bySubject(name)) {
      const hex = toHex(anchor.der);
      if (found.has(hex)) continue;
      found.set(hex, anchor);
      issuers.push(anchor.issuer.der);
    }
  }
  return [...found.keys()];
}

/** Debian and Alpine; Red Hat; SUSE; BSD and macOS. */
const systemBundles: readonly string[] = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/ssl/cert.pem',
];

/** System bundles are some 250 kB; a store of 16 MiB is a mistake. */
const maxStoreOctets = 16 * 1024 * 1024;

const maxRelevant = 64;
