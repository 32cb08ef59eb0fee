import { cipherSuites } from '../../tls/wire/registries/cipher-suite.ts';
import { signatureSchemes } from '../../tls/wire/registries/signature-scheme.ts';
import { buildChain } from '../chain-builder.ts';
import { rfc } from '../fault.ts';
import type { Fault } from '../fault.ts';
import { serveByHand } from '../hand-server.ts';

export const middleboxName: Fault = {
  id: 'middlebox-name',
  diagnosis: 'middlebox-interference',
  title: 'Filter that cuts off a name',
  description:
    'Resets connections that name localhost in SNI and lets every other name, or none, through to the server: what a filter on the way does.',
  documented: [rfc(8744, '2.1'), rfc(9293, '3.5.2')],
  start: async (context) =>
    serveByHand(context, {
      chain: await buildChain(context.clock.now()),
      cipherSuite: cipherSuites.codes.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
      signatureScheme: signatureSchemes.codes.ecdsa_secp256r1_sha256,
      onHello: ({ serverName }) => (serverName === 'localhost' ? { kind: 'reset' } : null),
    }),
};
