import { dayMs } from '../../base/time.ts';
import { buildChain } from '../chain-builder.ts';
import { rfc } from '../fault.ts';
import type { Fault } from '../fault.ts';
import { serveChain } from '../serve.ts';
import { stapleFor } from '../staple.ts';

export const ocspStapleExpired: Fault = {
  id: 'ocsp-staple-expired',
  diagnosis: 'ocsp-staple-invalid',
  title: 'OCSP staple that is out of date',
  description: 'The server goes on stapling a response whose nextUpdate was yesterday.',
  documented: [rfc(6960, '3.2'), rfc(6960, '4.2.2.1')],
  start: async (context) => {
    const now = context.clock.now();
    const chain = await buildChain(now, { leaf: { notBefore: now - 10 * dayMs } });
    const staple = await stapleFor(chain, now, { thisUpdate: now - 8 * dayMs, nextUpdate: now - dayMs });
    return serveChain(context, chain, { probeArguments: { client: 'pymongo-ocsp' }, staple });
  },
};
