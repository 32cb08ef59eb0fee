/**
 * Certificates that nobody sent: handed over in files, in a line of a batch, or by the library. Read as a client would read
 * them from a connection, into the same {@link Facts}, so that each diagnosis is written once.
 */
import type { UnixMs } from '../../base/time.ts';
import type { ClientProfile } from '../../clients/profile.ts';
import type { Certificate } from '../../x509/pki/certificate.ts';
import type { Crl } from '../../x509/pki/crl/crl.ts';
import type { CrlCheck } from '../../x509/verify/crl-check.ts';
import type { Reference } from '../../x509/verify/host-name.ts';
import type { Purpose } from '../../x509/verify/purpose.ts';
import type { SecurityLevel } from '../../x509/verify/strength.ts';
import { matchMongodbHost } from '../../x509/verify/mongodb-host-name.ts';
// Not loaded on demand: a bundle of its own would import every key once more, and batches have many.
import { findOtherPaths } from '../../x509/verify/other-paths.ts';
import { verifyPath } from '../../x509/verify/verify-chain.ts';
import type { Verification } from '../../x509/verify/verification.ts';
import type { VerifyInput } from '../../x509/verify/verify-chain.ts';
import { attemptFailed, completed, notTried } from '../attempt.ts';
import { decodeDerChain } from './decode-chain.ts';
import type { Chain, Facts, Given, StoreVerdict } from '../facts.ts';
import { unobserved } from './interpret.ts';
import { decide, knownIssuers } from './read-ocsp.ts';
import { couldBeFound } from './seek-other-paths.ts';
import type { Machine } from '../observation.ts';
import type { Target } from '../target.ts';
import { anchorsFor, newestRootOf } from '../trust/trust-source.ts';
import type { TrustSource } from '../trust/trust-source.ts';

/** Certificates, and how to judge them. */
export interface GivenChain {
  readonly given: Given;
  /** DER, the leaf first. */
  readonly chain: readonly Uint8Array[];
  /** Further intermediates, not trusted, looked at after those of the chain. */
  readonly extra: readonly Certificate[];
  readonly store: TrustSource;
  /** Other stores of this machine, to be compared with the one that decides. Absent: not looked at. */
  readonly comparison?: { readonly sources: readonly TrustSource[]; readonly machine: Machine };
  readonly client: ClientProfile;
  readonly at: UnixMs;
  /** Null: the name is not checked. */
  readonly reference: Reference | null;
  readonly rules: ChainRules;
  readonly crls: readonly Crl[];
  /** An OCSP response about the leaf, DER; null: none was given. */
  readonly staple: Uint8Array | null;
}

/** What is asked of a chain beside its name and time. */
export interface ChainRules {
  readonly purpose: Purpose;
  readonly securityLevel: SecurityLevel;
  readonly strict: boolean;
  readonly partialChain: boolean;
  /** The most certificates between leaf and anchor. */
  readonly maxDepth: number;
  /** Whose revocation is looked up in the CRLs. */
  readonly crlCheck: CrlCheck;
}

/** OpenSSL's own bound (`-verify_depth`), and what is usual otherwise. */
export const defaultMaxDepth = 100;

/** What one client reads in these certificates. Only an OCSP response loads the OCSP decoder. */
export async function interpretGiven(input: GivenChain): Promise<Facts> {
  const { given, client, at, store, reference } = input;
  const chain = decodeDerChain(input.chain);
  const question = chain.kind === 'completed' ? inputFor(chain.value, store, input) : null;
  const verification = question === null ? null : verifyPath(question);
  const otherPaths =
    question !== null && verification !== null && couldBeFound(question, verification)
      ? findOtherPaths(question, verification)
      : undefined;
  const verdict = { ...verdictOf(store, chain, verification, true), ...newestRoot(input) };
  const others = (input.comparison?.sources ?? []).map((source) => {
    const asked = chain.kind === 'completed' ? inputFor(chain.value, source, input) : null;
    return verdictOf(source, chain, asked === null ? null : verifyPath(asked), false);
  });
  const staples = await judgeResponse(input, chain, verdict);
  const seen = unobserved(targetOf(input), client, at);
  return {
    ...seen,
    given,
    chain,
    verification: verdict.verification,
    ...(otherPaths === undefined ? {} : { otherPaths }),
    ...(chain.kind === 'completed' && reference !== null
      ? { mongodbHost: matchMongodbHost(chain.value[0], nameOf(reference)) }
      : {}),
    stores: [verdict, ...others],
    ...(input.comparison === undefined ? {} : { machine: input.comparison.machine }),
    staples,
    ...(chain.kind === 'completed' && staples.kind === 'completed'
      ? { ocspVerdicts: await decide(chain.value, staples, seen.responders, at) }
      : {}),
  };
}

function verdictOf(
  store: TrustSource,
  chain: Facts['chain'],
  verification: Verification | null,
  decides: boolean,
): StoreVerdict {
  const { name, path, folders } = store;
  return {
    name,
    path,
    ...(folders.length === 0 ? {} : { folders }),
    decides,
    certificates: store.store.ok ? store.store.value.size : null,
    verification: verification === null ? notVerified(chain, store) : completed(verification),
  };
}

/** What tells a store that was never updated; only looked at where stores are compared. */
function newestRoot({ store, comparison }: GivenChain): Pick<StoreVerdict, 'newestRootFrom'> {
  const newest = comparison !== undefined && store.store.ok ? newestRootOf(store.store.value) : null;
  return newest === null ? {} : { newestRootFrom: newest };
}

/** The file of trust anchors stands in the way, or there is no chain. */
const notVerified = (chain: Facts['chain'], { store }: TrustSource): StoreVerdict['verification'] =>
  chain.kind !== 'completed' || store.ok ? notTried('certificate') : attemptFailed(store.problem);

function inputFor(
  chain: Chain,
  { store }: TrustSource,
  { extra, client, at, reference, rules, crls }: GivenChain,
): VerifyInput | null {
  if (!store.ok) return null;
  const { usesCommonName, partialWildcards } = client.verifies;
  const sent: VerifyInput['chain'] = [...chain, ...extra];
  const anchors = anchorsFor(store.value, sent);
  return { chain: sent, extra: [], anchors, at, reference, usesCommonName, partialWildcards, crls, ...rules };
}

async function judgeResponse(
  { staple, extra, at }: GivenChain,
  chain: Facts['chain'],
  verdict: StoreVerdict,
): Promise<Facts['staples']> {
  if (staple === null) return notTried('notAsked');
  if (chain.kind !== 'completed') return notTried('certificate');
  const { judgeStaple } = await import('../../x509/revocation/judge-ocsp.ts');
  const issuers = knownIssuers(chain.value, [verdict], extra);
  return completed([
    judgeStaple({ index: 0, certificate: chain.value[0], issuers, response: staple, at, chain: chain.value }),
  ]);
}

/** The port that the client would use stands in the texts that it prints, and an ellipsis for a host that nobody named. */
function targetOf({ given, reference, client }: GivenChain): Target {
  const host = reference === null ? '…' : nameOf(reference);
  return {
    input: given.chainFile ?? '',
    scheme: null,
    host,
    port: client.speaks === 'mongodb' ? 27017 : 443,
    starttls: null,
    sni: null,
    referenceIdentity: reference ?? { kind: 'dns', name: '' },
  };
}

const nameOf = (reference: Reference): string => (reference.kind === 'dns' ? reference.name : reference.address);
