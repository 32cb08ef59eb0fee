import { buildChain } from '../chain-builder.ts';
import { rfc } from '../fault.ts';
import type { Fault } from '../fault.ts';
import { beside, serveChain } from '../serve.ts';

export const ocspResponderDown: Fault = {
  id: 'ocsp-responder-down',
  diagnosis: 'ocsp-endpoint-failure',
  severity: 'warning',
  title: 'OCSP responder that is down',
  description:
    'The server staples nothing, and nobody listens where the leaf says that its OCSP responder is. Drivers go on.',
  documented: [rfc(6960, '2.6'), rfc(6960, 'A.1')],
  start: async (context) => {
    const closed = await context.loopback.refusing();
    if (!closed.ok) return closed;
    const leaf = { ocspUrl: `http://127.0.0.1:${closed.value.port}/` };
    const served = await serveChain(context, await buildChain(context.clock.now(), { leaf }), {
      probeArguments: { client: 'pymongo-ocsp' },
    });
    return beside(closed.value, served);
  },
};
