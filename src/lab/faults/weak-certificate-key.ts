import { buildChain } from '../chain-builder.ts';
import type { Fault } from '../fault.ts';
import { serveChain } from '../serve.ts';

export const weakCertificateKey: Fault = {
  id: 'weak-certificate-key',
  diagnosis: 'weak-certificate',
  title: 'RSA key of 1024 bits',
  description:
    'The leaf has an RSA key of 1024 bits: too short at OpenSSL’s security level 2, which Debian and PyMongo have.',
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
    return serveChain(context, await buildChain(context.clock.now(), { leaf: { key: 'rsa-1024' } }), {
      ciphers: 'DEFAULT:@SECLEVEL=0',
    });
  },
};
