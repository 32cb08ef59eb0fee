import { buildChain } from '../chain-builder.ts';
import { rfc } from '../fault.ts';
import type { Fault } from '../fault.ts';
import { serveChain } from '../serve.ts';
import { stapleFor } from '../staple.ts';

export const ocspStapleMalformed: Fault = {
  id: 'ocsp-staple-malformed',
  diagnosis: 'ocsp-staple-invalid',
  title: 'OCSP staple that is cut short',
  description: 'The server staples the first half of a response, as after a write that was interrupted.',
  documented: [rfc(6960, '4.2.1')],
  start: async (context) => {
    const now = context.clock.now();
    const chain = await buildChain(now);
    const whole = await stapleFor(chain, now);
    return serveChain(context, chain, {
      probeArguments: { client: 'pymongo-ocsp' },
      staple: whole.subarray(0, whole.length / 2),
    });
  },
};
