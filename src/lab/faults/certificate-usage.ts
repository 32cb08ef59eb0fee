import { buildChain } from '../chain-builder.ts';
import { rfc } from '../fault.ts';
import type { Fault } from '../fault.ts';
import { serveChain } from '../serve.ts';

export const certificateUsage: Fault = {
  id: 'certificate-usage',
  diagnosis: 'certificate-usage',
  title: 'Client certificate on a server',
  description: 'The extendedKeyUsage of the leaf is clientAuth alone.',
  documented: [rfc(5280, '4.2.1.12')],
  start: async (context) => {
    return serveChain(context, await buildChain(context.clock.now(), { leaf: { extendedKeyUsage: ['clientAuth'] } }));
  },
};
