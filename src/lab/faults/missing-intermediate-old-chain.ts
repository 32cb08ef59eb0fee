import { buildChain, labName } from '../chain-builder.ts';
import { rfc } from '../fault.ts';
import type { Fault } from '../fault.ts';
import { beside, serveChain } from '../serve.ts';

export const missingIntermediateOldChain: Fault = {
  id: 'missing-intermediate-old-chain',
  diagnosis: 'missing-intermediate',
  title: 'Renewed leaf before the old chain',
  description:
    'The CA issued the new leaf by a new intermediate; the server still sends the former one behind it. The leaf points to where the new one is.',
  documented: [rfc(8446, '4.4.2'), rfc(5280, '4.2.2.1')],
  start: async (context) => {
    // The leaf names the web server's port, so the port comes first and what it serves afterwards.
    let intermediate: Uint8Array | null = null;
    const web = await context.loopback.http(() =>
      intermediate === null ? { status: 404 } : { status: 200, body: intermediate },
    );
    if (!web.ok) return web;
    const now = context.clock.now();
    const leaf = { caIssuersUrl: `http://127.0.0.1:${web.value.port}/issuing-ca-2.cer` };
    const chain = await buildChain(now, { intermediate: { subject: labName('Issuing CA 2') }, leaf });
    const former = await buildChain(now);
    intermediate = chain.intermediate.der;
    const started = await serveChain(context, chain, { certificates: chain.leaf.pem + former.intermediate.pem });
    return beside(web.value, started);
  },
};
