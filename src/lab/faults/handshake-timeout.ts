import { rfc } from '../fault.ts';
import type { Fault } from '../fault.ts';
import { serveOctets } from '../serve.ts';

export const handshakeTimeout: Fault = {
  id: 'handshake-timeout',
  diagnosis: 'handshake-timeout',
  title: 'Server that never answers',
  description: 'Accepts the connection, takes the ClientHello, and says nothing until the client gives up.',
  documented: [rfc(8446, '2')],
  start: (context) => serveOctets(context, () => () => {}, { timeoutMs: 1500 }),
};
