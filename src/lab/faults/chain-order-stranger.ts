import { asSent, buildChain, labName } from '../chain-builder.ts';
import { rfc } from '../fault.ts';
import type { Fault } from '../fault.ts';
import { serveChain } from '../serve.ts';

export const chainOrderStranger: Fault = {
  id: 'chain-order-stranger',
  diagnosis: 'chain-order',
  severity: 'warning',
  title: 'Certificates of another chain sent along',
  description:
    'Behind leaf and intermediate the server sends its root, the intermediate once more, and an intermediate of another CA.',
  documented: [rfc(8446, '4.4.2')],
  start: async (context) => {
    const now = context.clock.now();
    const chain = await buildChain(now);
    const other = await buildChain(now, { intermediate: { subject: labName('Former Issuing CA') } });
    const certificates = asSent(chain) + chain.root.pem + chain.intermediate.pem + other.intermediate.pem;
    return serveChain(context, chain, { certificates });
  },
};
