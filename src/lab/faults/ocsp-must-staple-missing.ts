import { buildChain } from '../chain-builder.ts';
import { rfc } from '../fault.ts';
import type { Fault } from '../fault.ts';
import { serveChain } from '../serve.ts';

export const ocspMustStapleMissing: Fault = {
  id: 'ocsp-must-staple-missing',
  diagnosis: 'ocsp-staple-missing',
  title: 'Leaf that demands a staple, and none is sent',
  description: 'The leaf has the TLS feature status_request (must-staple), but the server staples nothing.',
  documented: [rfc(7633, '4.2.3.1')],
  start: async (context) =>
    serveChain(context, await buildChain(context.clock.now(), { leaf: { mustStaple: true } }), {
      probeArguments: { client: 'pymongo-ocsp' },
    }),
};
