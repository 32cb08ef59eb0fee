import type { Signal } from '../../base/signal.ts';
import { toHex } from '../../base/octets.ts';
import type { Milliseconds, UnixMs } from '../../base/time.ts';
import type { Http } from '../../net/ports.ts';
import { readCertificate } from '../../x509/pki/certificate.ts';
import type { Certificate } from '../../x509/pki/certificate.ts';
import { readPemCertificates } from '../../x509/pki/pem.ts';
import { attemptFailed, completed } from '../attempt.ts';
import type { FetchedIssuer } from '../observation.ts';

export interface FetchOptions {
  readonly timeoutMs: Milliseconds;
  readonly signal?: Signal;
  readonly progress?: (url: string) => void;
}

/** What was fetched, and the certificates in it. */
export interface FetchedCertificates {
  readonly fetched: readonly FetchedIssuer[];
  readonly certificates: readonly Certificate[];
}

/**
 * Follows AIA caIssuers (RFC 5280 section 4.2.2.1) upwards from a certificate whose issuer nobody sent, until a self-signed
 * certificate, one whose issuer `isKnown`, or a dead end. A few steps at most: chains are short.
 */
export async function fetchIssuers(
  http: Http,
  from: Certificate,
  isKnown: (name: Uint8Array) => boolean,
  options: FetchOptions,
): Promise<FetchedCertificates> {
  const fetched: FetchedIssuer[] = [];
  const certificates: Certificate[] = [];
  let current: Certificate | undefined = from;
  while (current !== undefined && fetched.length < maxFetches && !isKnown(current.issuer.der)) {
    const url: string | undefined = current.caIssuersUrls.find((one) => one.startsWith('http://'));
    if (url === undefined || fetched.some((one) => one.url === url)) break;
    options.progress?.(url);
    const { result, found, date } = await fetchOne(http, url, options);
    fetched.push({ url, result, ...(date === null ? {} : { date }) });
    certificates.push(...found);
    current = found[0];
    if (current !== undefined && toHex(current.issuer.der) === toHex(current.subject.der)) break;
  }
  return { fetched, certificates };
}

async function fetchOne(
  http: Http,
  url: string,
  options: FetchOptions,
): Promise<{
  readonly result: FetchedIssuer['result'];
  readonly found: readonly Certificate[];
  readonly date: UnixMs | null;
}> {
  const response = await http.request(url, {
    maxOctets: maxIssuerOctets,
    timeoutMs: options.timeoutMs,
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  });
  if (!response.ok) return { result: attemptFailed(response.problem), found: [], date: null };
  const { status, body, date = null } = response.value;
  if (status !== 200) return { result: attemptFailed({ kind: 'httpStatus', status }), found: [], date };
  const found = decodeIssuers(body);
  if (found.length === 0) return { result: attemptFailed({ kind: 'noCertificate' }), found, date };
  return { result: completed({ certificates: found.map(({ der }) => toHex(der)) }), found, date };
}

/** RFC 5280 wants DER; some CAs serve PEM. */
function decodeIssuers(body: Uint8Array): readonly Certificate[] {
  const encodings = body[0] === 0x30 ? [body] : readPemCertificates(body);
  return encodings.slice(0, maxIssuersInOneFile).flatMap((der) => {
    const certificate = readCertificate(der);
    return certificate.ok ? [certificate.value] : [];
  });
}

const maxFetches = 4;
const maxIssuersInOneFile = 8;
const maxIssuerOctets = 256 * 1024;
