import { dayMs } from '../../base/time.ts';
import { buildChain } from '../chain-builder.ts';
import { rfc } from '../fault.ts';
import type { Fault } from '../fault.ts';
import { serveChain } from '../serve.ts';
import { stapleFor } from '../staple.ts';

export const ocspStapleFuture: Fault = {
  id: 'ocsp-staple-future',
  diagnosis: 'ocsp-staple-invalid',
  title: 'OCSP staple from the future',
  description:
    'The stapled response says good, but begins only in two days: its responder or this machine has a wrong clock.',
  documented: [rfc(6960, '3.2')],
  start: async (context) => {
    const now = context.clock.now();
    const chain = await buildChain(now);
    return serveChain(context, chain, {
      probeArguments: { client: 'pymongo-ocsp' },
      staple: await stapleFor(chain, now, { thisUpdate: now + 2 * dayMs, producedAt: now + 2 * dayMs }),
    });
  },
};
