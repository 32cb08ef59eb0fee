/**
 * An observation that was made as one client, as another one would have made it: what was seen stands where it does not depend on
 * who looks, and is taken away where it does. Nothing is made up: what the other client would have met is then not known.
 */
import type { ClientProfile, Trusts } from '../../clients/profile.ts';
import type { Capture } from '../../tls/handshake/capture.ts';
import { notTried } from '../attempt.ts';
import type { Unseen } from '../facts.ts';
import type { EndpointObservation, Observation, TrustStoreName, TrustStoreObservation } from '../observation.ts';
import { targetAt } from '../target.ts';
import { decodeAll } from './decode-chain.ts';

/** An observation through other eyes. */
export interface OtherView {
  readonly observation: Observation;
  /** For each endpoint (or for the one place where there is none) what of the client's own way is not known; null: nothing. */
  readonly unseen: readonly (Unseen | null)[];
}

/** `by`: the client that it was made as, null where that one is not known any more; `client`: the one that looks now. */
export function throughOtherEyes(seen: Observation, by: ClientProfile | null, client: ClientProfile): OtherView {
  if (by?.id === client.id) return { observation: seen, unseen: [] };
  const observation = client.speaks === 'mongodb' ? seen : withoutAdvertised(seen);
  const name = by?.name ?? null;
  const trustStores = decidedBy(observation.trustStores, client.trusts);
  const lacksStore = observation.trustStores.length > 0 && !trustStores.some(({ decides }) => decides);
  const views = observation.endpoints.map((endpoint): { endpoint: EndpointObservation; unseen: Unseen | null } => {
    const { handshake } = endpoint;
    if (handshake.kind !== 'completed') return { endpoint, unseen: null };
    const way = { by: name, handshake: handshake.value };
    const alike = wouldEndAlike(endpoint, handshake.value.capture, client);
    if (!alike || lacksNameOfAddress(observation, endpoint, by, client)) {
      const unknown = { ...endpoint, handshake: notTried('notAsked'), fetchedIssuers: [] };
      return { endpoint: unknown, unseen: { missing: 'handshake', ...way } };
    }
    const lacksHello = client.speaks === 'mongodb' && by?.speaks !== 'mongodb' && handshake.value.asked === undefined;
    const missing = lacksStore ? 'trustStore' : lacksHello ? 'hello' : null;
    return { endpoint: asAsked(endpoint, client), unseen: missing === null ? null : { missing, ...way } };
  });
  const { resolution, clientFile } = observation;
  const isNothing = resolution.kind === 'notTried' && resolution.because === 'notAsked' && clientFile === undefined;
  return {
    observation: { ...observation, trustStores, endpoints: views.map(({ endpoint }) => endpoint) },
    unseen: isNothing ? [{ missing: 'connection', by: name, handshake: null }] : views.map(({ unseen }) => unseen),
  };
}

/** It looks up the name of an address, and may accept a certificate for that; nobody did so when this was observed. */
const lacksNameOfAddress = (
  { target }: Observation,
  endpoint: EndpointObservation,
  by: ClientProfile | null,
  client: ClientProfile,
): boolean =>
  client.verifies.namesAddresses === true &&
  by?.verifies.namesAddresses !== true &&
  targetAt(target, endpoint).referenceIdentity.kind === 'ip';

/**
 * Whether this client's own hello must have come to the same. It must where no TLS answers at all; where the server's choice is one
 * that this client offers, too; and where the server took nothing of any version that it speaks, whatever was offered.
 */
