import { rfc } from '../fault.ts';
import type { Fault } from '../fault.ts';
import { serveByHand, soundServer } from '../hand-server.ts';

export const tls13Intolerant: Fault = {
  id: 'tls13-intolerant',
  diagnosis: 'server-protocol-error',
  title: 'Server that stumbles over TLS 1.3',
  description:
    'Closes on a ClientHello with TLS 1.3 in supported_versions, which it should skip, and completes TLS 1.2 with clients that do not offer more.',
  documented: [rfc(8446, '4.2.1'), rfc(8446, '9.3')],
  start: async (context) =>
    serveByHand(context, {
      ...(await soundServer(context)),
      onHello: ({ versions }) => (versions.includes(tls13) ? { kind: 'close' } : null),
    }),
};

const tls13 = 0x0304;
