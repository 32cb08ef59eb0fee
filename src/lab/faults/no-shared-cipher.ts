import { buildChain } from '../chain-builder.ts';
import { rfc } from '../fault.ts';
import type { Fault } from '../fault.ts';
import { serveChain } from '../serve.ts';

export const noSharedCipher: Fault = {
  id: 'no-shared-cipher',
  diagnosis: 'no-shared-cipher',
  title: 'Server with static RSA only',
  description:
    'The server takes TLS 1.2 with TLS_RSA_WITH_AES_128_CBC_SHA and nothing else, as MongoDB before 4.2 did; Python 3.10 and later do not offer that suite.',
  documented: [rfc(5246, '7.4.1.3'), rfc(5246, '7.2.2')],
  start: async (context) =>
    serveChain(context, await buildChain(context.clock.now(), { leaf: { key: 'rsa-2048' } }), {
      minVersion: 'TLSv1.2',
      maxVersion: 'TLSv1.2',
      ciphers: 'AES128-SHA:@SECLEVEL=0',
      hello: { maxWireVersion: 6 },
      probeArguments: { client: 'pymongo' },
    }),
};
