import { mongodbWire } from '../fault.ts';
import type { Fault } from '../fault.ts';
import { mongodbSpeaker } from '../mongodb-reply.ts';
import { serveOctets } from '../serve.ts';

/**
 * What mongod makes of the first 16 octets, the size of its message header: `responseTo` (octets 8 to 11) of a request is 0 or
 * -1; `GET ` is a browser; anything else it takes for a ClientHello, and with `net.tls.mode: disabled` it closes the
 * connection without a word, so that only the server's log says why.
 */
export const plaintextMongodb: Fault = {
  id: 'plaintext-mongodb',
  diagnosis: 'plaintext-server',
  title: 'MongoDB without TLS',
  description:
    'Closes on a ClientHello without sending an octet, as mongod does without TLS; answers hello and isMaster in plain text.',
  documented: [mongodbWire],
  start: async (context) => {
    const speaker = await mongodbSpeaker();
    return serveOctets(context, (connection) => {
      const speak = speaker();
      return (octets) => {
        const { answer, isOver } = speak(octets);
        if (answer.length > 0) connection.write(answer);
        if (isOver) connection.end();
      };
    });
  },
};
