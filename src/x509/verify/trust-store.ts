import { latin1, toHex } from '../../base/octets.ts';
import { readCertificate } from '../pki/certificate.ts';
import type { Certificate } from '../pki/certificate.ts';
import { context, decodeDer, tags } from '../pki/der.ts';
import { canonicalRdns } from '../pki/name.ts';
import { isCertificateLabel, pemCertificate, readPemTexts } from '../pki/pem.ts';

/** Trust anchors, found by their subject. Only those that are asked for are read in full. */
export interface TrustStore {
  /** How many certificates it holds. */
  readonly size: number;
  /** The anchors of a subject (encoded Name), in the order of the file. */
  readonly bySubject: (nameDer: Uint8Array) => Certificate[];
  /** The anchors whose subject has this very encoding: enough to find a certificate that one holds, and cheaper. */
  readonly byEncodedSubject: (nameDer: Uint8Array) => Certificate[];
  /** All of them. */
  readonly all: () => Certificate[];
}

/** Indexes the certificates of a PEM text; what is damaged is left out. */
export const indexTrustStore = (pem: Uint8Array): TrustStore => indexPem(pem).store;

/**
 * The same, with the first block that calls itself a certificate and is none, by its place among those, from 1; null: there is
 * none. OpenSSL refuses a whole file of trust anchors for one such block (measured with Python's load_verify_locations).
 */
export function indexPem(pem: Uint8Array): { readonly store: TrustStore; readonly damaged: number | null } {
  const blocks = readPemTexts(pem).filter(({ label }) => isCertificateLabel(label));
  const store = indexCertificates(blocks.flatMap((block) => pemCertificate(block) ?? []));
  if (store.size === blocks.length) return { store, damaged: null };
  const place = blocks.findIndex((block) => {
    const der = pemCertificate(block);
    return der === null || subjectOf(der) === null;
  });
  return { store, damaged: place + 1 };
}

/**
 * Indexes certificates (DER) by subject, at some 10 µs each. What is no certificate is not counted. Names are found by their
 * encoding, and where none is the same, by OpenSSL's rule of comparing names.
 */
export function indexCertificates(certificates: Iterable<Uint8Array>): TrustStore {
  const entries: Entry[] = [];
  const exact = new Map<string, Entry[]>();
  for (const der of certificates) {
    const subject = subjectOf(der);
    if (subject === null) continue;
    const entry: Entry = { der, subject, certificate: undefined };
    entries.push(entry);
    push(exact, latin1(subject), entry);
  }
  let canonical: Map<string, Entry[]> | null = null;
  const find = (nameDer: Uint8Array): readonly Entry[] => {
    const same = exact.get(latin1(nameDer));
    if (same !== undefined) return same;
    if (canonical === null) {
      canonical = new Map();
      for (const entry of entries) push(canonical, canonicalKey(entry.subject), entry);
    }
    return canonical.get(canonicalKey(nameDer)) ?? [];
  };
  return {
    size: entries.length,
    bySubject: (nameDer) => find(nameDer).flatMap(parsed),
    byEncodedSubject: (nameDer) => (exact.get(latin1(nameDer)) ?? []).flatMap(parsed),
    all: () => entries.flatMap(parsed),
  };
}

interface Entry {
  readonly der: Uint8Array;
  readonly subject: Uint8Array;
  /** Read when first asked for; null: cannot be read. */
  certificate: Certificate | null | undefined;
}

function parsed(entry: Entry): Certificate[] {
  if (entry.certificate === undefined) {
    const read = readCertificate(entry.der);
    entry.certificate = read.ok ? read.value : null;
  }
  return entry.certificate === null ? [] : [entry.certificate];
}

/** The encoded subject of a certificate, nothing else read; null where there is none. */
function subjectOf(der: Uint8Array): Uint8Array | null {
  const read = decodeDer('Certificate', der, (r) => {
    const outer = r.enter(tags.sequence, 'certificate');
    const tbs = outer.enter(tags.sequence, 'tbsCertificate');
    outer.rest();
    if (tbs.next === context(0)) tbs.value('version');
    tbs.value('serialNumber', tags.integer);
    tbs.value('signature', tags.sequence);
    tbs.value('issuer', tags.sequence);
    tbs.value('validity', tags.sequence);
    const subject = tbs.value('subject', tags.sequence);
    tbs.rest();
    return subject;
  });
  return read.ok ? read.value : null;
}

function push(map: Map<string, Entry[]>, name: string, entry: Entry): void {
  const list = map.get(name);
  if (list === undefined) map.set(name, [entry]);
  else list.push(entry);
}

/** Names that cannot be read have no canonical form: they are found by their encoding only. */
function canonicalKey(name: Uint8Array): string {
  const read = decodeDer('Name', name, (r) => {
    r.value('rdnSequence');
    return canonicalRdns(name).join();
  });
  return read.ok ? read.value : `#${toHex(name)}`;
}
