import { dayMs } from '../../base/time.ts';
import { buildChain } from '../chain-builder.ts';
import { rfc } from '../fault.ts';
import type { Fault } from '../fault.ts';
import { serveChain } from '../serve.ts';

export const certExpired: Fault = {
  id: 'cert-expired',
  diagnosis: 'cert-expired',
  title: 'Leaf that has expired',
  description: 'The validity of the server’s certificate ended ten days ago; nothing else is wrong with it.',
  documented: [rfc(5280, '4.1.2.5')],
  start: async (context) => {
    const now = context.clock.now();
    const leaf = { notBefore: now - 100 * dayMs, notAfter: now - 10 * dayMs };
    return serveChain(context, await buildChain(now, { leaf }));
  },
};
