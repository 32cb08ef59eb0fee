import { unreachable } from '../../base/never.ts';
import { latin1, toHex } from '../../base/octets.ts';
import { failed, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { UnixMs } from '../../base/time.ts';
import type { Ports } from '../../net/ports.ts';
import type { Certificate } from '../../x509/pki/certificate.ts';
import { recognise } from '../../x509/pki/key-files/recognise-file.ts';
import { indexPem } from '../../x509/verify/trust-store.ts';
import type { TrustStore } from '../../x509/verify/trust-store.ts';
import { attemptFailed, completed } from '../attempt.ts';
import { rememberDecoded } from '../interpret/decode-chain.ts';
import type { OtherContent, TrustStoreName, TrustStoreObservation, TrustStoreProblem } from '../observation.ts';

/** A store as it was read: its certificates are looked up by name, not parsed one and all. */
export interface TrustSource {
  readonly name: TrustStoreName;
  readonly path: string | null;
  /** Folders in which is looked for what the file does not hold. */
  readonly folders: readonly string[];
  readonly store: Result<TrustStore, TrustStoreProblem>;
}

/** Reads a file of certificates in PEM, as OpenSSL reads one. Problems: what a file can give, noCertificate, damaged. */
export function readPemStore(files: Ports['files'], path: string): TrustSource['store'] {
  const content = files.read(path, maxStoreOctets);
  if (!content.ok) return content;
  const { store, damaged } = indexPem(content.value);
  if (damaged !== null) return failed({ kind: 'damaged', path, place: damaged });
  return store.size === 0 ? failed({ kind: 'noCertificate', path, holds: contentOf(content.value) }) : ok(store);
}

/** What a file without certificates in PEM holds. */
function contentOf(octets: Uint8Array): OtherContent {
  const file = recognise(octets);
  switch (file.kind) {
    case 'empty':
      return 'nothing';
    case 'pem':
      return 'otherPem';
    case 'pkcs12':
      return 'pkcs12';
    case 'derGiven':
      return file.holds === 'certificate' ? 'derCertificate' : 'otherDer';
    case 'garbage':
      return file.form === 'utf16' || file.form === 'javaKeyStore' ? file.form : 'somethingElse';
    default:
      return unreachable(file);
  }
}

/** notBefore of the newest certificate of a store; null: it holds none. All of them are read for it. */
export function newestRootOf(store: TrustStore): UnixMs | null {
  const newest = store.all().reduce((latest, { notBefore }) => Math.max(latest, notBefore), -Infinity);
  return Number.isFinite(newest) ? newest : null;
}

/** What of a store concerns these chains: the anchors that they name, and the issuers of those. */
export function observeStore(
  { name, path, folders, store }: TrustSource,
  certificates: readonly Certificate[],
  decides: boolean,
): TrustStoreObservation {
  const where = { name, path, ...(folders.length === 0 ? {} : { folders }), decides };
  if (!store.ok) return { ...where, content: attemptFailed(store.problem) };
  return {
    ...where,
    content: completed({
      certificates: store.value.size,
      relevant: anchorsFor(store.value, certificates).map((anchor) => {
        const hex = toHex(anchor.der);
        rememberDecoded(hex, anchor);
        return hex;
      }),
    }),
  };
}

/** Of a store the anchors that these certificates name, those that are among them, and their issuers. */
export function anchorsFor(store: TrustStore, certificates: readonly Certificate[]): readonly Certificate[] {
  const found = new Map<string, Certificate>();
  // What was sent may itself be trusted; whoever issued it may be, under however its name is encoded there.
  for (const { subject } of certificates) {
    for (const anchor of store.byEncodedSubject(subject.der)) found.set(latin1(anchor.der), anchor);
  }
  const issuers = [...certificates, ...found.values()].map(({ issuer }) => issuer.der);
  while (issuers.length > 0 && found.size < maxRelevant) {
    const name = issuers.pop();
    if (name === undefined) break;
    for (const anchor of store.bySubject(name)) {
      const key = latin1(anchor.der);
      if (found.has(key)) continue;
      found.set(key, anchor);
      issuers.push(anchor.issuer.der);
    }
  }
  return [...found.values()];
}

/** System bundles are some 250 kB; a store of 16 MiB is a mistake. */
export const maxStoreOctets = 16 * 1024 * 1024;

const maxRelevant = 64;
