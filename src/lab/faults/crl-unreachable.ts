import { buildChain } from '../chain-builder.ts';
import { rfc } from '../fault.ts';
import type { Fault } from '../fault.ts';
import { beside, serveChain } from '../serve.ts';

export const crlUnreachable: Fault = {
  id: 'crl-unreachable',
  diagnosis: 'crl-problem',
  severity: 'warning',
  title: 'CRL that cannot be fetched',
  description:
    'The leaf says that its CRL is on a web server of the lab, which answers every request with 404. No client fetches it by itself.',
  documented: [rfc(5280, '4.2.1.13')],
  start: async (context) => {
    const web = await context.loopback.http(() => ({ status: 404 }));
    if (!web.ok) return web;
    const crlUrl = `http://127.0.0.1:${web.value.port}/issuing-ca.crl`;
    const chain = await buildChain(context.clock.now(), { leaf: { crlUrl } });
    const started = await serveChain(context, chain, {
      probeArguments: { client: 'pymongo', crlDistributionPoints: true },
    });
    return beside(web.value, started);
  },
};
