import { buildChain, labName } from '../chain-builder.ts';
import { rfc } from '../fault.ts';
import type { Fault } from '../fault.ts';
import { serveChain } from '../serve.ts';
import { stapleFor } from '../staple.ts';

export const ocspStapleForeignSigner: Fault = {
  id: 'ocsp-staple-foreign-signer',
  diagnosis: 'ocsp-staple-invalid',
  title: 'OCSP staple from a stranger',
  description:
    'The stapled response says good, but is signed by the responder of a CA that has nothing to do with the certificate.',
  documented: [rfc(6960, '4.2.2.2')],
  start: async (context) => {
    const now = context.clock.now();
    const chain = await buildChain(now);
    const stranger = await buildChain(now, {
      intermediate: { subject: labName('Foreign CA') },
      leaf: { subject: labName('Foreign OCSP responder'), extendedKeyUsage: ['OCSPSigning'] },
    });
    const staple = await stapleFor(chain, now, { responder: stranger.leaf });
    return serveChain(context, chain, { probeArguments: { client: 'pymongo-ocsp' }, staple });
  },
};
