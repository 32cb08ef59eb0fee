import { dayMs } from '../../base/time.ts';
import { buildChain } from '../chain-builder.ts';
import { rfc } from '../fault.ts';
import type { Fault } from '../fault.ts';
import { crlPemOf } from '../revocation-list.ts';
import { serveChain } from '../serve.ts';

export const crlExpired: Fault = {
  id: 'crl-expired',
  diagnosis: 'crl-problem',
  title: 'CRL that nobody renewed',
  description:
    'The server shows a sound chain; the CRL that the client is given should have been followed by the next one two days ago.',
  documented: [rfc(5280, '5.1.2.5')],
  start: async (context) => {
    const now = context.clock.now();
    const chain = await buildChain(now);
    const times = { thisUpdate: now - 9 * dayMs, nextUpdate: now - 2 * dayMs };
    const crlFile = await crlPemOf(chain.intermediate, now, times);
    return serveChain(context, chain, { probeArguments: { client: 'pymongo', crlFile } });
  },
};
