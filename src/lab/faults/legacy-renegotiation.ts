import { rfc } from '../fault.ts';
import type { Fault } from '../fault.ts';
import { serveByHand, soundServer } from '../hand-server.ts';

export const legacyRenegotiation: Fault = {
  id: 'legacy-renegotiation',
  diagnosis: 'legacy-renegotiation',
  title: 'Server without secure renegotiation',
  description:
    'TLS 1.2 that says nothing of RFC 5746 in its ServerHello, as servers before 2010 and some appliances do.',
  documented: [rfc(5746, '4.1'), rfc(9325, '3.5')],
  start: async (context) =>
    serveByHand(context, {
      ...(await soundServer(context)),
      withoutSecureRenegotiation: true,
    }),
};
