import { buildChain } from '../chain-builder.ts';
import { rfc } from '../fault.ts';
import type { Fault } from '../fault.ts';
import { crlOf } from '../revocation-list.ts';
import { serveChain } from '../serve.ts';

export const crlDer: Fault = {
  id: 'crl-der',
  diagnosis: 'crl-problem',
  title: 'CRL in a form that the driver does not read',
  description:
    'The server shows a sound chain; the CRL that the client is given is in order, but DER, as CAs publish it. PyMongo reads PEM alone.',
  documented: [rfc(5280, '4.2.1.13'), rfc(7468, '7')],
  start: async (context) => {
    const now = context.clock.now();
    const chain = await buildChain(now);
    const crlFile = await crlOf(chain.intermediate, now);
    return serveChain(context, chain, { probeArguments: { client: 'pymongo', crlFile } });
  },
};
