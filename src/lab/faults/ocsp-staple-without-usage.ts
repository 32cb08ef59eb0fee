import { dayMs } from '../../base/time.ts';
import { buildChain } from '../chain-builder.ts';
import { rfc } from '../fault.ts';
import type { Fault } from '../fault.ts';
import { serveChain } from '../serve.ts';
import { responderOf, stapleFor } from '../staple.ts';

export const ocspStapleWithoutUsage: Fault = {
  id: 'ocsp-staple-without-usage',
  diagnosis: 'ocsp-staple-invalid',
  title: 'OCSP staple by a certificate without the usage',
  description: 'The issuer certified the responder that signed the staple, but not for OCSPSigning: for TLS servers.',
  documented: [rfc(6960, '4.2.2.2')],
  start: async (context) => {
    const now = context.clock.now();
    const chain = await buildChain(now);
    const responder = await responderOf(chain, {
      extendedKeyUsage: ['serverAuth'],
      notBefore: now - dayMs,
      notAfter: now + 90 * dayMs,
    });
    return serveChain(context, chain, {
      probeArguments: { client: 'pymongo-ocsp' },
      staple: await stapleFor(chain, now, { responder }),
    });
  },
};
