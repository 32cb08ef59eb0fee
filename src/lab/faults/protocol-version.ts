import { buildChain } from '../chain-builder.ts';
import { rfc } from '../fault.ts';
import type { Fault } from '../fault.ts';
import { serveChain } from '../serve.ts';

/**
 * To a ClientHello without supported_versions, as a client limited to TLS 1.2 sends it, an OpenSSL server answers with a
 * ServerHello for TLS 1.1 (RFC 5246 E.1), and the client is the one that refuses. The cause is the same.
 */
export const protocolVersion: Fault = {
  id: 'protocol-version',
  diagnosis: 'protocol-version',
  title: 'Server without a current TLS version',
  description:
    'The server takes TLS 1.0 and 1.1 only, and answers supported_versions without them with the alert protocol_version.',
  documented: [rfc(8996, '4'), rfc(8996, '5'), rfc(8446, '6.2')],
  start: async (context) =>
    serveChain(context, await buildChain(context.clock.now()), {
      minVersion: 'TLSv1',
      maxVersion: 'TLSv1.1',
      // OpenSSL 3 counts the SHA-1 signatures of these versions as security level 0.
      ciphers: 'DEFAULT:@SECLEVEL=0',
      hello: { maxWireVersion: 5 },
    }),
};
