import { Writer } from '../writer.ts';

/** `Handshake`, RFC 8446 section 4: one whole message. */
export interface HandshakeMessage {
  /** HandshakeType code point. */
  readonly type: number;
  /** The content after the four octets of type and length. */
  readonly body: Uint8Array;
  /** Header and content exactly as on the wire: what the transcript hashes. */
  readonly raw: Uint8Array;
}

/** Frames a body as a handshake message. */
export function handshakeMessage(type: number, body: Uint8Array): HandshakeMessage {
  const w = new Writer();
  w.u8(type);
  w.opaque(3, body);
  return { type, body, raw: w.finish() };
}
