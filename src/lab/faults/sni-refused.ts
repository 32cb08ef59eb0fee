import { alertDescriptions } from '../../tls/wire/registries/alert.ts';
import { rfc } from '../fault.ts';
import type { Fault } from '../fault.ts';
import { serveByHand, soundServer } from '../hand-server.ts';

export const sniRefused: Fault = {
  id: 'sni-refused',
  diagnosis: 'sni-unrecognized',
  title: 'Server that refuses the name without saying so',
  description:
    'Answers every name in SNI with the alert handshake_failure, as some load balancers do for a site that they do not have.',
  documented: [rfc(6066, '3'), rfc(8446, '6.2')],
  start: async (context) =>
    serveByHand(context, {
      ...(await soundServer(context)),
      onHello: ({ serverName }) =>
        serverName === null ? null : { kind: 'alert', description: alertDescriptions.codes.handshake_failure },
    }),
};
