/** Verification as the client at hand does it: its engine, its strictness, the name that it compares, the lists that it is given. */
import type { UnixMs } from '../../base/time.ts';
import type { ClientProfile } from '../../clients/profile.ts';
import type { Certificate } from '../../x509/pki/certificate.ts';
import { matchReference } from '../../x509/verify/host-name.ts';
import type { Reference } from '../../x509/verify/host-name.ts';
import type { OtherPaths } from '../../x509/verify/other-paths.ts';
import type { Verification } from '../../x509/verify/verification.ts';
import { verifyPath } from '../../x509/verify/verify-chain.ts';
import type { VerifyInput } from '../../x509/verify/verify-chain.ts';
import { completed } from '../attempt.ts';
import type { Chain, CrlsRead, Facts, StoreVerdict } from '../facts.ts';
import type { Observation, TrustStoreObservation } from '../observation.ts';
import { decodeAll } from './decode-chain.ts';
import { seekOtherPaths } from './seek-other-paths.ts';

/** Revocation lists, and the function that looks a path up in them: only where there are any is it loaded. */
export interface Lists {
  readonly sources: CrlsRead['sources'];
  readonly lookUp: (verification: Verification, at: UnixMs) => CrlsRead['outcome'];
}

/** Through whose eyes an observation is read, and when. */
export interface Eyes {
  readonly observation: Observation;
  readonly client: ClientProfile;
  readonly at: UnixMs;
  readonly lists: Lists | null;
}

/** What a verification needs beyond a chain and a store. */
export interface VerifyContext extends Eyes {
  readonly verifier: typeof verifyPath;
}

/** Who verifies as a client does; code that is not OpenSSL's is loaded only for those that use it. */
export async function verifierOf({ verifies: { engine = 'openssl' } }: ClientProfile): Promise<typeof verifyPath> {
  if (engine === 'openssl') return verifyPath;
  const { verifyTurningBack } = await import('../../x509/verify/verify-turning-back.ts');
  return (input) => verifyTurningBack(engine, input);
}

/** What a store makes of a chain, as the client at hand verifies. `extra`: intermediates that were not sent. */
export function verifyIn(
  store: TrustStoreObservation,
  chain: Chain,
  extra: readonly Certificate[],
  context: VerifyContext,
): StoreVerdict['verification'] {
  if (store.content.kind !== 'completed') return store.content;
  return completed(context.verifier(inputFor(store.content.value.relevant, chain, extra, context)));
}

/** The paths that others find where the store that decides refuses. */
export function otherPathsIn(
  store: TrustStoreObservation | undefined,
  chain: Facts['chain'],
  extra: readonly Certificate[],
  verification: StoreVerdict['verification'],
  context: VerifyContext,
): Promise<OtherPaths | undefined> {
  if (store?.content.kind !== 'completed' || chain.kind !== 'completed' || verification.kind !== 'completed')
    return Promise.resolve(undefined);
  return seekOtherPaths(inputFor(store.content.value.relevant, chain.value, extra, context), verification.value);
}

/** What a client compares a leaf with: what was asked for, or, with clients that do so, the name of that address where it fits. */
function referenceFor(leaf: Certificate, { target, resolution }: Observation, { verifies }: ClientProfile): Reference {
  const asked = target.referenceIdentity;
  const name = resolution.kind === 'completed' ? resolution.value.name : undefined;
  if (asked.kind !== 'ip' || name === undefined || verifies.namesAddresses !== true) return asked;
  const byName: Reference = { kind: 'dns', name };
  return matchReference(leaf, byName, verifies).matches ? byName : asked;
}

function inputFor(
  anchors: readonly string[],
  chain: Chain,
  extra: readonly Certificate[],
  { observation, client, at, lists }: VerifyContext,
): VerifyInput {
  // A file that cannot be used at all ends the client before it looks at any certificate.
  const given = (lists?.sources ?? []).filter((source) => source.given && source.content.kind === 'completed');
  const { securityLevel, usesCommonName, partialWildcards, nameAfterwards = false } = client.verifies;
  const { strict = false, partialChain = false, openssl1 = false, addressByCommonName = false } = client.verifies;
  return {
    chain,
    extra,
    anchors: decodeAll(anchors),
    at,
    reference: referenceFor(chain[0], observation, client),
    purpose: 'server',
    securityLevel,
    usesCommonName,
    partialWildcards,
    addressByCommonName,
    openssl1,
    nameAfterwards,
    strict,
    partialChain,
    ...(given.length === 0
      ? {}
      : {
          crls: given.flatMap((source) => source.lists.map(({ crl }) => crl)),
          crlCheck: client.verifies.crlCheck,
        }),
  };
}
