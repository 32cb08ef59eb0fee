import { buildChain } from '../chain-builder.ts';
import { rfc } from '../fault.ts';
import type { Fault } from '../fault.ts';
import { serveChain } from '../serve.ts';
import { stapleFor } from '../staple.ts';

export const healthy: Fault = {
  id: 'healthy',
  diagnosis: null,
  title: 'A server without a fault',
  description:
    'TLS 1.3, a leaf with 90 days left and the right names, its intermediate, and a fresh OCSP staple that says good.',
  documented: [rfc(8446, '2'), rfc(9525, '6'), rfc(6960, '2.2')],
  start: async (context) => {
    const chain = await buildChain(context.clock.now());
    return serveChain(context, chain, { staple: await stapleFor(chain, context.clock.now()) });
  },
};
