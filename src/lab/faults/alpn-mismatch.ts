import { cipherSuites } from '../../tls/wire/registries/cipher-suite.ts';
import { signatureSchemes } from '../../tls/wire/registries/signature-scheme.ts';
import { buildChain } from '../chain-builder.ts';
import { rfc } from '../fault.ts';
import type { Fault } from '../fault.ts';
import { serveByHand } from '../hand-server.ts';

export const alpnMismatch: Fault = {
  id: 'alpn-mismatch',
  diagnosis: 'alpn-mismatch',
  title: 'Server that wants an application protocol to be named',
  description: 'Speaks postgresql by ALPN and refuses who does not offer it with the alert no_application_protocol.',
  documented: [rfc(7301, '3.2')],
  start: async (context) =>
    serveByHand(context, {
      chain: await buildChain(context.clock.now()),
      cipherSuite: cipherSuites.codes.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
      signatureScheme: signatureSchemes.codes.ecdsa_secp256r1_sha256,
      alpn: 'postgresql',
    }),
};
