/**
 * Messages of MongoDB's wire protocol, as far as a stranger needs them: the question that every server answers without
 * authentication, and the one that logs in with a certificate. All numbers are little-endian. A message is int32 messageLength,
 * requestID, responseTo and opCode, then the body. The requests are fixed octets; only an answer needs BSON.
 */
import { concat, fromHex } from '../base/octets.ts';

/** A message as it came, cut into header and body. */
export interface WireMessage {
  readonly responseTo: number;
  readonly opCode: number;
  readonly body: Uint8Array;
}

/**
 * OP_QUERY `{ isMaster: 1, helloOk: true }` on `admin.$cmd`, request 1. Drivers open with it, and servers of every version
 * answer it: those from 5.1 on refuse OP_QUERY for everything else, and those before 3.6 know nothing newer.
 */
export const helloRequest: Uint8Array = fromHex(
  '440000000100000000000000d40700000400000061646d696e2e24636d640000000000ffffffff1d0000001069734d6173746572000100000008' +
    '68656c6c6f4f6b000100',
);

/**
 * OP_MSG `{ authenticate: 1, mechanism: "MONGODB-X509", $db: "$external" }`, request 2. The user name is left to the server,
 * which takes it from the certificate (since 3.4). Nothing secret is in it.
 */
export const authenticateX509Request: Uint8Array = fromHex(
  '5b0000000200000000000000dd0700000000000000460000001061757468656e7469636174650001000000026d656368616e69736d000d000000' +
    '4d4f4e474f44422d583530390002246462000a0000002465787465726e616c0000',
);

/** Both requests at once: a server answers in the order in which it was asked. */
export const helloAndAuthenticate: Uint8Array = concat([helloRequest, authenticateX509Request]);

/** Whether so many whole messages have come, or something that is no message, of which no more can be hoped for. */
export function hasMessages(octets: Uint8Array, count: number): boolean {
  const { messages, isMessage } = readMessages(octets);
  return !isMessage || messages.length >= count;
}

/** The whole messages at the beginning of some octets. `isMessage`: false where what follows cannot be one. */
export function readMessages(octets: Uint8Array): {
  readonly messages: readonly WireMessage[];
  readonly isMessage: boolean;
} {
  const messages: WireMessage[] = [];
  let at = 0;
  while (octets.length - at >= headerOctets) {
    const view = new DataView(octets.buffer, octets.byteOffset + at, octets.length - at);
    const length = view.getInt32(0, true);
    const opCode = view.getInt32(12, true);
    if (length < headerOctets || length > longestMessage || !opCodes.has(opCode)) return { messages, isMessage: false };
    if (length > octets.length - at) break;
    messages.push({
      responseTo: view.getInt32(8, true),
      opCode,
      body: octets.subarray(at + headerOctets, at + length),
    });
    at += length;
  }
  return { messages, isMessage: true };
}

/** The document of an answer, still BSON; null where the message holds none. */
export function documentOf({ opCode, body }: WireMessage): Uint8Array | null {
  // OP_REPLY: int32 responseFlags, int64 cursorID, int32 startingFrom, int32 numberReturned. OP_MSG: uint32 flagBits, then
  // sections; the first one of an answer is of kind 0.
  const start = opCode === opReply ? 20 : 5;
  if (opCode === opMsg && body[4] !== 0) return null;
  if (body.length < start + 5) return null;
  const length = new DataView(body.buffer, body.byteOffset + start, 4).getInt32(0, true);
  return length >= 5 && length <= body.length - start ? body.subarray(start, start + length) : null;
}

const headerOctets = 16;
/** An answer to hello takes some 300 octets, with hundreds of hosts some kilobytes; we keep 64 KiB of what a server says. */
const longestMessage = 65_536;

const opReply = 1;
const opMsg = 2013;
const opCodes: ReadonlySet<number> = new Set([opReply, opMsg]);
