import type { OcspPolicy } from '../../x509/revocation/staple-judgement.ts';
import type { Capture } from '../../tls/handshake/capture.ts';
import type { Certificate } from '../../x509/pki/certificate.ts';
import { decodeAll, decodeChain } from '../interpret/decode-chain.ts';
import type { FetchedIssuer, OcspLookup } from '../observation.ts';
import type { Errand } from './errand.ts';

/**
 * Asks the OCSP responders that the certificates name, where it matters: where the client asks them (nothing was stapled, and
 * its endpoint check is on), or where the user wants to know. Null: nobody does. Whoever would ask but may not, is told why.
 */
export async function followResponders(
  { options, ports, hooks, deadlineMs, trust }: Omit<Errand, 'explored' | 'fetched' | 'asked'>,
  capture: Capture,
  fetching: Promise<readonly FetchedIssuer[]>,
): Promise<OcspLookup | null> {
  const { endpointCheck, onRequest, nonce } = options.ocsp;
  const isAsker = askers.has(options.client.verifies.ocsp);
  if (!isAsker && !onRequest) return null;
  const chain = decodeChain(capture.certificates);
  if (chain.kind !== 'completed') return null;
  const wanted = onRequest ? [...chain.value.entries()] : [[0, chain.value[0]] as const];
  const asked = wanted.filter(([, { ocspUrls }]) => ocspUrls.length > 0);
  const unasked = (notAsked: OcspLookup['notAsked']): OcspLookup => ({ queries: [], notAsked });
  if (asked.length === 0) return unasked('noResponder');
  if (!endpointCheck) return unasked('endpointCheckDisabled');
  if (!onRequest && capture.staples.some(({ certificate }) => certificate === 0)) return unasked('stapled');
  if (!options.networkLookups) return unasked('lookupsOff');
  const { askResponders, issuerAmong } = await import('./ask-responders.ts');
  const near = (certificate: Certificate): readonly Certificate[] => [
    ...chain.value,
    ...(trust.store.ok ? trust.store.value.bySubject(certificate.issuer.der) : []),
  ];
  const far = async (): Promise<readonly Certificate[]> =>
    (await fetching).flatMap(({ result }) => (result.kind === 'completed' ? decodeAll(result.value.certificates) : []));
  const subjects = await Promise.all(
    asked.map(async ([index, certificate]) => ({
      index,
      certificate,
      issuer: issuerAmong(near(certificate), certificate) ?? issuerAmong(await far(), certificate),
    })),
  );
  const queries = await askResponders(subjects, {
    http: await ports.http(),
    clock: ports.clock,
    // As drivers ask; on request also in the other ways, to see whether they are answered alike.
    isThorough: onRequest,
    nonce: () => (onRequest && nonce ? ports.random.octets(nonceOctets) : null),
    deadlineMs,
    progress: (url) => hooks.progress?.({ kind: 'askingResponder', url }),
    ...(hooks.signal === undefined ? {} : { signal: hooks.signal }),
  });
  const leaf = subjects.find(({ index }) => index === 0);
  const whyNot = leaf === undefined ? 'noResponder' : leaf.issuer === null ? 'issuerUnknown' : null;
  return { queries, notAsked: whyNot };
}

/** RFC 9654 section 2.1: clients should send 32 octets. */
const nonceOctets = 32;

/** Ways of going about OCSP in which the leaf's responders are asked. */
const askers: ReadonlySet<OcspPolicy> = new Set<OcspPolicy>(['specification', 'go', 'pymongo']);
