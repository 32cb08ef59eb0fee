/** The serving side, for our own lab: requests read, answers written. BSON is MongoDB's own library's. */
import { BSONError, Double, deserialize, serialize } from 'bson';
import { concat, latin1 } from '../base/octets.ts';

/** A command that a client sent: its name, and the whole document. */
export interface Request {
  readonly requestId: number;
  readonly isQuery: boolean;
  readonly command: string;
  readonly document: Readonly<Record<string, unknown>>;
}

/** Reads one whole message; null if it is neither OP_MSG nor OP_QUERY, or its document cannot be read. */
export function readRequest(message: Uint8Array): Request | null {
  const view = new DataView(message.buffer, message.byteOffset, message.byteLength);
  const opCode = view.getInt32(12, true);
  // OP_QUERY: int32 flags, the collection's name, int32 numberToSkip and numberToReturn. OP_MSG: flagBits and the kind 0.
  const name = opCode === opQuery ? latin1(message.subarray(20)).indexOf('\0') : -1;
  const start = opCode === opMsg ? 21 : 20 + name + 1 + 8;
  if ((opCode !== opMsg && opCode !== opQuery) || (opCode === opQuery && name < 0)) return null;
  if (message.length < start + 5) return null;
  const length = view.getInt32(start, true);
  if (length < 5 || length > message.length - start) return null;
  try {
    const document: Record<string, unknown> = deserialize(message.subarray(start, start + length));
    const [command = ''] = Object.keys(document);
    return { requestId: view.getInt32(4, true), isQuery: opCode === opQuery, command, document };
  } catch (error) {
    if (error instanceof BSONError || error instanceof RangeError) return null;
    throw error;
  }
}

/** The answer to a request: OP_REPLY to OP_QUERY, OP_MSG to OP_MSG. */
export function replyTo(request: Request, document: Readonly<Record<string, unknown>>): Uint8Array {
  // `ok` is a double, as mongod has it.
  const content = serialize({ ...document, ok: new Double(document['ok'] === 1 ? 1 : 0) });
  // OP_REPLY: responseFlags, cursorID (8 octets), startingFrom, numberReturned. OP_MSG: flagBits, one section of kind 0.
  const body = request.isQuery
    ? concat([int32(0), int32(0), int32(0), int32(0), int32(1), content])
    : concat([int32(0), Uint8Array.of(0), content]);
  const opCode = request.isQuery ? opReply : opMsg;
  return concat([int32(16 + body.length), int32(1), int32(request.requestId), int32(opCode), body]);
}

function int32(value: number): Uint8Array {
  const octets = new Uint8Array(4);
  new DataView(octets.buffer).setInt32(0, value, true);
  return octets;
}

const opReply = 1;
const opQuery = 2004;
const opMsg = 2013;
