import { cipherSuites } from '../../tls/wire/registries/cipher-suite.ts';
import { signatureSchemes } from '../../tls/wire/registries/signature-scheme.ts';
import { buildChain } from '../chain-builder.ts';
import { rfc } from '../fault.ts';
import type { Fault } from '../fault.ts';
import { serveByHand } from '../hand-server.ts';

export const legacyRenegotiation: Fault = {
  id: 'legacy-renegotiation',
  diagnosis: 'legacy-renegotiation',
  title: 'Server without secure renegotiation',
  description:
    'TLS 1.2 that says nothing of RFC 5746 in its ServerHello, as servers before 2010 and some appliances do.',
  documented: [rfc(5746, '4.1'), rfc(9325, '3.5')],
  start: async (context) =>
    serveByHand(context, {
      chain: await buildChain(context.clock.now()),
      cipherSuite: cipherSuites.codes.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
      signatureScheme: signatureSchemes.codes.ecdsa_secp256r1_sha256,
      withoutSecureRenegotiation: true,
    }),
};
