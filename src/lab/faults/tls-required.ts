import { ok } from '../../base/result.ts';
import { buildChain } from '../chain-builder.ts';
import { page } from '../fault.ts';
import type { Fault } from '../fault.ts';
import { serveChain } from '../serve.ts';

export const tlsRequired: Fault = {
  id: 'tls-required',
  diagnosis: 'tls-required',
  title: 'Server that requires TLS, and options that do not switch it on',
  description:
    'A sound MongoDB server with TLS and nothing else, looked at with tlsInsecure=true alone: that loosens checks, and leaves PyMongo in plain text.',
  documented: [
    page(
      'MongoDB Manual: Configure mongod and mongos for TLS/SSL',
      'https://www.mongodb.com/docs/manual/tutorial/configure-ssl/',
      '2026-11-21',
    ),
  ],
  start: async (context) => {
    const options = 'tlsInsecure=true';
    const served = await serveChain(context, await buildChain(context.clock.now()), { probeArguments: { options } });
    // A file of trust anchors would switch TLS on.
    return served.ok ? ok({ ...served.value, caFile: null }) : served;
  },
};
