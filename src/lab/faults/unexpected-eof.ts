import { rfc } from '../fault.ts';
import type { Fault } from '../fault.ts';
import { serveOctets } from '../serve.ts';

export const unexpectedEof: Fault = {
  id: 'unexpected-eof',
  diagnosis: 'unexpected-eof',
  title: 'Server that hangs up',
  description: 'Takes the ClientHello and closes the connection in order (FIN), without an alert and without a word.',
  documented: [rfc(8446, '6.1'), rfc(9293, '3.6')],
  start: (context) => serveOctets(context, (connection) => () => connection.end()),
};
