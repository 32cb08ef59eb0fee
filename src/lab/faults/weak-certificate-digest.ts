import { buildChain } from '../chain-builder.ts';
import type { Fault } from '../fault.ts';
import { serveChain } from '../serve.ts';

export const weakCertificateDigest: Fault = {
  id: 'weak-certificate-digest',
  diagnosis: 'weak-certificate',
  title: 'Signature with SHA-1',
  description: 'The CA signed the leaf with SHA-1.',
  documented: [
    {
      kind: 'page',
      title: 'OpenSSL 3.0: SSL_CTX_set_security_level',
      url: 'https://docs.openssl.org/3.0/man3/SSL_CTX_get_security_level/',
      read: '2026-11-21',
    },
  ],
  start: async (context) => {
    // Its own OpenSSL would not serve it otherwise.
    return serveChain(context, await buildChain(context.clock.now(), { leaf: { digest: 'sha1' } }), {
      ciphers: 'DEFAULT:@SECLEVEL=0',
    });
  },
};
