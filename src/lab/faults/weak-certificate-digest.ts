import { buildChain } from '../chain-builder.ts';
import { opensslLevels } from '../fault.ts';
import type { Fault } from '../fault.ts';
import { serveChain } from '../serve.ts';

export const weakCertificateDigest: Fault = {
  id: 'weak-certificate-digest',
  diagnosis: 'weak-certificate',
  title: 'Signature with SHA-1',
  description: 'The CA signed the leaf with SHA-1.',
  documented: [opensslLevels],
  start: async (context) => {
    // Its own OpenSSL would not serve it otherwise.
    return serveChain(context, await buildChain(context.clock.now(), { leaf: { digest: 'sha1' } }), {
      ciphers: 'DEFAULT:@SECLEVEL=0',
    });
  },
};