function wouldEndAlike({ experiments }: EndpointObservation, capture: Capture, { offer }: ClientProfile): boolean {
  const { offered, problem, protocol, cipherSuite, group, signatureScheme } = capture;
  if (problem?.kind === 'notTls') return true;
  const isSameOffer =
    isSameSet(offered.versions, offer.versions) &&
    isSameSet(offered.cipherSuites, offer.cipherSuites) &&
    isSameSet(offered.groups, offer.groups) &&
    isSameSet(offered.signatureSchemes, offer.signatureSchemes);
  if (isSameOffer) return true;
  // What nobody had offered to it, this client may take.
  if (problem?.kind === 'illegalChoice') return false;
  if (protocol !== null && cipherSuite !== null)
    return (
      offer.versions.includes(protocol) &&
      offer.cipherSuites.includes(cipherSuite) &&
      (group === null || offer.groups.includes(group)) &&
      (signatureScheme === null || offer.signatureSchemes.includes(signatureScheme))
    );
  return offer.versions.every((version) =>
    experiments.some(
      ({ question, result }) =>
        question.kind === 'acceptsAnyCipherSuite' &&
        question.version === version &&
        result.kind === 'handshake' &&
        result.capture.protocol === null,
    ),
  );
}

const isSameSet = (a: readonly number[], b: readonly number[]): boolean =>
  new Set([...a, ...b]).size === new Set(a).size && new Set(a).size === new Set(b).size;

/** What the other client asks beyond the handshake: a driver says hello, and some ask OCSP responders. */
function asAsked(endpoint: EndpointObservation, { speaks, verifies }: ClientProfile): EndpointObservation {
  if (endpoint.handshake.kind !== 'completed') return endpoint;
  const { asked, ...handshake } = endpoint.handshake.value;
  const keeps = asked !== undefined && speaks === 'mongodb';
  const { certificates, staples } = handshake.capture;
  const [leaf] = decodeAll(certificates.slice(0, 1));
  const wouldAsk =
    (verifies.ocsp === 'pymongo' || verifies.ocsp === 'specification' || verifies.ocsp === 'go') &&
    endpoint.ocspLookup === undefined &&
    (leaf?.ocspUrls.length ?? 0) > 0 &&
    !staples.some(({ certificate }) => certificate === 0);
  return {
    ...endpoint,
    handshake: { kind: 'completed', value: keeps ? { ...handshake, asked } : handshake },
    ...(wouldAsk ? { ocspLookup: { queries: [], notAsked: 'notObserved' } } : {}),
  };
}

/** Only drivers go on to the hosts that a deployment advertises. */
function withoutAdvertised(seen: Observation): Observation {
  const advertised = (seen.target.hosts ?? []).filter((host) => host.advertised !== undefined);
  if (advertised.length === 0) return seen;
  const { hosts: all = [], ...target } = seen.target;
  const isOurs = ({ host, port }: { readonly host: string; readonly port: number }): boolean =>
    !advertised.some((other) => other.host === host && other.port === port);
  const [first, ...others] = all.filter(isOurs);
  const { hosts, ...rest } = seen;
  const isOne = first === undefined || others.length === 0;
  return {
    ...rest,
    target: isOne ? target : { ...target, hosts: [first, ...others] },
    ...(isOne || hosts === undefined ? {} : { hosts: hosts.filter(isOurs) }),
    endpoints: seen.endpoints.filter(isOurs),
  };
}

/** The stores, with the mark at the one by which this client decides; at none where that one was not asked. */
function decidedBy(stores: readonly TrustStoreObservation[], trusts: Trusts): readonly TrustStoreObservation[] {
  const names: readonly TrustStoreName[] = ['tlsCAFile', ...taken[trusts]];
  const deciding = stores.find(({ name, decides }) => decides && names.includes(name));
  const chosen = deciding ?? names.flatMap((name) => stores.find((store) => store.name === name) ?? [])[0];
  const marked = stores.map((store) => ({ ...store, decides: store === chosen }));
  return chosen === undefined ? marked : marked.toSorted((a, b) => Number(b.decides) - Number(a.decides));
}

/** The stores that may decide for each kind of client, the one with the variables of the machine first. */
const taken: Readonly<Record<Trusts, readonly TrustStoreName[]>> = {
  openssl: ['sslCertFile', 'sslCertDir', 'system'],
  python: ['sslCertFile', 'sslCertDir', 'python', 'windows', 'system'],
  pyopenssl: ['sslCertFile', 'sslCertDir', 'systemBundle', 'system'],
  go: ['sslCertFile', 'sslCertDir', 'systemBundle', 'system'],
  node: ['nodeExtra', 'node'],
  java: ['java'],
  certifi: ['certifi'],
};
