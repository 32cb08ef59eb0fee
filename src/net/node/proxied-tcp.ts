import { connectThrough } from '../proxy/connect-through.ts';
import type { ProxyPlan } from '../proxy/proxy-plan.ts';
import type { Clock, Dns, Tcp } from '../ports.ts';

/** TCP through the proxy of a plan, of whatever scheme. `connectThrough` tells the problems. */
export async function proxiedTcp(
  ports: { readonly tcp: Tcp; readonly dns: Dns; readonly clock: Clock },
  plan: ProxyPlan,
): Promise<Tcp> {
  const tcp = plan.scheme === 'https' ? (await import('./tls-tcp.ts')).tlsTcp(plan.host) : ports.tcp;
  return connectThrough({ ...ports, tcp }, plan);
}
