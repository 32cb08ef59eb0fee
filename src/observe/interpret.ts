import { fromHex } from '../base/octets.ts';
import type { UnixMs } from '../base/time.ts';
import type { ClientProfile } from '../clients/profile.ts';
import type { Certificate } from '../x509/pki/certificate.ts';
import { matchReference } from '../x509/verify/host-name.ts';
import type { Reference } from '../x509/verify/host-name.ts';
import { matchMongodbHost } from '../x509/verify/mongodb-host-name.ts';
import type { Verification } from '../x509/verify/verification.ts';
import { verifyPath } from '../x509/verify/verify-chain.ts';
import type { VerifyInput } from '../x509/verify/verify-chain.ts';
import type { OtherPaths } from '../x509/verify/other-paths.ts';
import { completed, notTried } from './attempt.ts';
import { chosenFor } from './chosen.ts';
import { decodeAll, decodeChain } from './decode-chain.ts';
import type { Chain, CrlsRead, Facts, StoreVerdict, Unseen } from './facts.ts';
import type { EndpointObservation, Observation, TrustStoreObservation } from './observation.ts';
import { readClocks } from './read-clocks.ts';
import { knownIssuers, readOcsp } from './read-ocsp.ts';
import { seekOtherPaths } from './seek-other-paths.ts';
import { targetAt } from './target.ts';

/** Through whose eyes, and at what time, an observation is read. */
export interface Reading {
  readonly client: ClientProfile;
  /** Default: when it was observed. */
  readonly at?: UnixMs;
  /** What another client's observation does not tell of this one, place by place (other-eyes.ts); absent: it is its own. */
  readonly unseen?: readonly (Unseen | null)[];
}

/**
 * Reads an observation as a client would: one {@link Facts} an endpoint, or a single one without an endpoint where no address
 * was found. Pure; only a stapled OCSP response loads the OCSP decoder.
 */
export async function interpret(observation: Observation, reading: Reading): Promise<readonly Facts[]> {
  const at = reading.at ?? observation.observedAt;
  const { client } = reading;
  const lists = await readLists(observation, client);
  const told = await readConfiguration(observation, client);
  const seen = await Promise.all(
    observation.endpoints.map((endpoint) =>
      interpretEndpoint(asSeenFrom(observation, endpoint), endpoint, client, at, lists),
    ),
  );
  // Hosts whose name gave no address stand behind the endpoints, so that those keep their places.
  const unseen = unresolved(observation).map((one) => ({
    ...unobserved(one.target, client, at),
    resolution: one.resolution,
    ...(lists === null ? {} : { crls: { sources: lists.sources, outcome: null } }),
  }));
  const { clientFile, chosen } = observation;
  const own = clientFile === undefined ? told : { ...told, clientFile };
  return [...seen, ...unseen].map((facts, place) => {
    const missing = reading.unseen?.[place] ?? null;
    const here = { ...facts, ...own, ...chosenFor(facts.target, chosen) };
    return missing === null ? here : { ...here, unseen: missing };
  });
}

/** The observation as if it had been made of one host alone. */
function asSeenFrom(observation: Observation, host: { readonly host: string; readonly port: number }): Observation {
  const own = observation.hosts?.find((one) => one.host === host.host && one.port === host.port);
  return own === undefined
    ? observation
    : { ...observation, target: targetAt(observation.target, own), resolution: own.resolution };
}

function unresolved(observation: Observation): readonly Observation[] {
  const { hosts = [], endpoints } = observation;
  const failed = hosts.filter(({ resolution }) => resolution.kind === 'failed');
  if (failed.length > 0) return failed.map((host) => asSeenFrom(observation, host));
  return endpoints.length === 0 ? [observation] : [];
}

/** What options and the seed list come to; loads MongoDB's rules only where there are any. */
async function readConfiguration(
  { target, seeds }: Observation,
  client: ClientProfile,
): Promise<Pick<Facts, 'options' | 'seeds'>> {
  if (target.options === undefined) return {};
  const { driverOf, readOptions, seedFacts } = await import('./read-mongodb.ts');
  const driver = driverOf(client.id);
  return {
    options: readOptions(target.options, driver),
    ...(seeds === undefined ? {} : { seeds: seedFacts(target.srv?.host ?? target.host, seeds, driver) }),
  };
}

