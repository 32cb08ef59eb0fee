import { concat, fromUtf8, noOctets, utf8 } from '../../base/octets.ts';
import type { Fault } from '../fault.ts';
import { reply } from '../mongodb-reply.ts';
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
  documented: [
    {
      kind: 'page',
      title: 'MongoDB Wire Protocol',
      url: 'https://www.mongodb.com/docs/manual/reference/mongodb-wire-protocol/',
      read: '2026-11-21',
    },
  ],
  start: (context) =>
    serveOctets(context, (connection) => {
      let unread = noOctets;
      return (octets) => {
        unread = concat([unread, octets]);
        while (unread.length >= headerOctets) {
          const header = new DataView(unread.buffer, unread.byteOffset, headerOctets);
          const responseTo = header.getInt32(8, true);
          if (responseTo !== 0 && responseTo !== -1) {
            if (fromUtf8(unread.subarray(0, 4)) === 'GET ') connection.write(overHttp);
            return connection.end();
          }
          const length = header.getInt32(0, true);
          if (length < headerOctets || length > longestMessage) return connection.end();
          if (unread.length < length) return;
          const answer = reply(unread.subarray(0, length));
          if (answer === null) return connection.end();
          connection.write(answer);
          unread = unread.subarray(length);
        }
      };
    }),
};

const browserText = 'It looks like you are trying to access MongoDB over HTTP on the native driver port.\r\n';
const overHttp = utf8(
  `HTTP/1.0 200 OK\r\nConnection: close\r\nContent-Type: text/plain\r\nContent-Length: ${browserText.length}\r\n\r\n${browserText}`,
);

const headerOctets = 16;
/** Far above any hello. */
const longestMessage = 65_536;
