import { buildChain } from '../chain-builder.ts';
import { page } from '../fault.ts';
import type { Fault } from '../fault.ts';
import { serveChain } from '../serve.ts';

export const clientRootsMissing: Fault = {
  id: 'client-roots-missing',
  diagnosis: 'client-roots-missing',
  title: 'Client without any root certificate',
  description:
    'A sound server. The client is told by SSL_CERT_FILE and SSL_CERT_DIR to take its roots from places that hold none.',
  documented: [
    page(
      'SSL_CTX_set_default_verify_paths',
      'https://docs.openssl.org/3.0/man3/SSL_CTX_load_verify_locations/',
      '2026-11-22',
    ),
  ],
  start: async (context) =>
    serveChain(context, await buildChain(context.clock.now()), { probeArguments: { trustStore: 'empty' } }),
};
