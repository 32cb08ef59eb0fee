import { dayMs } from '../../base/time.ts';
import { buildChain } from '../chain-builder.ts';
import { rfc } from '../fault.ts';
import type { Fault } from '../fault.ts';
import { serveChain } from '../serve.ts';

export const certExpiringSoonRoot: Fault = {
  id: 'cert-expiring-soon-root',
  diagnosis: 'cert-expiring-soon',
  severity: 'warning',
  title: 'Trusted root that expires soon',
  description: 'All that the server sends is good for months, but the root that the client trusts ends in three weeks.',
  documented: [rfc(5280, '6.1.1')],
  start: async (context) => {
    const now = context.clock.now();
    return serveChain(context, await buildChain(now, { root: { notAfter: now + 21 * dayMs } }));
  },
};
