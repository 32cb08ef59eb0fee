import { fromUtf8, utf8 } from '../../base/octets.ts';
import { rfc } from '../fault.ts';
import type { Fault } from '../fault.ts';
import { serveOctets } from '../serve.ts';

export const plaintextSsh: Fault = {
  id: 'plaintext-ssh',
  diagnosis: 'plaintext-server',
  title: 'SSH server on the port',
  description: 'Sends its identification string as soon as somebody connects, and closes on what is none.',
  documented: [rfc(4253, '4.2')],
  start: (context) =>
    serveOctets(context, (connection) => {
      connection.write(utf8('SSH-2.0-whytls_lab\r\n'));
      return (octets) => {
        if (!fromUtf8(octets).startsWith('SSH-')) connection.write(utf8('Invalid SSH identification string.\r\n'));
        // Key exchange would come next; nobody needs it here.
        connection.end();
      };
    }),
};
