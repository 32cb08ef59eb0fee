import { dayMs } from '../../base/time.ts';
import { buildChain } from '../chain-builder.ts';
import { rfc } from '../fault.ts';
import type { Fault } from '../fault.ts';
import { serveChain } from '../serve.ts';

export const certNotYetValid: Fault = {
  id: 'cert-not-yet-valid',
  diagnosis: 'cert-not-yet-valid',
  title: 'Leaf that is not valid yet',
  description: 'The validity of the server’s certificate begins in seven days.',
  documented: [rfc(5280, '4.1.2.5')],
  start: async (context) => {
    const now = context.clock.now();
    const leaf = { notBefore: now + 7 * dayMs, notAfter: now + 97 * dayMs };
    return serveChain(context, await buildChain(now, { leaf }));
  },
};
