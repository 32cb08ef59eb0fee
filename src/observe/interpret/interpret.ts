import type { UnixMs } from '../../base/time.ts';
import type { ClientProfile } from '../../clients/profile.ts';
import { notTried } from '../attempt.ts';
import { chosenFor } from '../chosen.ts';
import type { Facts, Unseen } from '../facts.ts';
import type { Observation } from '../observation.ts';
import { targetAt } from '../target.ts';
import { interpretEndpoint } from './interpret-endpoint.ts';
import type { Lists } from './verify-as-client.ts';

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
      interpretEndpoint(endpoint, { observation: asSeenFrom(observation, endpoint), client, at, lists }),
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

/** Only where there are lists is what reads them loaded. */
async function readLists({ crls }: Observation, client: ClientProfile): Promise<Lists | null> {
  if (crls === undefined) return null;
  const { lookUp, readSources } = await import('./read-crls.ts');
  const sources = readSources(crls, client);
  return { sources, lookUp: (verification, at) => lookUp(sources, verification, at) };
}
