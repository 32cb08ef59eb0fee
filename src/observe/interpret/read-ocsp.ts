import { fromHex } from '../../base/octets.ts';
import type { UnixMs } from '../../base/time.ts';
import type { Certificate } from '../../x509/pki/certificate.ts';
import type { EndpointAnswer, OcspVerdicts } from '../../x509/revocation/driver-algorithm.ts';
import type { Verification } from '../../x509/verify/verification.ts';
import { attemptFailed, completed, notTried } from '../attempt.ts';
import type { Attempt } from '../attempt.ts';
import type { Chain, Facts, ResponderAnswer, StoreVerdict } from '../facts.ts';
import type { EndpointObservation, OcspLookup, OcspQuery } from '../observation.ts';

type Capture = Extract<EndpointObservation['handshake'], { kind: 'completed' }>['value']['capture'];

/** All that is known of revocation by OCSP, and what each kind of client makes of it. */
export async function readOcsp(
  handshake: EndpointObservation['handshake'],
  lookup: OcspLookup | undefined,
  chain: Facts['chain'],
  issuers: readonly Certificate[],
  at: UnixMs,
): Promise<Pick<Facts, 'staples' | 'responders' | 'ocspVerdicts'>> {
  const notAsked: Facts['responders']['notAsked'] = lookup === undefined ? 'notWanted' : lookup.notAsked;
  if (handshake.kind !== 'completed') return { staples: notTried('handshake'), responders: { answers: [], notAsked } };
  const staples = await judgeStaples(handshake.value.capture, chain, issuers, at);
  if (chain.kind !== 'completed') return { staples, responders: { answers: [], notAsked } };
  const responders = { answers: await judgeAnswers(lookup, chain.value, issuers, at), notAsked };
  const isNothing =
    staples.kind !== 'completed' && lookup === undefined && !chain.value.some(({ mustStaple }) => mustStaple);
  if (isNothing) return { staples, responders };
  return { staples, responders, ocspVerdicts: await decide(chain.value, staples, responders, at) };
}

/** What each kind of client decides. */
export async function decide(
  chain: Chain,
  staples: Facts['staples'],
  { answers, notAsked }: Facts['responders'],
  at: UnixMs,
): Promise<OcspVerdicts> {
  const { ocspVerdicts } = await import('../../x509/revocation/driver-algorithm.ts');
  return ocspVerdicts({
    mustStaple: [...chain.entries()].flatMap(([place, certificate]) => (certificate.mustStaple ? [place] : [])),
    staples: staples.kind === 'completed' ? staples.value : [],
    hasResponder: chain[0].ocspUrls.length > 0,
    endpointCheck: notAsked !== 'endpointCheckDisabled',
    answers: notAsked === null ? answers.filter(isAsClientsAsk).map(asEvidence) : null,
    at,
  });
}

/** Clients ask about the leaf, by POST, naming it by SHA-1. */
const isAsClientsAsk = ({ certificate, method, digest }: ResponderAnswer): boolean =>
  certificate === 0 && method === 'POST' && digest === 'sha1';

const asEvidence = ({ url, durationMs, outcome }: ResponderAnswer): EndpointAnswer => ({
  url,
  durationMs,
  judgement: outcome.kind === 'completed' ? outcome.value : null,
});

/** What the server stapled, judged, the leaf's first. Only where there is a response is the OCSP decoder loaded. */
async function judgeStaples(
  capture: Capture,
  chain: Facts['chain'],
  issuers: readonly Certificate[],
  at: UnixMs,
): Promise<Facts['staples']> {
  if (capture.staples.length === 0)
    return capture.certificates.length === 0 ? notTried('certificate') : attemptFailed({ kind: 'noneSent' });
  if (chain.kind !== 'completed') return notTried('certificate');
  const { judgeStaple } = await import('../../x509/revocation/judge-ocsp.ts');
  const judged = capture.staples.flatMap(({ certificate: index, response }) => {
    const certificate = chain.value[index];
    return certificate === undefined
      ? []
      : [judgeStaple({ index, certificate, issuers, response: fromHex(response), at, chain: chain.value })];
  });
  return completed(judged.toSorted((a, b) => a.certificate - b.certificate));
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

async function judgeAnswers(
  lookup: OcspLookup | undefined,
  chain: Chain,
  issuers: readonly Certificate[],
  at: UnixMs,
): Promise<readonly ResponderAnswer[]> {
  if (lookup === undefined || lookup.queries.length === 0) return [];
  const { judgeAnswer } = await import('../../x509/revocation/judge-ocsp.ts');
  const judge = (query: OcspQuery, certificate: Certificate): ResponderAnswer => {
    const { certificate: index, url, method, digest, durationMs, nonce, result } = query;
    const asked = { certificate: index, url, method, digest, durationMs };
    if (result.kind !== 'completed') return { ...asked, nonce: null, outcome: result };
    const input = { index, certificate, issuers, response: fromHex(result.value.response), at, chain };
    const judged = judgeAnswer(input, nonce === null ? null : fromHex(nonce));
    return { ...asked, nonce: judged.nonce, outcome: completed(judged.judgement) };
  };
  return lookup.queries.flatMap((query) => {
    const certificate = chain[query.certificate];
    return certificate === undefined ? [] : [judge(query, certificate)];
  });
}
