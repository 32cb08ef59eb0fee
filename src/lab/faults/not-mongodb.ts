import { noOctets, utf8 } from '../../base/octets.ts';
import { buildChain } from '../chain-builder.ts';
import { mongodbWire } from '../fault.ts';
import type { Fault } from '../fault.ts';
import { serveChain } from '../serve.ts';

export const notMongodb: Fault = {
  id: 'not-mongodb',
  diagnosis: 'not-mongodb',
  title: 'Web server where MongoDB is expected',
  description: 'Completes the handshake with a sound certificate, and answers what is said to it as a web server does.',
  documented: [mongodbWire],
  start: async (context) =>
    serveChain(context, await buildChain(context.clock.now()), {
      speaker: () => {
        let hasAnswered = false;
        return () => {
          const answer = hasAnswered ? noOctets : badRequest;
          hasAnswered = true;
          return { answer, isOver: true };
        };
      },
      probeArguments: { client: 'pymongo' },
    }),
};

/** What nginx and others say to octets that are no request (RFC 9110 section 15.5.1). */
const badRequest = utf8('HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
