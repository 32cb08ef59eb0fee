import type { Signal } from '../../base/signal.ts';
import { fromHex, toHex } from '../../base/octets.ts';
import type { Milliseconds } from '../../base/time.ts';
import type { Clock, Http } from '../../net/ports.ts';
import type { Certificate } from '../../x509/pki/certificate.ts';
import { readOcspResponse } from '../../x509/pki/ocsp-response.ts';
import { checkCertificateSignature } from '../../x509/pki/signature.ts';
import { getUrl, ocspRequest } from '../../x509/revocation/ocsp-request.ts';
import { isLikelyIssuer } from '../../x509/verify/traits.ts';
import { attemptFailed, completed } from '../attempt.ts';
import type { OcspQuery } from '../observation.ts';

/** A certificate whose responders are to be asked. Without its issuer there is no way to name it: then none is. */
export interface OcspSubject {
  /** Place in the chain as sent. */
  readonly index: number;
  readonly certificate: Certificate;
  readonly issuer: Certificate | null;
}

export interface AskOptions {
  readonly http: Http;
  readonly clock: Clock;
  /** Beyond how drivers ask: by GET too, where the address stays short, and by SHA-256 where SHA-1 draws an error. */
  readonly isThorough: boolean;
  /** The nonce of one request by POST; null: none. */
  readonly nonce: () => Uint8Array | null;
  /** When the probe ends, on the monotonic clock. */
  readonly deadlineMs: Milliseconds;
  readonly progress?: (url: string) => void;
  readonly signal?: Signal;
}

/**
 * Asks every responder of every certificate side by side (step 7 of MongoDB's specification wants those of one certificate
 * asked so), each for five seconds at most. The answers are kept in the order in which certificates name the responders, which
 * is the order in which PyMongo asks.
 */
export async function askResponders(
  subjects: readonly OcspSubject[],
  options: AskOptions,
): Promise<readonly OcspQuery[]> {
  const methods = options.isThorough ? (['POST', 'GET'] as const) : (['POST'] as const);
  const questions = subjects.flatMap(({ index, certificate, issuer }) =>
    issuer === null
      ? []
      : [...new Set(certificate.ocspUrls)]
          .slice(0, mostResponders)
          .flatMap((url) =>
            methods.map((method) => ({ index, certificate, issuer, url, method, digest: 'sha1' as const })),
          ),
  );
  const asking = questions.slice(0, mostQueries).map(async (question) => {
    const query = await ask(question, options);
    const again = options.isThorough && query?.method === 'POST' && isError(query);
    return again ? [query, await ask({ ...question, digest: 'sha256' }, options)] : [query];
  });
  return (await Promise.all(asking)).flat().filter((query) => query !== null);
}

/** The responder answers, but with an error: it may know certificates by the other digest alone (RFC 9919 prefers it). */
function isError({ result }: OcspQuery): boolean {
  if (result.kind !== 'completed') return false;
  const response = readOcspResponse(fromHex(result.value.response));
  return response.ok && response.value.basic === null;
}

/** The certificate among `candidates` that issued `certificate`. */
export const issuerAmong = (candidates: readonly Certificate[], certificate: Certificate): Certificate | null =>
  candidates.find(
    (other) => isLikelyIssuer(other, certificate) && checkCertificateSignature(certificate, other) === 'valid',
  ) ?? null;

interface OcspQuestion extends OcspSubject {
  readonly issuer: Certificate;
  readonly url: string;
  readonly method: OcspQuery['method'];
  readonly digest: OcspQuery['digest'];
}

async function ask(
  { index, certificate, issuer, url, method, digest }: OcspQuestion,
  { http, clock, nonce: freshNonce, deadlineMs, progress, signal }: AskOptions,
): Promise<OcspQuery | null> {
  const nonce = method === 'POST' ? freshNonce() : null;
  const request = ocspRequest({ certificate, issuer, digest, nonce });
  if (request === null) return null;
  const address = method === 'GET' ? getUrl(url, request) : url;
  if (address === null) return null;
  progress?.(url);
  const startedMs = clock.monotonicMs();
  const answer = await http.request(address, {
    method,
    ...(method === 'POST' ? { body: request, contentType: 'application/ocsp-request' } : {}),
    maxOctets: longestResponse,
    timeoutMs: Math.min(Math.max(deadlineMs - startedMs, 1), responderTimeoutMs),
    ...(signal === undefined ? {} : { signal }),
  });
  return {
    certificate: index,
    url,
    method,
    digest,
    nonce: nonce === null ? null : toHex(nonce),
    durationMs: clock.monotonicMs() - startedMs,
    result: resultOf(answer),
  };
}

function resultOf(answer: Awaited<ReturnType<Http['request']>>): OcspQuery['result'] {
  if (!answer.ok) return attemptFailed(answer.problem);
  const { status, contentType, body, date = null } = answer.value;
  return status === 200
    ? completed({ contentType, response: toHex(body), ...(date === null ? {} : { date }) })
    : attemptFailed({ kind: 'httpStatus', status });
}

/** As PyMongo and the specification give each. */
const responderTimeoutMs: Milliseconds = 5000;
const longestResponse = 256 * 1024;
/** Certificates name one responder, seldom two. */
const mostResponders = 4;
const mostQueries = 16;
