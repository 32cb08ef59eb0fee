import type { Milliseconds } from '../../base/time.ts';
import type { IoProblem } from '../../net/io-problem.ts';
import { noProxyApplies } from '../../net/proxy/no-proxy.ts';
import { parseProxyUrl } from '../../net/proxy/proxy-plan.ts';
import type { Ports } from '../../net/ports.ts';
import { attemptFailed, completed } from '../attempt.ts';
import type { Attempt } from '../attempt.ts';
import { decodeAll } from '../decode-chain.ts';
import type {
  CrlObservation,
  EndpointObservation,
  Observation,
  Resolution,
  TrustStoreObservation,
} from '../observation.ts';
import type { Certificate } from '../../x509/pki/certificate.ts';
import type { Target } from '../target.ts';
import { certificatesSeen } from '../trust/certificates-seen.ts';
import { decidingTrustSource } from '../trust/deciding-store.ts';
import { observeStore } from '../trust/trust-source.ts';
import { familyOf, interleaved } from './address-order.ts';
import type { CrlOptions, ProbeHooks, ProbeOptions } from './options.ts';
import { probeAddress } from './probe-address.ts';
import type { Errand } from './errand.ts';
import { wayTo } from './way.ts';

/**
 * The main job, from a target to an observation: resolve, connect to every address side by side, perform the client's handshake
 * at each, and where one fails make the experiments that tell why; where a chain hangs in the air, fetch its issuer. Never throws
 * for what a peer does, and ends within `timeoutMs`.
 */
export async function probe(
  target: Target,
  options: ProbeOptions,
  ports: Ports,
  hooks: ProbeHooks = {},
): Promise<Observation> {
  const observedAt = ports.clock.now();
  const startedMs = ports.clock.monotonicMs();
  const deciding = decidingTrustSource(ports, options);
  const resolution = await resolve(target, options, ports, hooks);
  const addresses = resolution.kind === 'completed' ? interleaved(resolution.value.addresses, options.family) : [];
  const trust = await deciding;
  const errand: Errand = {
    target,
    options,
    ports: { ...ports, tcp: await wayTo(target, options, ports) },
    straight: ports,
    hooks,
    deadlineMs: startedMs + options.timeoutMs,
    trust,
    explored: new Map(),
    fetched: new Map(),
    asked: new Map(),
  };
  const probed = await probeAll(errand, addresses.slice(0, maxAddresses));
  const { endpoints, otherAddresses } = sorted(probed, addresses.slice(maxAddresses));
  const seen = certificatesSeen(endpoints);
  const trustStores = [observeStore(trust, seen, true)];
  const crls = options.crls === undefined ? {} : { crls: await gatherCrls(options.crls, errand, seen, trustStores) };
  return {
    schema: 'whytls.observation/1',
    observedAt,
    durationMs: ports.clock.monotonicMs() - startedMs,
    target,
    resolution,
    endpoints,
    otherAddresses,
    ...noticeProxy(target, options),
    trustStores,
    ...crls,
  };
}

/** Notices a proxy that the environment names and that we do not take. */
function noticeProxy(target: Target, { proxy, proxyVariables }: ProbeOptions): Pick<Observation, 'proxyVariable'> {
  if (proxy !== null || proxyVariables === null) return {};
  const { name, value, noProxy } = proxyVariables;
  const parsed = parseProxyUrl(value);
  return {
    proxyVariable: {
      name,
      proxy: parsed.ok ? parsed.value.shown : null,
      exempt: noProxyApplies(target.host, noProxy),
    },
  };
}

async function resolve(
  target: Target,
  options: ProbeOptions,
  ports: Ports,
  hooks: ProbeHooks,
): Promise<Attempt<Resolution, IoProblem>> {
  // A proxy that looks names up is told the name: its own answer is the one that counts.
  const byProxy = options.proxy?.resolvesNames === true ? target.host : null;
  const given = options.ip ?? byProxy ?? (target.referenceIdentity.kind === 'ip' ? target.host : null);
  if (given !== null) return completed({ addresses: [given], durationMs: 0 });
  hooks.progress?.({ kind: 'resolving', name: target.host });
  const startedMs = ports.clock.monotonicMs();
  const answer = await ports.dns.addresses(target.host, {
    timeoutMs: options.timeoutMs,
    ...(hooks.signal === undefined ? {} : { signal: hooks.signal }),
  });
  const durationMs = ports.clock.monotonicMs() - startedMs;
  if (!answer.ok) return attemptFailed(answer.problem);
  return interleaved(answer.value, options.family).length === 0
    ? attemptFailed({ kind: 'nameNotFound', name: target.host })
    : completed({ addresses: answer.value, durationMs });
}

/**
 * All addresses side by side. Once one of them has come to an end, those that still wait for a connection get a moment more: an
 * address that swallows packets must not hold the report up for as long as a connection may take.
 */
async function probeAll(errand: Errand, addresses: readonly string[]): Promise<readonly EndpointObservation[]> {
  const { clock } = errand.ports;
  // One address alone is waited for as long as a connection may take.
  const waiting = addresses.length > 1 ? new AbortController() : null;
  let cancelGrace = (): void => undefined;
  const all = addresses.map(async (address) => {
    const endpoint = await probeAddress(errand, address, waiting?.signal);
    if (endpoint.tcp.kind === 'completed' && waiting !== null) {
      cancelGrace();
      cancelGrace = clock.after(graceMs, () => waiting.abort());
    }
    return endpoint;
  });
  const ended = await Promise.all(all);
  cancelGrace();
  return ended;
}

/**
 * Addresses that accept a connection are endpoints, and so are those that do not beside others of their family that do: one bad
 * node behind a name is a finding. A whole family that cannot be reached beside one that can is the way this machine is
 * connected, or `localhost`: clients go on to the other family by themselves, and it is only told.
 */
function sorted(
  probed: readonly EndpointObservation[],
  left: readonly string[],
): Pick<Observation, 'endpoints' | 'otherAddresses'> {
  const reached = probed.filter(({ tcp }) => tcp.kind === 'completed');
  if (reached.length === 0) return { endpoints: probed, otherAddresses: [] };
  const families = new Set(reached.map(({ address }) => familyOf(address)));
  const others = probed.filter(({ address }) => !families.has(familyOf(address)));
  return {
    endpoints: [...reached, ...probed.filter((one) => !reached.includes(one) && !others.includes(one))],
    otherAddresses: [
      ...others.map(({ address, tcp }) => ({ address, problem: tcp.kind === 'failed' ? tcp.problem : null })),
      ...left.map((address) => ({ address, problem: null })),
    ],
  };
}

async function gatherCrls(
  crls: CrlOptions,
  { options, straight, hooks, deadlineMs }: Errand,
  seen: readonly Certificate[],
  trustStores: readonly TrustStoreObservation[],
): Promise<readonly CrlObservation[]> {
  const { observeCrls } = await import('./observe-crls.ts');
  const anchors = trustStores.flatMap(({ content }) => (content.kind === 'completed' ? content.value.relevant : []));
  return observeCrls({
    options: crls,
    networkLookups: options.networkLookups,
    chain: seen,
    certificates: [...seen, ...decodeAll(anchors)],
    files: straight.files,
    http: straight.http,
    clock: straight.clock,
    deadlineMs,
    progress: (url) => hooks.progress?.({ kind: 'fetchingCrl', url }),
    ...(hooks.signal === undefined ? {} : { signal: hooks.signal }),
  });
}

/** More addresses than any name has for people; a name with more is probed at the first ones. */
const maxAddresses = 16;

const graceMs: Milliseconds = 1000;
