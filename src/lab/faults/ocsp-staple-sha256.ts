import { buildChain } from '../chain-builder.ts';
import { rfc } from '../fault.ts';
import type { Fault } from '../fault.ts';
import { serveChain } from '../serve.ts';
import { stapleFor } from '../staple.ts';

export const ocspStapleSha256: Fault = {
  id: 'ocsp-staple-sha256',
  diagnosis: 'ocsp-staple-invalid',
  title: 'OCSP staple that PyMongo does not understand',
  description:
    'The stapled response is in order and says good, but names the certificate by SHA-256 and its signer by the key: PyMongo then looks for a delegate, finds none, and refuses.',
  documented: [rfc(6960, '4.1.1'), rfc(6960, '3.2')],
  start: async (context) => {
    const now = context.clock.now();
    const chain = await buildChain(now);
    return serveChain(context, chain, {
      staple: await stapleFor(chain, now, { certIdDigest: 'sha256' }),
      probeArguments: { client: 'pymongo-ocsp' },
    });
  },
};
