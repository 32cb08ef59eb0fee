import { noProxyApplies } from '../../net/proxy/no-proxy.ts';
import { parseProxyUrl } from '../../net/proxy/proxy-plan.ts';
import type { Ports } from '../../net/ports.ts';
import { notTried } from '../attempt.ts';
import { chosenIn } from '../chosen.ts';
import { decodeAll } from '../interpret/decode-chain.ts';
import type {
  CrlObservation,
  HostObservation,
  Observation,
  SeedObservation,
  TrustStoreObservation,
} from '../observation.ts';
import type { Certificate } from '../../x509/pki/certificate.ts';
import { targetAt } from '../target.ts';
import type { HostTarget, Target } from '../target.ts';
import { certificatesSeen } from '../trust/certificates-seen.ts';
import { decidingTrustSource } from '../trust/deciding-store.ts';
import { observeStore } from '../trust/trust-source.ts';
import type { CrlOptions, ProbeHooks, ProbeOptions } from './options.ts';
import { probeHost } from './probe-host.ts';
import type { ProbedHost } from './probe-host.ts';
import type { Errand } from './errand.ts';
import { wayTo } from './way.ts';

/**
 * The main job, from a target to an observation: find the hosts, resolve each, connect to every address side by side, perform the
 * client's handshake at each, and where one fails make the experiments that tell why; where a chain hangs in the air, fetch its
 * issuer. Never throws for what a peer does, and ends within `timeoutMs`.
 */
export async function probe(
  asked: Target,
  options: ProbeOptions,
  given: Ports,
  hooks: ProbeHooks = {},
): Promise<Observation> {
  const observedAt = given.clock.now();
  const startedMs = given.clock.monotonicMs();
  const deciding = decidingTrustSource(given, options);
  // A server that the user names is asked for everything.
  const ports = (options.dns ?? null) === null ? given : { ...given, dns: await given.dnsRecords(options.dns ?? null) };
  const { target: named, seeds } = await hostsOf(asked, options, ports, hooks);
  const hosts = named.hosts ?? [named];
  const trust = await deciding;
  const errand: Omit<Errand, 'target' | 'scope' | 'ports'> = {
    options,
    straight: ports,
    hooks,
    deadlineMs: startedMs + options.timeoutMs,
    trust,
    explored: new Map(),
    fetched: new Map(),
    asked: new Map(),
  };
  const visit = async (target: Target, visited: readonly HostTarget[], from: number): Promise<readonly ProbedHost[]> =>
    Promise.all(
      visited.slice(0, mostHosts - from).map(async ({ host, port, advertised }, index) => {
        const own = targetAt(target, { host, port });
        // The address that the user gave is that of the host that the user gave.
        const how = advertised === undefined ? options : { ...options, ip: null };
        const tcp = await wayTo(own, how, ports);
        const scope = from + index < mostExplored ? `${host}:${port} ` : '';
        const here: Errand = { ...errand, options: how, target: own, scope, ports: { ...ports, tcp } };
        return probeHost(here, addressesFor(from + visited.length));
      }),
    );
  const first = seeds?.list.kind === 'failed' ? [] : await visit(named, hosts, 0);
  const advertised = await advertisedBeside(named, hosts, first);
  const all = [...hosts, ...advertised] as const;
  const target: Target = advertised.length === 0 ? named : { ...named, hosts: [all[0] ?? named, ...all.slice(1)] };
  const probed = advertised.length === 0 ? first : [...first, ...(await visit(target, advertised, hosts.length))];
  const endpoints = probed.flatMap((host) => host.endpoints);
  const seen = certificatesSeen(endpoints);
  const trustStores = [observeStore(trust, seen, true)];
  const crls = options.crls === undefined ? {} : { crls: await gatherCrls(options.crls, errand, seen, trustStores) };
  return {
    schema: 'whytls.observation/1',
    observedAt,
    durationMs: ports.clock.monotonicMs() - startedMs,
    target,
    resolution: probed[0]?.resolution ?? notTried('dns'),
    endpoints,
    otherAddresses: probed.flatMap(({ otherAddresses }) => otherAddresses),
    ...(target.hosts === undefined ? {} : { hosts: observeHosts(target.hosts, probed) }),
    ...(seeds === null ? {} : { seeds }),
    ...chosenIn(options),
    ...noticeProxy(target, options),
    trustStores,
    ...crls,
  };
}

/** What the deployment advertises beyond what was asked for; nothing where the driver would stay with its seed. */
async function advertisedBeside(
  target: Target,
  hosts: readonly HostTarget[],
  probed: readonly ProbedHost[],
): Promise<readonly HostTarget[]> {
  const endpoints = probed.flatMap((host) => host.endpoints);
  const answered = endpoints.some(
    ({ handshake }) => handshake.kind === 'completed' && handshake.value.asked !== undefined,
  );
  const { directConnection, loadBalanced } = target.options?.values ?? {};
  if (!answered || directConnection === true || loadBalanced === true) return [];
  const { advertisedHosts } = await import('./advertised-hosts.ts');
  const withoutSni = target.sni === null && target.referenceIdentity.kind === 'dns';
  return advertisedHosts(endpoints, hosts, withoutSni ? 'none' : null);
}

async function hostsOf(
  target: Target,
  options: ProbeOptions,
  ports: Ports,
  hooks: ProbeHooks,
): Promise<{ readonly target: Target; readonly seeds: SeedObservation | null }> {
  const { srv } = target;
  if (srv === undefined) return { target, seeds: null };
  const { findSeeds } = await import('./find-seeds.ts');
  return findSeeds({ ...target, srv }, options, ports, hooks);
}

/** Hosts that were too many are told, too. */
const observeHosts = (hosts: readonly HostTarget[], probed: readonly ProbedHost[]): readonly HostObservation[] =>
  hosts.map(({ host, port }, place) => {
    const { resolution = notTried('notAsked'), otherAddresses = [] } = probed[place] ?? {};
    return { host, port, resolution, otherAddresses };
  });

/** Notices a proxy that the environment names and that we do not take. */
function noticeProxy(target: Target, { proxy, proxyVariables }: ProbeOptions): Pick<Observation, 'proxyVariable'> {
  if (proxy !== null || proxyVariables === null) return {};
  const { name, value, noProxy } = proxyVariables;
  const parsed = parseProxyUrl(value);
  const hosts = [...new Set((target.hosts ?? [target]).map(({ host }) => host))];
  const exempt = hosts.filter((host) => noProxyApplies(host, noProxy));
  const isMixed = exempt.length > 0 && exempt.length < hosts.length;
  return {
    proxyVariable: {
      name,
      proxy: parsed.ok ? parsed.value.shown : null,
      exempt: exempt.length === hosts.length,
      ...(isMixed ? { exemptHosts: exempt } : {}),
    },
  };
}

/** More hosts than any deployment lists; of a string with more the first ones are probed. */
const mostHosts = 50;

/** How many hosts are explored each for itself. A replica set has seven voting members; beyond, hosts that fail alike share. */
const mostExplored = 10;

/** More addresses than any name has for people; a name with more is probed at the first ones, and of many names each at fewer. */
const addressesFor = (hosts: number): number => Math.max(2, Math.min(16, Math.floor(128 / hosts)));

async function gatherCrls(
  crls: CrlOptions,
  { options, straight, hooks, deadlineMs }: Omit<Errand, 'target' | 'scope' | 'ports'>,
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
