import { alertDescriptions } from '../../tls/wire/registries/alert.ts';
import { rfc } from '../fault.ts';
import type { Fault } from '../fault.ts';
import { serveByHand, soundServer } from '../hand-server.ts';

export const sniUnrecognized: Fault = {
  id: 'sni-unrecognized',
  diagnosis: 'sni-unrecognized',
  title: 'Server that does not know the name',
  description:
    'Answers every name in SNI with the alert unrecognized_name, as a server without a site of that name does; without a name it shows its certificate.',
  documented: [rfc(6066, '3'), rfc(8446, '6.2')],
  start: async (context) =>
    serveByHand(context, {
      ...(await soundServer(context)),
      onHello: ({ serverName }) =>
        serverName === null ? null : { kind: 'alert', description: alertDescriptions.codes.unrecognized_name },
    }),
};
