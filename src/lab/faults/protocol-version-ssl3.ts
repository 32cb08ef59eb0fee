import { concat, fromHex } from '../../base/octets.ts';
import { rfc } from '../fault.ts';
import type { Fault } from '../fault.ts';
import { serveOctets } from '../serve.ts';

export const protocolVersionSsl3: Fault = {
  id: 'protocol-version-ssl3',
  diagnosis: 'protocol-version',
  title: 'Server of SSL 3.0 alone',
  description:
    'Answers every ClientHello with a ServerHello of SSL 3.0 and TLS_RSA_WITH_3DES_EDE_CBC_SHA, whatever was offered.',
  documented: [rfc(6101, '5.6.1.3'), rfc(7568, '3')],
  // Record of SSL 3.0; ServerHello with version, random, no session id, cipher suite and null compression.
  start: (context) =>
    serveOctets(context, (connection) => () => {
      const hello = concat([fromHex('0300'), new Uint8Array(32).fill(0x5a), fromHex('00000a00')]);
      connection.write(concat([fromHex('160300002a'), fromHex('02000026'), hello]));
    }),
};
