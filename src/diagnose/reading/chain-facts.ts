/** What diagnoses of certificates ask of the facts before they can judge. */
import { equal } from '../../base/octets.ts';
import type { Facts, StoreVerdict } from '../../observe/facts.ts';
import type { Certificate, Verification, VerifyProblem } from '../fact-types.ts';
import type { Missing } from '../judgement.ts';

/** What kept us from seeing the server's certificates; null where they were seen. */
export function missingChain(facts: Facts): Missing | null {
  if (facts.chain.kind === 'completed') return null;
  if (facts.endpoint === null) return 'address';
  return facts.handshake.kind === 'completed' ? 'certificate' : 'connection';
}

/** The verdict of the deciding store, or what kept us from one. */
export function decidingVerification(
  facts: Facts,
):
  | { readonly kind: 'seen'; readonly verification: Verification }
  | { readonly kind: 'missing'; readonly missing: Missing } {
  if (facts.verification.kind === 'completed') return { kind: 'seen', verification: facts.verification.value };
  return { kind: 'missing', missing: missingChain(facts) ?? 'trustStore' };
}

/** The problems of certain kinds, in OpenSSL's order. */
export const problemsOf = <K extends VerifyProblem['kind']>(
  verification: Verification,
  ...kinds: readonly K[]
): readonly Extract<VerifyProblem, { readonly kind: K }>[] =>
  verification.problems.filter((problem): problem is Extract<VerifyProblem, { readonly kind: K }> =>
    (kinds as readonly string[]).includes(problem.kind),
  );

/** Why a path does not reach a trust anchor; undefined where it does. */
export const pathEnd = (verification: Verification): PathEnd | undefined =>
  problemsOf(verification, 'selfSignedLeaf', 'selfSignedInPath', 'issuerNotFound', 'anchorNotSelfSigned')[0];

/** The problems by which a path does not end where it should. */
export type PathEnd = Extract<
  VerifyProblem,
  { readonly kind: 'selfSignedLeaf' | 'selfSignedInPath' | 'issuerNotFound' | 'anchorNotSelfSigned' }
>;

/** Where the certificate at a depth of the path came from; the leaf's place where the path does not say. */
export const originOf = (verification: Verification, depth: number): 'leaf' | 'sent' | 'fetched' | 'trustStore' =>
  verification.path[depth]?.from ?? (depth === 0 ? 'leaf' : 'sent');

/** A trust store as sentences name it. */
export type StoreName = Pick<StoreVerdict, 'name' | 'path' | 'certificates'>;

const storeName = ({ name, path, certificates }: StoreVerdict): StoreName => ({ name, path, certificates });

/** The store by which the client decides; undefined if none was asked. */
export function decidingStore(facts: Facts): StoreName | undefined {
  const store = facts.stores.find((one) => one.decides);
  return store && storeName(store);
}

/** Stores that do not decide but in which the path reaches an anchor. */
export const otherStoresThatReach = (facts: Facts): readonly StoreName[] =>
  facts.stores
    .filter(
      (store) =>
        !store.decides && store.verification.kind === 'completed' && pathEnd(store.verification.value) === undefined,
    )
    .map(storeName);

/** A store in which the path ends in a root of its own, and that root. */
export interface StoreWithRoot {
  readonly store: StoreName;
  readonly root: Certificate;
}

/**
 * Of the stores that do not decide, those that have the root which the deciding one lacks. A store that bridges the gap with
 * an intermediate of its own does not count: then it is the intermediate that is missing.
 */
export function otherStoresWithRoot(facts: Facts): readonly StoreWithRoot[] {
  return facts.stores.flatMap((store) => {
    if (store.decides || store.verification.kind !== 'completed') return [];
    const { path } = store.verification.value;
    const root = path.find(({ from }) => from === 'trustStore')?.certificate;
    if (pathEnd(store.verification.value) !== undefined || root === undefined) return [];
    return equal(root.subject.der, root.issuer.der) ? [{ store: storeName(store), root }] : [];
  });
}

/** What OpenSSL clients print for a problem of verification, where the verdict has one of these codes; else null. */
export function opensslMessage(facts: Facts, codes: readonly number[]): string | null {
  if (facts.verification.kind !== 'completed') return null;
  const { opensslError, lastError, path, problems, searched = false } = facts.verification.value;
  const error = facts.client.verifies.tells === 'last' ? (lastError ?? opensslError) : opensslError;
  if (error === null || !codes.includes(error.code)) return null;
  const { host, port } = facts.target;
  return facts.client.words.verifyFailed(
    { host: facts.endpoint?.host ?? host, port: facts.endpoint?.port ?? port },
    error,
    { path, problems, at: facts.at, ...(searched ? { searched } : {}) },
  );
}
