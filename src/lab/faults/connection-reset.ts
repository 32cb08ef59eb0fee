import { rfc } from '../fault.ts';
import type { Fault } from '../fault.ts';
import { serveOctets } from '../serve.ts';

export const connectionReset: Fault = {
  id: 'connection-reset',
  diagnosis: 'connection-reset',
  title: 'Server that resets the connection',
  description: 'Takes the ClientHello and answers with RST, as some firewalls and crashing servers do.',
  documented: [rfc(9293, '3.5.2')],
  start: (context) => serveOctets(context, (connection) => () => connection.reset()),
};
