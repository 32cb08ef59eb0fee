import { cipherSuites } from '../../tls/wire/registries/cipher-suite.ts';
import { signatureSchemes } from '../../tls/wire/registries/signature-scheme.ts';
import { buildChain } from '../chain-builder.ts';
import { oakleyGroup2 } from '../dh-by-hand.ts';
import { rfc } from '../fault.ts';
import type { Fault } from '../fault.ts';
import { serveByHand } from '../hand-server.ts';

export const dhTooSmall: Fault = {
  id: 'dh-too-small',
  diagnosis: 'dh-too-small',
  title: 'Server with a Diffie-Hellman group of 1024 bits',
  description:
    'TLS 1.2 with DHE in the Second Oakley Group (1024 bits) and nothing else, as OpenSSL 1.0.1 and Java 7 had it built in.',
  documented: [rfc(2409, '6.2'), rfc(9325, '4.5')],
  start: async (context) =>
    serveByHand(context, {
      chain: await buildChain(context.clock.now(), { leaf: { key: 'rsa-2048' } }),
      cipherSuite: cipherSuites.codes.TLS_DHE_RSA_WITH_AES_128_GCM_SHA256,
      signatureScheme: signatureSchemes.codes.rsa_pkcs1_sha256,
      dh: oakleyGroup2,
    }),
};