/** Facts of which nothing is known yet: no address was found, or nobody looked for one. */
export function unobserved(target: Facts['target'], client: ClientProfile, at: UnixMs): Facts {
  const nothing = notTried('dns');
  return {
    target,
    client,
    at,
    resolution: nothing,
    endpoint: null,
    tcp: nothing,
    handshake: nothing,
    chain: nothing,
    verification: nothing,
    stores: [],
    fetchedIssuers: [],
    verificationWithFetched: nothing,
    staples: nothing,
    mongodb: nothing,
    responders: { answers: [], notAsked: 'notWanted' },
    experiments: [],
    directChain: notTried('notAsked'),
  };
}

/** Revocation lists, and the function that looks a path up in them: only where there are any is it loaded. */
interface Lists {
  readonly sources: CrlsRead['sources'];
  readonly lookUp: (verification: Verification, at: UnixMs) => CrlsRead['outcome'];
}

async function readLists({ crls }: Observation, client: ClientProfile): Promise<Lists | null> {
  if (crls === undefined) return null;
  const { lookUp, readSources } = await import('./read-crls.ts');
  const sources = readSources(crls, client);
  return { sources, lookUp: (verification, at) => lookUp(sources, verification, at) };
}

async function interpretEndpoint(
  observation: Observation,
  endpoint: EndpointObservation,
  client: ClientProfile,
  at: UnixMs,
  lists: Lists | null,
): Promise<Facts> {
  const { tcp, handshake, experiments } = endpoint;
  const chain: Facts['chain'] =
    handshake.kind === 'completed'
      ? readChain(handshake.value.capture)
      : notTried(tcp.kind === 'failed' ? 'tcp' : 'handshake');
  const fetchedIssuers = endpoint.fetchedIssuers.flatMap(({ url, result }) =>
    result.kind === 'completed' ? [{ url, certificates: decodeAll(result.value.certificates) }] : [],
  );
  const fetched = fetchedIssuers.flatMap(({ certificates }) => certificates);
  const context = { observation, client, at, lists, verifier: await verifierOf(client) };
  const verify = (store: TrustStoreObservation, extra: readonly Certificate[]): StoreVerdict['verification'] =>
    chain.kind === 'completed' ? verifyIn(store, chain.value, extra, context) : notTried('certificate');
  const stores = observation.trustStores.map((store): StoreVerdict => ({
    name: store.name,
    path: store.path,
    ...(store.folders === undefined ? {} : { folders: store.folders }),
    decides: store.decides,
    certificates: store.content.kind === 'completed' ? store.content.value.certificates : null,
    ...(store.content.kind === 'completed' && store.content.value.newestRootFrom !== undefined
      ? { newestRootFrom: store.content.value.newestRootFrom }
      : {}),
    verification: verify(store, []),
  }));
  // A response may be younger than the probe itself: a responder that signs on demand made it only when it was asked.
  const seenBy = at === observation.observedAt ? at + observation.durationMs : at;
  const issuers = chain.kind === 'completed' ? knownIssuers(chain.value, stores, fetched) : [];
  const deciding = observation.trustStores.find(({ decides }) => decides);
  const withFetched = deciding !== undefined && fetched.length > 0 ? verify(deciding, fetched) : notTried('notAsked');
  const verification = stores.find(({ decides }) => decides)?.verification ?? notTried('trustStore');
  const otherPaths = await otherPathsIn(deciding, chain, fetched, verification, context);
  const ocsp = await readOcsp(handshake, endpoint.ocspLookup, chain, issuers, seenBy);
  const mongodb = await readMongodb(handshake);
  const release = await readRelease(mongodb, experiments);
  const clocks = await readClocks(observation, endpoint, { ...ocsp, chain, mongodb });
  return {
    target: observation.target,
    client,
    at,
    resolution: observation.resolution,
    endpoint: { host: endpoint.host, address: endpoint.address, port: endpoint.port },
    tcp,
    handshake,
    chain,
    verification,
    ...(otherPaths === undefined ? {} : { otherPaths }),
    ...(chain.kind === 'completed'
      ? { mongodbHost: matchMongodbHost(chain.value[0], nameOf(observation.target)) }
      : {}),
    stores,
    ...(observation.machine === undefined ? {} : { machine: observation.machine }),
    ...(observation.python === undefined ? {} : { python: observation.python }),
    fetchedIssuers,
    verificationWithFetched: withFetched.kind === 'completed' ? withFetched : notTried('notAsked'),
    ...ocsp,
    mongodb,
    ...(release === null ? {} : { release }),
    clocks: { observedAt: observation.observedAt, seen: clocks },
    ...(lists === null
      ? {}
      : {
          crls: {
            sources: lists.sources,
            outcome: verification.kind === 'completed' ? lists.lookUp(verification.value, at) : null,
          },
        }),
    experiments,
    directChain: readDirect(endpoint.direct),
  };
}

