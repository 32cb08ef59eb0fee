import { dayMs } from '../../base/time.ts';
import { buildChain } from '../chain-builder.ts';
import { rfc } from '../fault.ts';
import type { Fault } from '../fault.ts';
import { crlPemOf } from '../revocation-list.ts';
import { serveChain } from '../serve.ts';

/** Of the leaf: any number that a CA might give. */
const serial = 0x5e1f_1e55n;

export const certRevokedCrl: Fault = {
  id: 'cert-revoked-crl',
  diagnosis: 'cert-revoked',
  title: 'Leaf that stands on a CRL',
  description:
    'The server shows a sound chain; the CRL that the client is given names its certificate as revoked (keyCompromise).',
  documented: [rfc(5280, '5.3.1'), rfc(5280, '6.3')],
  start: async (context) => {
    const now = context.clock.now();
    const chain = await buildChain(now, { leaf: { notBefore: now - 10 * dayMs, serial } });
    const entries = [{ serial, revokedAt: now - 2 * dayMs, reason: 'keyCompromise' as const }];
    const crlFile = await crlPemOf(chain.intermediate, now, { entries });
    return serveChain(context, chain, { probeArguments: { client: 'pymongo', crlFile } });
  },
};
