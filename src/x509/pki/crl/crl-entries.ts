import type { UnixMs } from '../../../base/time.ts';
import { serialText } from '../certificate.ts';
import type { Extension } from '../certificate.ts';
import { crlReasonName } from './crl-reason.ts';
import { context, decodeDer, DerReader, tags } from '../der.ts';
import { readExtensionList } from '../extensions.ts';
import { readNames } from './distribution-point.ts';
import { extensionOids as ids } from '../oid.ts';

/** One revoked certificate (RFC 5280 5.1.2.6 and 5.3). */
export interface CrlEntry {
  /** As in a certificate. */
  readonly serial: string;
  /** Null: malformed. */
  readonly revokedAt: UnixMs | null;
  /** CRLReason name, or its number where it has none; null: not given, or malformed. */
  readonly reason: string | null;
  /**
   * Encoded directory names of the certificate's issuer, from this entry or the last one before it that has any names (RFC
   * 5280 5.3.3); null: the issuer of the CRL.
   */
  readonly certificateIssuers: readonly Uint8Array[] | null;
  /** The entry as it is encoded. */
  readonly der: Uint8Array;
}

/** The entries of a CRL: octets, until somebody asks for a serial number. */
export interface CrlEntries {
  readonly count: number;
  /** OID of the first critical extension of an entry that is not certificateIssuer; null: there is none. */
  readonly unhandledCritical: string | null;
  /** The entries of these serial numbers, in the order of the CRL, 256 at most. Walks through all of them. */
  readonly find: (serials: ReadonlySet<string>) => readonly CrlEntry[];
  /**
   * The encodings of those entries, in order, and of the others that say something about them or about all: the last before
   * each that names an issuer, and the first with a critical extension that nobody knows.
   */
  readonly excerpt: (serials: ReadonlySet<string>) => readonly Uint8Array[];
}

/** A CRL on which nothing stands. */
export const noEntries: CrlEntries = { count: 0, unhandledCritical: null, find: () => [], excerpt: () => [] };

/** Walks through revokedCertificates, which `list` is inside of; fails as readers do where an entry is no entry. */
export function readCrlEntries(list: DerReader): CrlEntries {
  const octets = list.whole;
  let count = 0;
  let critical: { readonly oid: string; readonly der: Uint8Array } | null = null;
  let namesIssuers = false;
  while (!list.isEmpty) {
    const entry = list.enter(tags.sequence, 'revokedCertificate');
    count++;
    entry.integer('userCertificate');
    if (!isTime(entry.next)) entry.fail('unexpectedTag', 'revocationDate');
    entry.value('revocationDate');
    if (entry.isEmpty) continue;
    const extensions = readExtensionList(entry, 'crlEntryExtensions');
    entry.end();
    namesIssuers ||= extensions.some(({ oid }) => oid === ids.certificateIssuer);
    const unhandled = extensions.find((extension) => extension.critical && extension.oid !== ids.certificateIssuer);
    if (unhandled !== undefined) critical ??= { oid: unhandled.oid, der: entry.whole };
  }
  const { oid = null, der = null } = critical ?? {};
  return {
    count,
    unhandledCritical: oid,
    find: (serials) => select(octets, serials, namesIssuers).map(({ entry }) => entry),
    excerpt: (serials) => {
      const selected = select(octets, serials, namesIssuers).flatMap(({ entry, namer }) => [namer, entry.der]);
      return inOrder([...selected, der]);
    },
  };
}

/** The entries that are asked for, each with the encoding of the one that names its issuer. */
function select(
  octets: Uint8Array,
  serials: ReadonlySet<string>,
  namesIssuers: boolean,
): { readonly entry: CrlEntry; readonly namer: Uint8Array | null }[] {
  const list = new DerReader(octets, 'CRL').enter(tags.sequence, 'revokedCertificates');
  const selected: { readonly entry: CrlEntry; readonly namer: Uint8Array | null }[] = [];
  let issuers: CrlEntry['certificateIssuers'] = null;
  let namer: Uint8Array | null = null;
  while (!list.isEmpty && selected.length < mostSelected) {
    const entry = list.enter(tags.sequence, 'revokedCertificate');
    const serial = serialText(entry.integer('userCertificate'));
    const isWanted = serials.has(serial);
    if (!isWanted && !namesIssuers) continue;
    const revokedAt = decodeDer('Time', entry.value('revocationDate'), (r) => r.time('revocationDate'));
    const extensions = entry.isEmpty ? [] : readExtensionList(entry, 'crlEntryExtensions');
    const own = issuersIn(extensions);
    if (own !== null) [issuers, namer] = [own, entry.whole];
    if (!isWanted) continue;
    const found: CrlEntry = {
      serial,
      revokedAt: revokedAt.ok ? revokedAt.value : null,
      reason: reasonIn(extensions),
      certificateIssuers: issuers,
      der: entry.whole,
    };
    selected.push({ entry: found, namer });
  }
  return selected;
}

function issuersIn(extensions: readonly Extension[]): readonly Uint8Array[] | null {
  const extension = extensions.find(({ oid }) => oid === ids.certificateIssuer);
  if (extension === undefined) return null;
  const names = decodeDer('CertificateIssuer', extension.value, (r) =>
    readNames(r.enter(tags.sequence, 'names'), mostIssuers),
  );
  return names.ok ? names.value.flatMap(({ tag, content }) => (tag === context(4) ? [content] : [])) : null;
}

function reasonIn(extensions: readonly Extension[]): string | null {
  const extension = extensions.find(({ oid }) => oid === ids.cRLReason);
  if (extension === undefined) return null;
  const code = decodeDer('CRLReason', extension.value, (r) => r.number('reason', tags.enumerated));
  return code.ok ? crlReasonName(code.value) : null;
}

/** RFC 5280 5.3.3: the issuer's name, and no other. */
const mostIssuers = 8;

/** A CRL may name one serial number a million times. */
const mostSelected = 256;

/** Views into one CRL, each once, in the order in which they stand there. */
function inOrder(views: readonly (Uint8Array | null)[]): Uint8Array[] {
  const byOffset = new Map(views.flatMap((view) => (view === null ? [] : [[view.byteOffset, view] as const])));
  return [...byOffset].toSorted(([a], [b]) => a - b).map(([, view]) => view);
}

const isTime = (tag: number): boolean => tag === tags.utcTime || tag === tags.generalizedTime;
