import { buildChain } from '../chain-builder.ts';
import { rfc } from '../fault.ts';
import type { Fault } from '../fault.ts';
import { crlPemOf } from '../revocation-list.ts';
import { serveChain } from '../serve.ts';

export const crlOtherIssuer: Fault = {
  id: 'crl-other-issuer',
  diagnosis: 'crl-problem',
  title: 'CRL of another CA',
  description:
    'The server shows a sound chain; the CRL that the client is given is the one of the root, not of the intermediate that issued the leaf.',
  documented: [rfc(5280, '6.3.3')],
  start: async (context) => {
    const now = context.clock.now();
    const chain = await buildChain(now);
    const crlFile = await crlPemOf(chain.root, now);
    return serveChain(context, chain, { probeArguments: { client: 'pymongo', crlFile } });
  },
};
