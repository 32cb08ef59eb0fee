import { buildChain } from '../chain-builder.ts';
import { rfc } from '../fault.ts';
import type { Fault } from '../fault.ts';
import { serveChain } from '../serve.ts';

export const certificateUsageKeyUsage: Fault = {
  id: 'certificate-usage-key-usage',
  diagnosis: 'certificate-usage',
  title: 'CA without keyCertSign',
  description: 'The intermediate is a CA, but its keyUsage permits the signing of CRLs alone.',
  documented: [rfc(5280, '4.2.1.3')],
  start: async (context) => {
    return serveChain(context, await buildChain(context.clock.now(), { intermediate: { keyUsage: ['cRLSign'] } }));
  },
};
