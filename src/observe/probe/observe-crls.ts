import type { Signal } from '../../base/signal.ts';
import { toHex } from '../../base/octets.ts';
import type { Milliseconds } from '../../base/time.ts';
import type { Clock, Files, Http } from '../../net/ports.ts';
import type { Certificate } from '../../x509/pki/certificate.ts';
import { excerptOf } from '../../x509/pki/crl/crl-excerpt.ts';
import { readCrlFile } from '../../x509/pki/crl/crl-file.ts';
import { isCrlSignedBy, keyFingerprint } from '../../x509/pki/crl/crl-signature.ts';
import { longestCrl } from '../../x509/pki/crl/crl.ts';
import type { Crl } from '../../x509/pki/crl/crl.ts';
import { sha256Fingerprint } from '../../x509/pki/fingerprint.ts';
import { isSameName } from '../../x509/verify/traits.ts';
import { attemptFailed, completed, notTried } from '../attempt.ts';
import type { CrlObservation, CrlOrigin, CrlRecord } from '../observation.ts';
import type { CrlOptions } from './options.ts';

/** What the gathering of CRLs needs of a probe. */
export interface CrlErrand {
  readonly options: CrlOptions;
  readonly networkLookups: boolean;
  /** As sent, leaf first, then those that were fetched: their distribution points are followed. */
  readonly chain: readonly Certificate[];
  /** All that were seen, anchors included: CRLs of their issuers are kept, with the entries that are about them. */
  readonly certificates: readonly Certificate[];
  readonly files: Files;
  readonly http: () => Promise<Http>;
  readonly clock: Clock;
  /** When the probe ends, on the monotonic clock. */
  readonly deadlineMs: Milliseconds;
  readonly progress?: (url: string) => void;
  readonly signal?: Signal;
}

/**
 * Gathers revocation lists: from the files that are named, and, if it is wished, from where certificates say that they are, one
 * after the other, so that no more than one long list is in memory.
 */
export async function observeCrls(errand: CrlErrand): Promise<readonly CrlObservation[]> {
  const { tlsCRLFile, crlFile, distributionPoints } = errand.options;
  const observed: CrlObservation[] = [];
  if (tlsCRLFile !== null) observed.push(readFile({ kind: 'tlsCRLFile', path: tlsCRLFile }, errand));
  if (crlFile !== null) observed.push(readFile({ kind: 'crl', path: crlFile }, errand));
  if (distributionPoints)
    for (const point of pointsOf(errand.chain)) observed.push({ from: point, ...(await fetchCrl(point, errand)) });
  return observed;
}

function readFile(from: Extract<CrlOrigin, { readonly path: string }>, errand: CrlErrand): CrlObservation {
  const octets = errand.files.read(from.path, longestCrl);
  return { from, content: octets.ok ? contentOf(octets.value, errand.certificates) : attemptFailed(octets.problem) };
}

type Point = Extract<CrlOrigin, { readonly kind: 'distributionPoint' }>;

/** Each address once, the leaf's first. */
function pointsOf(chain: readonly Certificate[]): readonly Point[] {
  const points = chain.flatMap(({ crlUrls, subject }) =>
    crlUrls.map((url): [string, Point] => [url, { kind: 'distributionPoint', url, of: subject.rfc4514 }]),
  );
  return [...new Map(points.toReversed()).values()].toReversed().slice(0, mostPoints);
}

async function fetchCrl({ url }: Point, errand: CrlErrand): Promise<Omit<CrlObservation, 'from'>> {
  const { networkLookups, clock, deadlineMs, signal } = errand;
  if (!networkLookups) return { content: notTried('notAsked') };
  if (!url.startsWith('http://')) return { content: attemptFailed({ kind: 'notHttp' }) };
  const leftMs = deadlineMs - clock.monotonicMs();
  if (leftMs <= 0) return { content: notTried('notAsked') };
  errand.progress?.(url);
  const http = await errand.http();
  const answer = await http.request(url, {
    maxOctets: longestCrl,
    timeoutMs: Math.min(leftMs, fetchTimeoutMs),
    ...(signal === undefined ? {} : { signal }),
  });
  if (!answer.ok) return { content: attemptFailed(answer.problem) };
  const { status, body, date = null } = answer.value;
  const content =
    status === 200 ? contentOf(body, errand.certificates) : attemptFailed({ kind: 'httpStatus' as const, status });
  return { content, ...(date === null ? {} : { date }) };
}

function contentOf(octets: Uint8Array, certificates: readonly Certificate[]): CrlObservation['content'] {
  const { form, crls, broken, certificates: beside } = readCrlFile(octets);
  if (crls.length === 0 || form === 'neither')
    return attemptFailed({ kind: 'noCrl', form, broken, certificates: beside });
  const concerns = ({ issuer }: Crl): boolean => certificates.some((one) => isSameName(one.issuer, issuer));
  let foreign = 0;
  const kept = crls.filter((crl) => concerns(crl) || foreign++ < mostForeign).slice(0, mostLists);
  return completed({
    form,
    octets: octets.length,
    broken,
    lists: kept.map((crl) => recordOf(crl, certificates)),
    others: crls.length - kept.length,
  });
}

/** Short CRLs are kept as they are, so that everything can be checked again. */
function recordOf(crl: Crl, certificates: readonly Certificate[]): CrlRecord {
  if (crl.der.length <= longestWhole) return { der: toHex(crl.der) };
  const serials = new Set(certificates.map(({ serial }) => serial));
  const signers = certificates.filter((one) => isSameName(one.subject, crl.issuer) && isCrlSignedBy(crl, one));
  return {
    der: toHex(excerptOf(crl, serials)),
    whole: {
      octets: crl.der.length,
      entries: crl.entries.count,
      sha256: toHex(sha256Fingerprint(crl.der)),
      signedBy: [...new Set(signers.map(keyFingerprint))],
    },
  };
}

/** Chains name a handful of addresses, and each may hand out 32 MiB. */
const mostPoints = 8;
const fetchTimeoutMs: Milliseconds = 10_000;

const longestWhole = 16 * 1024;
const mostLists = 64;
const mostForeign = 16;
