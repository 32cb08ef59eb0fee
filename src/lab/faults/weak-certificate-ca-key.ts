import { buildChain } from '../chain-builder.ts';
import { opensslLevels } from '../fault.ts';
import type { Fault } from '../fault.ts';
import { serveChain } from '../serve.ts';

export const weakCertificateCaKey: Fault = {
  id: 'weak-certificate-ca-key',
  diagnosis: 'weak-certificate',
  title: 'Intermediate with an RSA key of 1024 bits',
  description: 'The leaf is sound, but the key that signed it has 1024 bits.',
  documented: [opensslLevels],
  start: async (context) => {
    // Its own OpenSSL would not serve it otherwise.
    return serveChain(context, await buildChain(context.clock.now(), { intermediate: { key: 'rsa-1024' } }), {
      ciphers: 'DEFAULT:@SECLEVEL=0',
    });
  },
};
