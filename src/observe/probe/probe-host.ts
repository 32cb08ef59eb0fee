import { interruption } from '../../base/signal.ts';
import type { Milliseconds } from '../../base/time.ts';
import type { IoProblem } from '../../net/io-problem.ts';
import { attemptFailed, completed } from '../attempt.ts';
import type { Attempt } from '../attempt.ts';
import type { EndpointObservation, HostObservation, Resolution } from '../observation.ts';
import { familyOf, interleaved } from './address-order.ts';
import type { Errand } from './errand.ts';
import { probeAddress } from './probe-address.ts';

/** What came of one host: how its name was found, and its addresses. */
export interface ProbedHost extends HostObservation {
  readonly endpoints: readonly EndpointObservation[];
}

/** Looks up the errand's host and probes its addresses side by side, `mostAddresses` of them. */
export async function probeHost(errand: Errand, mostAddresses: number): Promise<ProbedHost> {
  const { target, options } = errand;
  const resolution = await resolve(errand);
  const addresses = resolution.kind === 'completed' ? interleaved(resolution.value.addresses, options.family) : [];
  const probed = await probeAll(errand, addresses.slice(0, mostAddresses));
  return {
    host: target.host,
    port: target.port,
    resolution,
    ...sorted(probed, addresses.slice(mostAddresses)),
  };
}

type Asking = Pick<Errand, 'target' | 'options' | 'ports' | 'hooks' | 'deadlineMs'>;

/** What an address is called, for clients that go by that. */
async function nameFor({ target, options, ports, hooks, deadlineMs }: Asking): Promise<Pick<Resolution, 'name'>> {
  if (target.referenceIdentity.kind !== 'ip' || options.client.verifies.namesAddresses !== true) return {};
  const answer = await ports.dns.nameOf?.(target.host, {
    timeoutMs: Math.max(deadlineMs - ports.clock.monotonicMs(), 1),
    ...(hooks.signal === undefined ? {} : { signal: hooks.signal }),
  });
  return answer?.ok === true && answer.value !== target.host ? { name: answer.value } : {};
}

async function resolve({ target, options, ports, hooks, deadlineMs }: Asking): Promise<Attempt<Resolution, IoProblem>> {
  // A proxy that looks names up is told the name: its own answer is the one that counts.
  const byProxy = options.proxy?.resolvesNames === true ? target.host : null;
  const given = options.ip ?? byProxy ?? (target.referenceIdentity.kind === 'ip' ? target.host : null);
  if (given !== null)
    return completed({
      addresses: [given],
      durationMs: 0,
      ...(await nameFor({ target, options, ports, hooks, deadlineMs })),
    });
  hooks.progress?.({ kind: 'resolving', name: target.host });
  const startedMs = ports.clock.monotonicMs();
  const answer = await ports.dns.addresses(target.host, {
    timeoutMs: Math.max(deadlineMs - startedMs, 1),
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
  const waiting = addresses.length > 1 ? interruption() : null;
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
): Pick<ProbedHost, 'endpoints' | 'otherAddresses'> {
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

const graceMs: Milliseconds = 1000;
