import { buildChain } from '../chain-builder.ts';
import { rfc } from '../fault.ts';
import type { Fault } from '../fault.ts';
import { serveChain } from '../serve.ts';

export const certificateUsageNotACa: Fault = {
  id: 'certificate-usage-not-a-ca',
  diagnosis: 'certificate-usage',
  title: 'Intermediate that is no CA',
  description: 'The certificate that issued the leaf has no basicConstraints.',
  documented: [rfc(5280, '4.2.1.9')],
  start: async (context) => {
    return serveChain(context, await buildChain(context.clock.now(), { intermediate: { basicConstraints: null } }));
  },
};
