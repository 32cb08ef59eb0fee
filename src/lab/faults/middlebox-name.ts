import { rfc } from '../fault.ts';
import type { Fault } from '../fault.ts';
import { serveByHand, soundServer } from '../hand-server.ts';

export const middleboxName: Fault = {
  id: 'middlebox-name',
  diagnosis: 'middlebox-interference',
  title: 'Filter that cuts off a name',
  description:
    'Resets connections that name localhost in SNI and lets every other name, or none, through to the server: what a filter on the way does.',
  documented: [rfc(8744, '2.1'), rfc(9293, '3.5.2')],
  start: async (context) =>
    serveByHand(context, {
      ...(await soundServer(context)),
      onHello: ({ serverName }) => (serverName === 'localhost' ? { kind: 'reset' } : null),
    }),
};
