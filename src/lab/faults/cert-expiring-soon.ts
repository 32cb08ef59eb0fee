import { dayMs } from '../../base/time.ts';
import { buildChain } from '../chain-builder.ts';
import { rfc } from '../fault.ts';
import type { Fault } from '../fault.ts';
import { serveChain } from '../serve.ts';

export const certExpiringSoon: Fault = {
  id: 'cert-expiring-soon',
  diagnosis: 'cert-expiring-soon',
  severity: 'warning',
  title: 'Leaf that expires soon',
  description: 'Nothing is wrong yet: the leaf, valid for 90 days, has twelve of them left, and was not renewed.',
  documented: [rfc(5280, '4.1.2.5')],
  start: async (context) => {
    const now = context.clock.now();
    const leaf = { notBefore: now - 78 * dayMs, notAfter: now + 12 * dayMs };
    return serveChain(context, await buildChain(now, { leaf }));
  },
};
