import type { HandshakeMessage } from '../../wire/messages/handshake-message.ts';
import { alertDescriptions, alertLevels } from '../../wire/registries/alert.ts';
import { handshakeTypes } from '../../wire/registries/handshake-type.ts';
import type { Machine } from '../machine.ts';
import { noteTicket } from '../session-ticket.ts';
import type { ExpectApplicationData, State } from '../state.ts';

/**
 * What a server sends once the handshake is complete. A NewSessionTicket comes only after it has read, and accepted, our last
 * flight (RFC 8446 section 4.6.1 forbids nothing else, and OpenSSL, GnuTLS, Go and Java do it so): it accepts us.
 */
export function onApplicationPhase(m: Machine, state: ExpectApplicationData, message: HandshakeMessage): State | null {
  if (!state.tls13 || message.type !== handshakeTypes.codes.new_session_ticket) return m.unexpected(message);
  noteTicket(m, message.body);
  m.sendAlert(alertLevels.codes.warning, alertDescriptions.codes.close_notify);
  m.command({ kind: 'done' });
  return null;
}
