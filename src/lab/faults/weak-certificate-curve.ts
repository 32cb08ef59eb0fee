import { buildChain } from '../chain-builder.ts';
import { rfc } from '../fault.ts';
import type { Fault } from '../fault.ts';
import { serveChain } from '../serve.ts';

export const weakCertificateCurve: Fault = {
  id: 'weak-certificate-curve',
  diagnosis: 'weak-certificate',
  title: 'Curve spelled out in numbers',
  description: 'The key of the intermediate does not name its curve, but spells it out.',
  documented: [rfc(5480, '2.1.1')],
  start: async (context) => {
    return serveChain(context, await buildChain(context.clock.now(), { intermediate: { key: 'ec-p256-explicit' } }));
  },
};
