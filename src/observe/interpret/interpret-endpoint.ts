import { fromHex } from '../../base/octets.ts';
import type { Certificate } from '../../x509/pki/certificate.ts';
import { matchMongodbHost } from '../../x509/verify/mongodb-host-name.ts';
import { completed, notTried } from '../attempt.ts';
import type { Facts, StoreVerdict } from '../facts.ts';
import type { EndpointObservation, Observation, TrustStoreObservation } from '../observation.ts';
import { decodeAll, decodeChain } from './decode-chain.ts';
import { readClocks } from './read-clocks.ts';
import { knownIssuers, readOcsp } from './read-ocsp.ts';
import { otherPathsIn, verifierOf, verifyIn } from './verify-as-client.ts';
import type { Eyes } from './verify-as-client.ts';

/** Reads one address as a client would. `eyes.observation`: as if it had been made of this host alone. */
export async function interpretEndpoint(endpoint: EndpointObservation, eyes: Eyes): Promise<Facts> {
  const { observation, client, at } = eyes;
  const { tcp, handshake, experiments } = endpoint;
  const chain: Facts['chain'] =
    handshake.kind === 'completed'
      ? readChain(handshake.value.capture)
      : notTried(tcp.kind === 'failed' ? 'tcp' : 'handshake');
  const fetchedIssuers = endpoint.fetchedIssuers.flatMap(({ url, result }) =>
    result.kind === 'completed' ? [{ url, certificates: decodeAll(result.value.certificates) }] : [],
  );
  const fetched = fetchedIssuers.flatMap(({ certificates }) => certificates);
  const verified = await verifiedBy(eyes, chain, fetched);
  // A response may be younger than the probe itself: a responder that signs on demand made it only when it was asked.
  const seenBy = at === observation.observedAt ? at + observation.durationMs : at;
  const issuers = chain.kind === 'completed' ? knownIssuers(chain.value, verified.stores, fetched) : [];
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
    ...verified,
    ...(chain.kind === 'completed'
      ? { mongodbHost: matchMongodbHost(chain.value[0], nameOf(observation.target)) }
      : {}),
    ...(observation.machine === undefined ? {} : { machine: observation.machine }),
    ...(observation.python === undefined ? {} : { python: observation.python }),
    fetchedIssuers,
    ...ocsp,
    mongodb,
    ...(release === null ? {} : { release }),
    clocks: { observedAt: observation.observedAt, seen: clocks },
    experiments,
    directChain: readDirect(endpoint.direct),
  };
}

/** What the trust stores make of the chain: as it was sent, and with the issuers that were fetched. */
async function verifiedBy(
  eyes: Eyes,
  chain: Facts['chain'],
  fetched: readonly Certificate[],
): Promise<Pick<Facts, 'stores' | 'verification' | 'verificationWithFetched' | 'otherPaths' | 'crls'>> {
  const { observation, client, at, lists } = eyes;
  const context = { ...eyes, verifier: await verifierOf(client) };
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
  const deciding = observation.trustStores.find(({ decides }) => decides);
  const verification = stores.find(({ decides }) => decides)?.verification ?? notTried('trustStore');
  const withFetched = deciding !== undefined && fetched.length > 0 ? verify(deciding, fetched) : notTried('notAsked');
  const otherPaths = await otherPathsIn(deciding, chain, fetched, verification, context);
  const outcome = verification.kind === 'completed' ? (lists?.lookUp(verification.value, at) ?? null) : null;
  return {
    stores,
    verification,
    verificationWithFetched: withFetched.kind === 'completed' ? withFetched : notTried('notAsked'),
    ...(otherPaths === undefined ? {} : { otherPaths }),
    ...(lists === null ? {} : { crls: { sources: lists.sources, outcome } }),
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
  const { readAnswers } = await import('../../mongodb/hello.ts');
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
    const { readAnswers } = await import('../../mongodb/hello.ts');
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
