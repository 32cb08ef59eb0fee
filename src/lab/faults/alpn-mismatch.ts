import { rfc } from '../fault.ts';
import type { Fault } from '../fault.ts';
import { serveByHand, soundServer } from '../hand-server.ts';

export const alpnMismatch: Fault = {
  id: 'alpn-mismatch',
  diagnosis: 'alpn-mismatch',
  title: 'Server that wants an application protocol to be named',
  description: 'Speaks postgresql by ALPN and refuses who does not offer it with the alert no_application_protocol.',
  documented: [rfc(7301, '3.2')],
  start: async (context) =>
    serveByHand(context, {
      ...(await soundServer(context)),
      alpn: 'postgresql',
    }),
};
