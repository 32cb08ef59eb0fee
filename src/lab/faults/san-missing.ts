import { buildChain } from '../chain-builder.ts';
import { rfc } from '../fault.ts';
import type { Fault } from '../fault.ts';
import { serveChain } from '../serve.ts';

export const sanMissing: Fault = {
  id: 'san-missing',
  diagnosis: 'san-missing',
  title: 'Leaf with its name in the CN alone',
  description:
    'The leaf has no subjectAltName. Its CN is localhost, which OpenSSL accepts and PyMongo with PyOpenSSL refuses.',
  documented: [rfc(9525, '2'), rfc(5280, '4.2.1.6')],
  start: async (context) =>
    serveChain(context, await buildChain(context.clock.now(), { leaf: { san: null } }), {
      probeArguments: { client: 'pymongo-ocsp' },
    }),
};
