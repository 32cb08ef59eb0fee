import type { Ports, Tcp } from '../../net/ports.ts';
import type { Target } from '../target.ts';
import type { ProbeOptions } from './options.ts';

/**
 * The way to the server: straight, or through a proxy, and with the dialogue that asks for TLS where the target begins in plain
 * text. What comes out is TCP to everybody else; what is said on the way stands in each connection's preludes.
 */
export async function wayTo(target: Target, options: ProbeOptions, ports: Ports): Promise<Tcp> {
  const tcp = options.proxy === null ? ports.tcp : await ports.throughProxy(options.proxy);
  if (target.starttls === null) return tcp;
  const [{ connectWithStarttls }, { dialogueFor }] = await Promise.all([
    import('../../net/starttls/connect-with-starttls.ts'),
    import('../../net/starttls/dialogue-for.ts'),
  ]);
  const { starttls, host } = target;
  return connectWithStarttls({ tcp, clock: ports.clock }, starttls, () => dialogueFor(starttls, { host }));
}
