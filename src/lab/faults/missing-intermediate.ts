import { buildChain } from '../chain-builder.ts';
import { rfc } from '../fault.ts';
import type { Fault } from '../fault.ts';
import { beside, serveChain } from '../serve.ts';

export const missingIntermediate: Fault = {
  id: 'missing-intermediate',
  diagnosis: 'missing-intermediate',
  title: 'Intermediate that is not sent',
  description:
    'The server sends its leaf alone. The leaf points to a small web server of the lab, which hands out the intermediate.',
  documented: [rfc(8446, '4.4.2'), rfc(5280, '4.2.2.1')],
  start: async (context) => {
    // The leaf names the web server's port, so the port comes first and what it serves afterwards.
    let intermediate: Uint8Array | null = null;
    const web = await context.loopback.http(({ path }) =>
      path === '/issuing-ca.cer' && intermediate !== null
        ? { status: 200, headers: { 'content-type': 'application/pkix-cert' }, body: intermediate }
        : { status: 404 },
    );
    if (!web.ok) return web;
    const leaf = { caIssuersUrl: `http://127.0.0.1:${web.value.port}/issuing-ca.cer` };
    const chain = await buildChain(context.clock.now(), { leaf });
    intermediate = chain.intermediate.der;
    const started = await serveChain(context, chain, { certificates: chain.leaf.pem });
    return beside(web.value, started);
  },
};
