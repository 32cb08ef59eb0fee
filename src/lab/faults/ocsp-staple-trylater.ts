import { buildChain } from '../chain-builder.ts';
import { rfc } from '../fault.ts';
import type { Fault } from '../fault.ts';
import { serveChain } from '../serve.ts';
import { stapleFor } from '../staple.ts';

export const ocspStapleTryLater: Fault = {
  id: 'ocsp-staple-trylater',
  diagnosis: 'ocsp-staple-invalid',
  title: 'OCSP staple that says tryLater',
  description:
    'The server staples what its responder answered when it was busy: an error without any certificate status.',
  documented: [rfc(6960, '2.3')],
  start: async (context) => {
    const now = context.clock.now();
    const chain = await buildChain(now);
    return serveChain(context, chain, {
      probeArguments: { client: 'pymongo-ocsp' },
      staple: await stapleFor(chain, now, { responseStatus: 'tryLater' }),
    });
  },
};
