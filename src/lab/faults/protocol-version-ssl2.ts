import { concat, fromHex } from '../../base/octets.ts';
import { rfc } from '../fault.ts';
import type { Fault } from '../fault.ts';
import { serveOctets } from '../serve.ts';

export const protocolVersionSsl2: Fault = {
  id: 'protocol-version-ssl2',
  diagnosis: 'protocol-version',
  title: 'Server of SSL 2.0 alone',
  description:
    'Closes on a ClientHello of TLS without a word and answers the CLIENT-HELLO of SSL 2.0 with its SERVER-HELLO.',
  documented: [rfc(6176, '3')],
  // Record header with its highest bit set; MSG-SERVER-HELLO, no session, X.509, version 2, lengths, RC4 with MD5, connection id.
  start: (context) =>
    serveOctets(context, (connection) => (octets) => {
      const isSsl2 = (octets[0] ?? 0) >= 0x80 && octets[2] === 1;
      if (!isSsl2) return connection.end();
      const hello = concat([fromHex('0400010002000000030010010080'), new Uint8Array(16).fill(0x5a)]);
      connection.write(concat([Uint8Array.of(0x80, hello.length), hello]));
    }),
};
