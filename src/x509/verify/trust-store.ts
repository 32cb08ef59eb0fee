import { concat, equal } from '../../base/octets.ts';
import { readCertificate } from '../pki/certificate.ts';
import type { Certificate } from '../pki/certificate.ts';
import { context, decodeDer, tags } from '../pki/der.ts';
import { canonicalRdns, searchable, wordsOf } from '../pki/name.ts';
import { pemCertificates } from '../pki/pem.ts';

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
  const entries: Entry[] = [];
  let place = 0;
  let damaged: number | null = null;
  for (const der of pemCertificates(pem)) {
    place += 1;
    const entry = der === null ? null : entryOf(der);
    if (entry !== null) entries.push(entry);
    else damaged ??= place;
  }
  return { store: indexEntries(entries), damaged };
}

/**
 * Indexes certificates (DER) by subject, at some 5 µs each. What is no certificate is not counted. Names are found by their
 * encoding, and where none is the same, by OpenSSL's rule of comparing names: among those that have the same words, since
 * bringing all of a system's into canonical form costs more than a handshake.
 */
export function indexCertificates(certificates: Iterable<Uint8Array>): TrustStore {
  const entries: Entry[] = [];
  for (const der of certificates) {
    const entry = entryOf(der);
    if (entry !== null) entries.push(entry);
  }
  return indexEntries(entries);
}

function indexEntries(entries: readonly Entry[]): TrustStore {
  const byEnd = new Map<number, Entry[]>();
  for (const entry of entries) push(byEnd, endOfName(entry.der, entry.from, entry.to), entry);
  const sameEncoding = (nameDer: Uint8Array): readonly Entry[] =>
    (byEnd.get(endOfName(nameDer, 0, nameDer.length)) ?? []).filter((entry) => equal(subjectOf(entry), nameDer));
  let allSubjects: string | null = null;
  const find = (nameDer: Uint8Array): readonly Entry[] => {
    const same = sameEncoding(nameDer);
    if (same.length > 0) return same;
    const wanted = comparable(nameDer);
    if (wanted === null) return [];
    // Mostly there is a word that no name has, and no name need be looked at.
    allSubjects ??= searchable(concat(entries.map(subjectOf)));
    if (!hasWords(allSubjects, wanted)) return [];
    return entries.filter((entry) => {
      if (!hasWords(searchable(subjectOf(entry)), wanted)) return false;
      entry.canonical ??= comparable(subjectOf(entry))?.canonical ?? null;
      return entry.canonical === wanted.canonical;
    });
  };
  return {
    size: entries.length,
    bySubject: (nameDer) => find(nameDer).flatMap(parsed),
    byEncodedSubject: (nameDer) => sameEncoding(nameDer).flatMap(parsed),
    all: () => entries.flatMap(parsed),
  };
}

interface Entry {
  readonly der: Uint8Array;
  /** Where its encoded subject begins and ends. */
  readonly from: number;
  readonly to: number;
  /** The subject in {@link comparable} form, once it was needed; null: it cannot be read. */
  canonical: string | null | undefined;
  /** Read when first asked for; null: cannot be read. */
  certificate: Certificate | null | undefined;
}

const subjectOf = ({ der, from, to }: Entry): Uint8Array => der.subarray(from, to);

function parsed(entry: Entry): Certificate[] {
  if (entry.certificate === undefined) {
    const read = readCertificate(entry.der);
    entry.certificate = read.ok ? read.value : null;
  }
  return entry.certificate === null ? [] : [entry.certificate];
}

/** Names differ at their ends: the last octets are a common name, an organization, and seldom a country. */
const endOfName = (octets: Uint8Array, from: number, to: number): number =>
  ((to - from) << 16) ^ ((octets[to - 1] ?? 0) << 8) ^ (octets[to - 4] ?? 0);

/**
 * Where the subject of a certificate stands, nothing else read; null where there is none. By hand: a reader that can tell what is
 * wrong costs more than all the rest of the index.
 */
function entryOf(der: Uint8Array): Entry | null {
  if (endOfValue(der, 0, der.length, tags.sequence) !== der.length) return null;
  let at = contentOf(der, 0);
  const end = endOfValue(der, at, der.length, tags.sequence);
  if (end < 0) return null;
  at = contentOf(der, at);
  if (at < end && der[at] === context(0)) at = endOfValue(der, at, end, context(0));
  at = endOfValue(der, at, end, tags.integer);
  // signature, issuer, validity
  for (let skipped = 0; skipped < 3; skipped++) at = endOfValue(der, at, end, tags.sequence);
  const to = endOfValue(der, at, end, tags.sequence);
  return to < 0 ? null : { der, from: at, to, canonical: undefined, certificate: undefined };
}

/** The end of a DER value that stands inside of `end`; -1 where it has another tag or its length makes no sense, or `at` is -1. */
function endOfValue(octets: Uint8Array, at: number, end: number, tag: number): number {
  if (at < 0 || at + 2 > end || octets[at] !== tag) return -1;
  let length = octets[at + 1] ?? 0;
  let content = at + 2;
  if (length >= 0x80) {
    const size = length & 0x7f;
    content += size;
    if (size === 0 || size > 4 || content > end) return -1;
    length = 0;
    for (let i = at + 2; i < content; i++) length = length * 256 + (octets[i] ?? 0);
    if (length < 0x80 || length < 2 ** (8 * (size - 1))) return -1;
  }
  return length > end - content ? -1 : content + length;
}

/** Where the content of a value begins whose header is sound. */
function contentOf(octets: Uint8Array, at: number): number {
  const length = octets[at + 1] ?? 0;
  return at + 2 + (length < 0x80 ? 0 : length & 0x7f);
}

function push(map: Map<number, Entry[]>, key: number, entry: Entry): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [entry]);
  else list.push(entry);
}

/** A name as it is compared, and its words. */
interface Comparable {
  readonly canonical: string;
  readonly words: readonly string[];
}

/** Null: it cannot be read, and is found by its encoding only. */
function comparable(name: Uint8Array): Comparable | null {
  const read = decodeDer('Name', name, (r) => {
    r.value('rdnSequence');
    return { canonical: canonicalRdns(name).join(), words: wordsOf(name) };
  });
  return read.ok ? read.value : null;
}

const hasWords = (text: string, { words }: Comparable): boolean => words.every((word) => text.includes(word));
