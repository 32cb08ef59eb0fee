import { buildChain } from '../chain-builder.ts';
import { opensslLevels } from '../fault.ts';
import type { Fault } from '../fault.ts';
import { serveChain } from '../serve.ts';

export const weakCertificateKey: Fault = {
  id: 'weak-certificate-key',
  diagnosis: 'weak-certificate',
  title: 'RSA key of 1024 bits',
  description:
    'The leaf has an RSA key of 1024 bits: too short at OpenSSL’s security level 2, which Debian and PyMongo have.',
  documented: [opensslLevels],
  start: async (context) => {
    // Its own OpenSSL would not serve it otherwise.
    return serveChain(context, await buildChain(context.clock.now(), { leaf: { key: 'rsa-1024' } }), {
      ciphers: 'DEFAULT:@SECLEVEL=0',
    });
  },
};
