import { buildChain } from '../chain-builder.ts';
import { rfc } from '../fault.ts';
import type { Fault } from '../fault.ts';
import { serveChain } from '../serve.ts';
import { stapleFor } from '../staple.ts';

export const ocspStapleBadSignature: Fault = {
  id: 'ocsp-staple-bad-signature',
  diagnosis: 'ocsp-staple-invalid',
  title: 'OCSP staple with a wrong signature',
  description:
    'The stapled response says good and names the right issuer as its signer, whose signature on it is wrong.',
  documented: [rfc(6960, '3.2')],
  start: async (context) => {
    const now = context.clock.now();
    const chain = await buildChain(now);
    return serveChain(context, chain, {
      probeArguments: { client: 'pymongo-ocsp' },
      staple: await stapleFor(chain, now, { corruptSignature: true }),
    });
  },
};
