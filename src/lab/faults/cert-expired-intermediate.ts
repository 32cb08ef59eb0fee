import { dayMs } from '../../base/time.ts';
import { buildChain } from '../chain-builder.ts';
import { rfc } from '../fault.ts';
import type { Fault } from '../fault.ts';
import { serveChain } from '../serve.ts';

export const certExpiredIntermediate: Fault = {
  id: 'cert-expired-intermediate',
  diagnosis: 'cert-expired',
  title: 'Intermediate that has expired',
  description: 'The leaf is in date, the certificate of the CA that issued it ended two days ago.',
  documented: [rfc(5280, '6.1.3')],
  start: async (context) => {
    const now = context.clock.now();
    const intermediate = { notBefore: now - 365 * dayMs, notAfter: now - 2 * dayMs };
    return serveChain(context, await buildChain(now, { intermediate }));
  },
};
