import { equal } from '../../../base/octets.ts';
import { prfHashOf, verifyData12 } from '../../crypto/prf.ts';
import type { HandshakeMessage } from '../../wire/messages/handshake-message.ts';
import { handshakeTypes } from '../../wire/registries/handshake-type.ts';
import { afterHandshake } from '../afterwards.ts';
import type { Machine } from '../machine.ts';
import { noteTicket } from '../session-ticket.ts';
import type { ExpectFinished12, State } from '../state.ts';

const { finished, new_session_ticket } = handshakeTypes.codes;

/** NewSessionTicket (optional, RFC 5077 section 3.3), then the server's Finished under its new keys (RFC 5246 section 7.4.9). */
export function onFinished12(m: Machine, state: ExpectFinished12, message: HandshakeMessage): State | null {
  if (message.type === new_session_ticket && state.pendingOpener !== null) {
    m.transcript.add(message.raw);
    // RFC 5077 section 3.3: the lifetime hint comes first.
    noteTicket(m, message.body);
    return state;
  }
  if (message.type !== finished || state.pendingOpener !== null) return m.unexpected(message);
  const prfHash = prfHashOf(state.suite, state.protocol);
  const expected = verifyData12(prfHash, state.masterSecret, 'server', m.transcript.hash(prfHash));
  if (!equal(expected, message.body)) return m.checkFailed('finished');
  return afterHandshake(m, { kind: 'expectApplicationData', tls13: null });
}
