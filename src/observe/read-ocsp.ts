import { fromHex } from '../base/octets.ts';
import type { UnixMs } from '../base/time.ts';
import type { Certificate } from '../x509/pki/certificate.ts';
import type { Verification } from '../x509/verify/verification.ts';
import { attemptFailed, completed, notTried } from './attempt.ts';
import type { Attempt } from './attempt.ts';
import type { Chain, Facts, ResponderAnswer, StoreVerdict } from './facts.ts';
import type { EndpointObservation, OcspQuery } from './observation.ts';

type Capture = Extract<EndpointObservation['handshake'], { kind: 'completed' }>['value']['capture'];

/** What the server stapled, judged, the leaf's first. Only where there is a response is the OCSP decoder loaded. */
export async function judgeStaples(
  capture: Capture,
  chain: Facts['chain'],
  issuers: readonly Certificate[],
  at: UnixMs,
): Promise<Facts['staples']> {
  if (capture.staples.length === 0)
    return capture.certificates.length === 0 ? notTried('certificate') : attemptFailed({ kind: 'noneSent' });
  if (chain.kind !== 'completed') return notTried('certificate');
  const { judgeStaple } = await import('../x509/revocation/judge-ocsp.ts');
  const judged = capture.staples.flatMap(({ certificate: index, response }) => {
    const certificate = chain.value[index];
    return certificate === undefined
      ? []
      : [judgeStaple({ index, certificate, issuers, response: fromHex(response), at })];
  });
  return completed(judged.toSorted((a, b) => a.certificate - b.certificate));
}

/** What responders answered, judged, in the order of the questions. */
export async function judgeAnswers(
  lookup: EndpointObservation['ocspLookup'],
  chain: Facts['chain'],
  issuers: readonly Certificate[],
  at: UnixMs,
): Promise<readonly ResponderAnswer[]> {
  if (lookup === undefined || lookup.queries.length === 0 || chain.kind !== 'completed') return [];
  const { judgeAnswer } = await import('../x509/revocation/judge-ocsp.ts');
  const judge = (query: OcspQuery, certificate: Certificate): ResponderAnswer => {
    const { certificate: index, url, method, durationMs, nonce, result } = query;
    const asked = { certificate: index, url, method, durationMs };
    if (result.kind !== 'completed') return { ...asked, nonce: null, outcome: result };
    const input = { index, certificate, issuers, response: fromHex(result.value.response), at };
    const judged = judgeAnswer(input, nonce === null ? null : fromHex(nonce));
    return { ...asked, nonce: judged.nonce, outcome: completed(judged.judgement) };
  };
  return lookup.queries.flatMap((query) => {
    const certificate = chain.value[query.certificate];
    return certificate === undefined ? [] : [judge(query, certificate)];
  });
}

/** Who may have issued a certificate of this chain: what was sent or fetched, and the anchors that verification found. */
export function knownIssuers(
  chain: Chain,
  stores: readonly StoreVerdict[],
  fetched: readonly Certificate[],
): readonly Certificate[] {
  const paths = stores.flatMap(({ verification }: { verification: Attempt<Verification, unknown> }) =>
    verification.kind === 'completed' ? verification.value.path.map(({ certificate }) => certificate) : [],
  );
  return [...new Set([...chain, ...paths, ...fetched])];
}
