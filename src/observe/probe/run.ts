import { equal } from '../../base/octets.ts';
import type { Milliseconds } from '../../base/time.ts';
import type { IoProblem } from '../../net/io-problem.ts';
import type { Ports } from '../../net/ports.ts';
import type { Certificate } from '../../x509/pki/certificate.ts';
import { attemptFailed, completed, notTried } from '../attempt.ts';
import type { Attempt } from '../attempt.ts';
import { decodeChain } from '../decode-chain.ts';
import type { Chain } from '../facts.ts';
import type {
  EndpointObservation,
  FetchedIssuer,
  Observation,
  Resolution,
  TrustStoreObservation,
} from '../observation.ts';
import type { Target } from '../target.ts';
import { decidingTrustSource, observeStore, systemTrustSource } from '../trust-sources.ts';
import type { TrustSource } from '../trust-sources.ts';
import { driveHandshake } from './drive-handshake.ts';
import type { DriveOptions, Driven } from './drive-handshake.ts';
import { Bench } from './experiments/bench.ts';
import { explore } from './experiments/decide.ts';
import type { FetchedCertificates } from './fetch-issuers.ts';
import type { ProbeHooks, ProbeOptions } from './options.ts';
import { clientPlan } from './plan.ts';

/**
 * The main job, from a target to an observation: resolve, connect, perform the client's handshake, and where it fails make the
 * experiments that tell why; where a chain hangs in the air, fetch its issuer. Never throws for what a peer does, and ends
 * within `timeoutMs`.
 */
export async function probe(
  target: Target,
  options: ProbeOptions,
  ports: Ports,
  hooks: ProbeHooks = {},
): Promise<Observation> {
  const observedAt = ports.clock.now();
  const startedMs = ports.clock.monotonicMs();
  const deadlineMs = startedMs + options.timeoutMs;
  const trust = decidingTrustSource(ports, options);
  const resolution = await resolve(target, options, ports, hooks);
  const addresses = resolution.kind === 'completed' ? inOrder(resolution.value.addresses, options.family) : [];
  const seen = await probeFirstThatAnswers(target, addresses, options, ports, hooks, deadlineMs, await trust);
  return {
    schema: 'whytls.observation/1',
    observedAt,
    durationMs: ports.clock.monotonicMs() - startedMs,
    target,
    resolution,
    ...seen,
  };
}

async function resolve(
  target: Target,
  options: ProbeOptions,
  ports: Ports,
  hooks: ProbeHooks,
): Promise<Attempt<Resolution, IoProblem>> {
  const given = options.ip ?? (target.referenceIdentity.kind === 'ip' ? target.host : null);
  if (given !== null) return completed({ addresses: [given], durationMs: 0 });
  hooks.progress?.({ kind: 'resolving', name: target.host });
  const startedMs = ports.clock.monotonicMs();
  const answer = await ports.dns.addresses(target.host, { timeoutMs: options.timeoutMs, ...signalOf(hooks) });
  const durationMs = ports.clock.monotonicMs() - startedMs;
  if (!answer.ok) return attemptFailed(answer.problem);
  const addresses = inOrder(answer.value, options.family);
  return addresses.length === 0
    ? attemptFailed({ kind: 'nameNotFound', name: target.host })
    : completed({ addresses: answer.value, durationMs });
}

type Seen = Pick<Observation, 'endpoints' | 'otherAddresses' | 'trustStores'>;

/**
 * The addresses one after the other, as clients do it: the first that accepts a connection is the endpoint. If none does, each
 * is one, with its own reason.
 */
