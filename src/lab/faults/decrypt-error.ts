import { alertDescriptions } from '../../tls/wire/registries/alert.ts';
import { rfc } from '../fault.ts';
import type { Fault } from '../fault.ts';
import { serveByHand, soundServer } from '../hand-server.ts';

export const decryptError: Fault = {
  id: 'decrypt-error',
  diagnosis: 'decrypt-error',
  title: 'Server that cannot verify the client',
  description:
    'Answers the Finished of the client with the alert decrypt_error, as a server does whose view of the handshake differs.',
  documented: [rfc(5246, '7.2.2'), rfc(8446, '6.2')],
  start: async (context) =>
    serveByHand(context, {
      ...(await soundServer(context)),
      onFinished: () => ({ kind: 'alert', description: alertDescriptions.codes.decrypt_error }),
    }),
};
