import { asSent, buildChain, labName } from '../chain-builder.ts';
import { rfc } from '../fault.ts';
import type { Fault } from '../fault.ts';
import { serveChain } from '../serve.ts';

export const untrustedRoot: Fault = {
  id: 'untrusted-root',
  diagnosis: 'untrusted-root',
  title: 'Root that the client does not trust',
  description: 'The server sends a whole chain, root included; the client trusts another root.',
  documented: [rfc(5280, '6.1.1')],
  start: async (context) => {
    const now = context.clock.now();
    const chain = await buildChain(now, { root: { subject: labName('Unknown Root CA') } });
    const trusted = await buildChain(now);
    const certificates = asSent(chain) + chain.root.pem;
    return serveChain(context, { ...chain, root: trusted.root }, { certificates });
  },
};