async function probeFirstThatAnswers(
  target: Target,
  addresses: readonly string[],
  options: ProbeOptions,
  ports: Ports,
  hooks: ProbeHooks,
  deadlineMs: Milliseconds,
  trust: TrustSource,
): Promise<Seen> {
  const refused: EndpointObservation[] = [];
  for (const [index, address] of addresses.entries()) {
    const leftMs = deadlineMs - ports.clock.monotonicMs();
    if (leftMs <= 0) break;
    hooks.progress?.({ kind: 'connecting', address, port: target.port });
    const drive: DriveOptions = {
      address,
      port: target.port,
      connectTimeoutMs: options.connectTimeoutMs,
      timeoutMs: leftMs,
      ...signalOf(hooks),
    };
    const plan = clientPlan(target, options, ports.random);
    const driven = await driveHandshake(ports, plan, { ...drive, timeoutMs: Math.max(leftMs - reserveMs(leftMs), 1) });
    const place = { host: target.host, address, port: target.port };
    if (driven.kind === 'noConnection') {
      refused.push({
        ...place,
        tcp: attemptFailed(driven.problem),
        handshake: notTried('tcp'),
        fetchedIssuers: [],
        experiments: [],
      });
      continue;
    }
    const bench = new Bench(ports, target, drive, deadlineMs);
    if (driven.capture.problem !== null) hooks.progress?.({ kind: 'experimenting', connections: bench.left });
    const [, chain] = await Promise.all([
      explore(bench, plan, driven.capture),
      followChain(driven, options, ports, hooks, deadlineMs, trust),
    ]);
    const endpoint: EndpointObservation = {
      ...place,
      tcp: completed({ durationMs: driven.tcpMs }),
      handshake: completed({
        capture: driven.capture,
        firstByteMs: driven.firstByteMs,
        handshakeMs: driven.handshakeMs,
      }),
      fetchedIssuers: chain.fetched,
      experiments: bench.experiments,
    };
    const others = [
      ...refused.map((one) => ({ address: one.address, problem: one.tcp.kind === 'failed' ? one.tcp.problem : null })),
      ...addresses.slice(index + 1).map((one) => ({ address: one, problem: null })),
    ];
    return { endpoints: [endpoint], otherAddresses: others, trustStores: chain.trustStores };
  }
  return { endpoints: refused, otherAddresses: [], trustStores: [observeStore(trust, [])] };
}

interface FollowedChain {
  readonly fetched: readonly FetchedIssuer[];
  readonly trustStores: readonly TrustStoreObservation[];
}

/** From the chain as sent to the anchors that concern it; a missing issuer is fetched where the last certificate points. */
async function followChain(
  driven: Extract<Driven, { kind: 'handshake' }>,
  options: ProbeOptions,
  ports: Ports,
  hooks: ProbeHooks,
  deadlineMs: Milliseconds,
  trust: TrustSource,
): Promise<FollowedChain> {
  const chain = decodeChain(driven.capture.certificates);
  if (chain.kind !== 'completed') return { fetched: [], trustStores: [observeStore(trust, [])] };
  const isTrusted = (name: Uint8Array): boolean => trust.store.ok && trust.store.value.bySubject(name).length > 0;
  const top = topOfChain(chain.value);
  const hangs = !equal(top.issuer.der, top.subject.der) && !isTrusted(top.issuer.der);
  const { fetched, certificates }: FetchedCertificates =
    hangs && options.networkLookups && top.caIssuersUrls.length > 0
      ? await fetchFrom(top, isTrusted, ports, hooks, deadlineMs)
      : { fetched: [], certificates: [] };
  const all = [...chain.value, ...certificates];
  const stores = [observeStore(trust, all)];
  // A chain that the given file does not trust may well be one that the system trusts: then the file is the mistake.
  const suspicious = trust.name === 'tlsCAFile' && !all.some(({ issuer }) => isTrusted(issuer.der));
  const system = suspicious ? systemTrustSource(ports, options) : null;
  if (system !== null) stores.push(observeStore(system, all));
  return { fetched, trustStores: stores };
}

async function fetchFrom(
  top: Certificate,
  isTrusted: (name: Uint8Array) => boolean,
  ports: Ports,
  hooks: ProbeHooks,
  deadlineMs: Milliseconds,
): Promise<FetchedCertificates> {
  const { fetchIssuers } = await import('./fetch-issuers.ts');
  return fetchIssuers(await ports.http(), top, isTrusted, {
    timeoutMs: Math.min(Math.max(deadlineMs - ports.clock.monotonicMs(), 1), fetchTimeoutMs),
    progress: (url) => hooks.progress?.({ kind: 'fetchingIssuer', url }),
    ...signalOf(hooks),
  });
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

const inOrder = (addresses: readonly string[], family: 4 | 6 | null): readonly string[] =>
  family === null ? addresses : addresses.filter((address) => address.includes(':') === (family === 6));

const signalOf = ({ signal }: ProbeHooks): { readonly signal?: AbortSignal } =>
  signal === undefined ? {} : { signal };

/** The part of the time that is kept for experiments when the handshake itself hangs. */
const reserveMs = (leftMs: Milliseconds): Milliseconds => Math.min(leftMs * 0.4, 3500);

const fetchTimeoutMs: Milliseconds = 3000;
