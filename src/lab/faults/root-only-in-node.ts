import { buildChain } from '../chain-builder.ts';
import { page } from '../fault.ts';
import type { Fault } from '../fault.ts';
import { serveChain } from '../serve.ts';

export const rootOnlyInNode: Fault = {
  id: 'root-only-in-node',
  diagnosis: 'client-roots-missing',
  title: 'Root that Node trusts and OpenSSL does not',
  description:
    'A sound server of a private CA. NODE_EXTRA_CA_CERTS makes Node trust its root; the system store, by which others decide, does not have it.',
  documented: [
    page(
      'Node.js: NODE_EXTRA_CA_CERTS',
      'https://nodejs.org/docs/latest-v20.x/api/cli.html#node_extra_ca_certsfile',
      '2026-11-22',
    ),
  ],
  start: async (context) =>
    serveChain(context, await buildChain(context.clock.now()), { probeArguments: { trustStore: 'onlyInNode' } }),
};
