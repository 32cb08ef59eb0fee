import { cipherSuites } from '../../tls/wire/registries/cipher-suite.ts';
import { signatureSchemes } from '../../tls/wire/registries/signature-scheme.ts';
import { buildChain } from '../chain-builder.ts';
import { rfc } from '../fault.ts';
import type { Fault } from '../fault.ts';
import { serveByHand } from '../hand-server.ts';

export const clientCertRequired: Fault = {
  id: 'client-cert-required',
  diagnosis: 'client-cert-required',
  title: 'Server that requires a client certificate',
  description:
    'TLS 1.2: asks for a certificate, completes the key exchange without one, and then closes, as a mongod does.',
  documented: [rfc(5246, '7.4.4'), rfc(5246, '7.4.6')],
  start: async (context) =>
    serveByHand(context, {
      chain: await buildChain(context.clock.now()),
      cipherSuite: cipherSuites.codes.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
      signatureScheme: signatureSchemes.codes.ecdsa_secp256r1_sha256,
      asksForCertificate: true,
      onFinished: ({ certificate }) => (certificate ? null : { kind: 'close' }),
    }),
};
