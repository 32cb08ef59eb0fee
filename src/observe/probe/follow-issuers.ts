import { equal } from '../../base/octets.ts';
import type { Certificate } from '../../x509/pki/certificate.ts';
import type { Chain } from '../facts.ts';
import { decodeChain } from '../interpret/decode-chain.ts';
import type { FetchedIssuer } from '../observation.ts';
import type { Errand } from './errand.ts';

/**
 * Where the chain as sent ends in a certificate whose issuer nobody sent or trusts, fetches that issuer from where the
 * certificate points, unless lookups are switched off.
 */
export async function followIssuers(
  { options, ports, hooks, deadlineMs, trust }: Omit<Errand, 'explored' | 'fetched' | 'asked'>,
  certificates: readonly string[],
): Promise<readonly FetchedIssuer[]> {
  const chain = decodeChain(certificates);
  if (chain.kind !== 'completed') return [];
  const isTrusted = (name: Uint8Array): boolean => trust.store.ok && trust.store.value.bySubject(name).length > 0;
  const top = topOfChain(chain.value);
  if (isTrusted(top.issuer.der)) return [];
  if (trust.store.ok && !isTrusted(top.subject.der)) hooks.amiss?.('path');
  const hangs = !equal(top.issuer.der, top.subject.der);
  if (!options.networkLookups || !hangs || top.caIssuersUrls.length === 0) return [];
  const { fetchIssuers } = await import('./fetch-issuers.ts');
  const { fetched } = await fetchIssuers(await ports.http(), top, isTrusted, {
    timeoutMs: Math.min(Math.max(deadlineMs - ports.clock.monotonicMs(), 1), fetchTimeoutMs),
    progress: (url) => hooks.progress?.({ kind: 'fetchingIssuer', url }),
    ...(hooks.signal === undefined ? {} : { signal: hooks.signal }),
  });
  return fetched;
}

/** The certificate at which the chain as sent ends, following issuers by name from the leaf. */
function topOfChain([leaf, ...others]: Chain): Certificate {
  let top = leaf;
  const left = new Set(others);
  for (;;) {
    const { issuer } = top;
    const next = [...left].find(({ subject }) => equal(subject.der, issuer.der));
    if (next === undefined) return top;
    left.delete(next);
    top = next;
  }
}

const fetchTimeoutMs = 3000;
