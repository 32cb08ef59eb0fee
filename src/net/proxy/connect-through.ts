import { failed, ok } from '../../base/result.ts';
import type { IoProblem } from '../io-problem.ts';
import type { Clock, Dns, Tcp } from '../ports.ts';
import type { Dialogue } from '../starttls/dialogue.ts';
import { openAndHold } from '../starttls/hold-dialogue.ts';
import type { Trouble } from '../starttls/hold-dialogue.ts';
import { addressOctets } from './address-octets.ts';
import { httpConnect } from './http-connect.ts';
import type { TunnelEnd } from './http-connect.ts';
import type { ProxyPlan } from './proxy-plan.ts';
import { socks5 } from './socks5.ts';

/**
 * TCP whose connections go through a proxy: `connect` opens the tunnel and hands over its far end, so that nobody else needs to
 * know. Where the plan says `resolvesNames`, `address` may be a name. For an `https` proxy, `tcp` must speak TLS itself.
 * `timeoutMs` holds for all together: looking up the proxy, connecting to it, and its answer. Problems: aborted, proxyUnreachable,
 * proxyRefused, proxyNotSpoken, proxyEnded, tooLarge.
 */
export function connectThrough(
  ports: { readonly tcp: Tcp; readonly dns: Dns; readonly clock: Clock },
  plan: ProxyPlan,
): Tcp {
  const { clock } = ports;
  let known: readonly string[] | null = addressOctets(plan.host) === null ? null : [plan.host];
  return {
    async connect(to, listener) {
      const deadlineMs = clock.monotonicMs() + to.timeoutMs;
      if (known === null) {
        const answer = await ports.dns.addresses(plan.host, to);
        if (!answer.ok) return failed(unreachableBy(plan, answer.problem));
        known = answer.value;
      }
      let problem: IoProblem = { kind: 'timedOut', afterMs: to.timeoutMs };
      for (const [index, address] of known.entries()) {
        const timeoutMs = Math.max(deadlineMs - clock.monotonicMs(), 0);
        // One address that does not answer leaves time for the others.
        const connectTimeoutMs = timeoutMs / (known.length - index);
        const dialogue = dialogueWith(plan, to);
        const held = { protocol: plan.scheme, dialogue, surplus: 'handOver', connectTimeoutMs } as const;
        const opened = await openAndHold(ports, { ...to, address, port: plan.port, timeoutMs }, held, listener);
        if (opened.ok) return ok(opened.value);
        problem = problemOf(plan, opened.problem);
        if (problem.kind !== 'proxyUnreachable') break;
      }
      return failed(problem);
    },
  };
}

const dialogueWith = (plan: ProxyPlan, end: TunnelEnd): Dialogue =>
  plan.scheme === 'http' || plan.scheme === 'https'
    ? httpConnect(end, plan.credentials)
    : socks5(end, plan.credentials);

function problemOf(plan: ProxyPlan, trouble: Trouble): IoProblem {
  const proxy = plan.shown;
  switch (trouble.kind) {
    case 'noConnection':
      return unreachableBy(plan, trouble.problem);
    case 'aborted':
      return trouble;
    case 'tooMuch':
      return { kind: 'tooLarge', limit: trouble.limit };
    case 'refused':
      return { kind: 'proxyRefused', proxy, said: trouble.said, status: trouble.status };
    case 'notThisProtocol':
      return { kind: 'proxyNotSpoken', proxy, said: trouble.said };
    case 'ended':
      return { ...trouble, kind: 'proxyEnded', proxy };
    default:
      return trouble satisfies never;
  }
}

const unreachableBy = (plan: ProxyPlan, cause: IoProblem): IoProblem =>
  cause.kind === 'aborted' ? cause : { kind: 'proxyUnreachable', proxy: plan.shown, cause };
