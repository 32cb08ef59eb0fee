import { alertDescriptions } from '../../tls/wire/registries/alert.ts';
import { cipherSuites } from '../../tls/wire/registries/cipher-suite.ts';
import { signatureSchemes } from '../../tls/wire/registries/signature-scheme.ts';
import { buildChain } from '../chain-builder.ts';
import { rfc } from '../fault.ts';
import type { Fault } from '../fault.ts';
import { serveByHand } from '../hand-server.ts';

export const decryptError: Fault = {
  id: 'decrypt-error',
  diagnosis: 'decrypt-error',
  title: 'Server that cannot verify the client',
  description:
    'Answers the Finished of the client with the alert decrypt_error, as a server does whose view of the handshake differs.',
  documented: [rfc(5246, '7.2.2'), rfc(8446, '6.2')],
  start: async (context) =>
    serveByHand(context, {
      chain: await buildChain(context.clock.now()),
      cipherSuite: cipherSuites.codes.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
      signatureScheme: signatureSchemes.codes.ecdsa_secp256r1_sha256,
      onFinished: () => ({ kind: 'alert', description: alertDescriptions.codes.decrypt_error }),
    }),
};
