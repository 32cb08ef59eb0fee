import { cipherSuites } from '../../tls/wire/registries/cipher-suite.ts';
import { signatureSchemes } from '../../tls/wire/registries/signature-scheme.ts';
import { buildChain } from '../chain-builder.ts';
import { rfc } from '../fault.ts';
import type { Fault } from '../fault.ts';
import { serveByHand } from '../hand-server.ts';

export const noSharedSigalg: Fault = {
  id: 'no-shared-sigalg',
  diagnosis: 'no-shared-group-or-sigalg',
  title: 'Server that signs with SHA-1 only',
  description:
    'TLS 1.2 with an RSA certificate and a key that can sign with SHA-1 alone, as old smart cards do; current clients do not offer rsa_pkcs1_sha1.',
  documented: [rfc(5246, '7.4.1.4.1'), rfc(9155, '4')],
  start: async (context) =>
    serveByHand(context, {
      chain: await buildChain(context.clock.now(), { leaf: { key: 'rsa-2048' } }),
      cipherSuite: cipherSuites.codes.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
      signatureScheme: signatureSchemes.codes.rsa_pkcs1_sha1,
    }),
};
