import { dayMs } from '../../base/time.ts';
import { buildChain } from '../chain-builder.ts';
import { rfc } from '../fault.ts';
import type { Fault } from '../fault.ts';
import { serveChain } from '../serve.ts';
import { stapleFor } from '../staple.ts';

export const certRevoked: Fault = {
  id: 'cert-revoked',
  diagnosis: 'cert-revoked',
  title: 'Leaf that is revoked',
  description: 'The server staples a sound OCSP response which says that its certificate was revoked (keyCompromise).',
  documented: [rfc(6960, '2.2'), rfc(6066, '8')],
  start: async (context) => {
    const now = context.clock.now();
    const chain = await buildChain(now, { leaf: { notBefore: now - 10 * dayMs } });
    const staple = await stapleFor(chain, now, {
      status: 'revoked',
      revokedAt: now - 2 * dayMs,
      reason: 'keyCompromise',
    });
    return serveChain(context, chain, { probeArguments: { client: 'pymongo-ocsp' }, staple });
  },
};