const nameOf = ({ referenceIdentity: asked }: Observation['target']): string =>
  asked.kind === 'ip' ? asked.address : asked.name;

function readDirect(direct: EndpointObservation['direct']): Facts['directChain'] {
  if (direct === undefined) return notTried('notAsked');
  return direct.kind === 'completed' ? readChain(direct.value) : direct;
}

async function readMongodb(handshake: EndpointObservation['handshake']): Promise<Facts['mongodb']> {
  if (handshake.kind !== 'completed') return notTried('handshake');
  const { asked, capture } = handshake.value;
  if (asked === undefined) return notTried('notAsked');
  const { readAnswers } = await import('../mongodb/hello.ts');
  return completed(readAnswers(fromHex(capture.applicationOctets)));
}

/** A server that the client has no way to talk to may have answered another hello. */
async function readRelease(
  mongodb: Facts['mongodb'],
  experiments: EndpointObservation['experiments'],
): Promise<string | null> {
  if (mongodb.kind === 'completed' && mongodb.value.hello.kind === 'answered') return mongodb.value.hello.value.release;
  for (const { question, result } of experiments) {
    if (question.kind !== 'saysHello' || result.kind !== 'handshake') continue;
    const { readAnswers } = await import('../mongodb/hello.ts');
    const { hello } = readAnswers(fromHex(result.capture.applicationOctets));
    if (hello.kind === 'answered') return hello.value.release;
  }
  return null;
}

type CaptureSeen = Extract<EndpointObservation['handshake'], { kind: 'completed' }>['value']['capture'];

/** A handshake that ended before the Certificate message says nothing of a chain. */
const readChain = (capture: CaptureSeen): Facts['chain'] =>
  capture.certificates.length === 0 && capture.problem !== null
    ? notTried('handshake')
    : decodeChain(capture.certificates);

/** Who verifies as a client does; code that is not OpenSSL's is loaded only for those that use it. */
async function verifierOf({ verifies: { engine = 'openssl' } }: ClientProfile): Promise<typeof verifyPath> {
  if (engine === 'openssl') return verifyPath;
  const { verifyTurningBack } = await import('../x509/verify/verify-turning-back.ts');
  return (input) => verifyTurningBack(engine, input);
}

interface VerifyContext {
  readonly verifier: typeof verifyPath;
  readonly observation: Observation;
  readonly client: ClientProfile;
  readonly at: UnixMs;
  readonly lists: Lists | null;
}

function verifyIn(
  store: TrustStoreObservation,
  chain: Chain,
  extra: readonly Certificate[],
  context: VerifyContext,
): StoreVerdict['verification'] {
  if (store.content.kind !== 'completed') return store.content;
  return completed(context.verifier(inputFor(store.content.value.relevant, chain, extra, context)));
}

/** The paths that others find where the store that decides refuses. */
function otherPathsIn(
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
