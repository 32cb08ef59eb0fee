/**
 * Just enough of MongoDB's wire protocol to answer `hello` and `isMaster` as a standalone MongoDB 7.0 does. All numbers are
 * little-endian. Message: int32 length, int32 requestID, int32 responseTo, int32 opCode, then the body.
 */
import { concat, fromUtf8, noOctets, utf8 } from '../base/octets.ts';

/** The answer to one whole message, or null if it is neither OP_MSG nor OP_QUERY. */
export function reply(message: Uint8Array): Uint8Array | null {
  const view = new DataView(message.buffer, message.byteOffset, message.byteLength);
  const requestId = view.getInt32(4, true);
  const opCode = view.getInt32(12, true);
  const command = fromUtf8(message);
  const document = bson(/\b(?:hello|isMaster|ismaster)\0/.test(command) ? helloReply : commandNotFound);
  switch (opCode) {
    case opMsg:
      // flagBits, then one section of kind 0: the document.
      return framed(opMsg, requestId, concat([int32(0), Uint8Array.of(0), document]));
    case opQuery:
      // responseFlags, cursorID (two int32), startingFrom, numberReturned.
      return framed(opReply, requestId, concat([int32(0), int32(0), int32(0), int32(0), int32(1), document]));
    default:
      return null;
  }
}

function framed(opCode: number, responseTo: number, body: Uint8Array): Uint8Array {
  return concat([int32(16 + body.length), int32(1), int32(responseTo), int32(opCode), body]);
}

/** A BSON document of booleans, int32 and doubles: `{ double: 1 }` tells the last two apart. */
function bson(fields: Readonly<Record<string, boolean | number | { readonly double: number }>>): Uint8Array {
  const elements = Object.entries(fields).map(([name, value]) => {
    const key = utf8(`${name}\0`);
    if (typeof value === 'boolean') return concat([Uint8Array.of(0x08), key, Uint8Array.of(value ? 1 : 0)]);
    if (typeof value === 'number') return concat([Uint8Array.of(0x10), key, int32(value)]);
    return concat([Uint8Array.of(0x01), key, double(value.double)]);
  });
  const content = concat([noOctets, ...elements, Uint8Array.of(0)]);
  return concat([int32(4 + content.length), content]);
}

function int32(value: number): Uint8Array {
  const octets = new Uint8Array(4);
  new DataView(octets.buffer).setInt32(0, value, true);
  return octets;
}

function double(value: number): Uint8Array {
  const octets = new Uint8Array(8);
  new DataView(octets.buffer).setFloat64(0, value, true);
  return octets;
}

const helloReply = {
  helloOk: true,
  ismaster: true,
  isWritablePrimary: true,
  maxBsonObjectSize: 16_777_216,
  maxMessageSizeBytes: 48_000_000,
  maxWriteBatchSize: 100_000,
  minWireVersion: 0,
  maxWireVersion: 21,
  readOnly: false,
  ok: { double: 1 },
};
const commandNotFound = { ok: { double: 0 }, code: 59 };

const opReply = 1;
const opQuery = 2004;
const opMsg = 2013;
