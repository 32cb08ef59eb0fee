import { dayMs } from '../../base/time.ts';
import { buildChain } from '../chain-builder.ts';
import { rfc } from '../fault.ts';
import type { Fault } from '../fault.ts';
import { serveChain } from '../serve.ts';
import { responderOf, stapleFor } from '../staple.ts';

export const ocspStapleSignerExpired: Fault = {
  id: 'ocsp-staple-signer-expired',
  diagnosis: 'ocsp-staple-invalid',
  severity: 'warning',
  title: 'OCSP staple by an expired responder',
  description:
    'The issuer certified the responder that signed the staple, but its certificate ended yesterday. PyMongo does not look at that.',
  documented: [rfc(6960, '4.2.2.2')],
  start: async (context) => {
    const now = context.clock.now();
    const chain = await buildChain(now);
    const responder = await responderOf(chain, {
      extendedKeyUsage: ['OCSPSigning'],
      notBefore: now - 30 * dayMs,
      notAfter: now - dayMs,
    });
    return serveChain(context, chain, {
      probeArguments: { client: 'pymongo-ocsp' },
      staple: await stapleFor(chain, now, { responder }),
    });
  },
};
