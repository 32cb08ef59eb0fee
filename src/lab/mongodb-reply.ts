/**
 * A MongoDB server as far as the lab needs one: it answers `hello`, `isMaster` and `authenticate`, and knows no other command.
 * `src/mongodb/reply.ts` brings the BSON library, so it is loaded when a server starts.
 */
import { concat, fromUtf8, noOctets, utf8 } from '../base/octets.ts';

/** What a server of the lab is: a document to answer `hello` with, and who may log in. */
export interface MongodbServer {
  /** Added to the answer of a standalone MongoDB 7.0. */
  readonly hello?: Readonly<Record<string, unknown>>;
  /** The answer to `authenticate`; default: there is no such user. */
  readonly authenticate?: Readonly<Record<string, unknown>>;
}

/** What a client sent, in; what to send back, out. `isOver`: the server closes. One for each connection. */
export type Speaker = (octets: Uint8Array) => { readonly answer: Uint8Array; readonly isOver: boolean };

/**
 * A server ready to speak. It reads as mongod does: by the first 16 octets it knows whether a message of its own protocol comes,
 * a browser (`GET `), or something else, to which it says nothing and closes.
 */
export async function mongodbSpeaker(server: MongodbServer = {}): Promise<() => Speaker> {
  const { readRequest, replyTo } = await import('../mongodb/reply.ts');
  const answers: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
    authenticate: server.authenticate ?? noSuchUser,
  };
  const answer = (message: Uint8Array): Uint8Array | null => {
    const request = readRequest(message);
    if (request === null) return null;
    const isHello = /^(?:hello|ismaster)$/i.test(request.command);
    const document = isHello
      ? { ...standalone, localTime: new Date(), ...server.hello, ok: 1 }
      : (answers[request.command] ?? commandNotFound);
    return replyTo(request, document);
  };
  return () => {
    let unread = noOctets;
    return (octets) => {
      unread = concat([unread, octets]);
      const out: Uint8Array[] = [];
      const over = (last: Uint8Array = noOctets) => ({ answer: concat([...out, last]), isOver: true });
      while (unread.length >= headerOctets) {
        const header = new DataView(unread.buffer, unread.byteOffset, headerOctets);
        const responseTo = header.getInt32(8, true);
        if (responseTo !== 0 && responseTo !== -1)
          return over(fromUtf8(unread.subarray(0, 4)) === 'GET ' ? overHttp : noOctets);
        const length = header.getInt32(0, true);
        if (length < headerOctets || length > longestMessage) return over();
        if (unread.length < length) break;
        const said = answer(unread.subarray(0, length));
        if (said === null) return over();
        out.push(said);
        unread = unread.subarray(length);
      }
      return { answer: concat(out), isOver: false };
    };
  };
}

const standalone = {
  helloOk: true,
  ismaster: true,
  isWritablePrimary: true,
  maxBsonObjectSize: 16_777_216,
  maxMessageSizeBytes: 48_000_000,
  maxWriteBatchSize: 100_000,
  minWireVersion: 0,
  maxWireVersion: 21,
  readOnly: false,
};
const commandNotFound = { ok: 0, errmsg: 'no such command', code: 59, codeName: 'CommandNotFound' };
const noSuchUser = { ok: 0, errmsg: 'Authentication failed.', code: 18, codeName: 'AuthenticationFailed' };

const browserText = 'It looks like you are trying to access MongoDB over HTTP on the native driver port.\r\n';
const overHttp = utf8(
  `HTTP/1.0 200 OK\r\nConnection: close\r\nContent-Type: text/plain\r\nContent-Length: ${browserText.length}\r\n\r\n${browserText}`,
);

const headerOctets = 16;
/** Far above any hello. */
const longestMessage = 65_536;
