import { encode } from '../wire/codec.ts';
import { clientHello } from '../wire/messages/client-hello.ts';
import type { ClientHello } from '../wire/messages/client-hello.ts';
import { handshakeMessage } from '../wire/messages/handshake-message.ts';
import type { HandshakeMessage } from '../wire/messages/handshake-message.ts';
import { handshakeTypes } from '../wire/registries/handshake-type.ts';
import type { Machine } from './machine.ts';
import { withPsk } from './resumption.ts';

/** A ClientHello as a message; with the session to resume, if the plan has one. */
export function helloMessage(m: Machine, hello: ClientHello): HandshakeMessage {
  const { resume } = m.plan;
  if (resume === null) return handshakeMessage(handshakeTypes.codes.client_hello, encode(clientHello, hello));
  m.recorder.values.resumed = false;
  return withPsk(m, hello, resume);
}
