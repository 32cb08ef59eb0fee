import { rfc } from '../fault.ts';
import type { Fault } from '../fault.ts';
import { serveByHand, soundServer } from '../hand-server.ts';

export const clientCertRequired: Fault = {
  id: 'client-cert-required',
  diagnosis: 'client-cert-required',
  title: 'Server that requires a client certificate',
  description:
    'TLS 1.2: asks for a certificate, completes the key exchange without one, and then closes, as a mongod does.',
  documented: [rfc(5246, '7.4.4'), rfc(5246, '7.4.6')],
  start: async (context) =>
    serveByHand(context, {
      ...(await soundServer(context)),
      asksForCertificate: true,
      onFinished: ({ certificate }) => (certificate ? null : { kind: 'close' }),
    }),
};
