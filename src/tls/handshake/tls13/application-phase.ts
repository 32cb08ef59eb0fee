import { nextTrafficSecret, trafficKeys } from '../../crypto/key-schedule.ts';
import { tls13Opener, tls13Sealer } from '../../crypto/record-protection.ts';
import { handshakeMessage } from '../../wire/messages/handshake-message.ts';
import type { HandshakeMessage } from '../../wire/messages/handshake-message.ts';
import { alertDescriptions } from '../../wire/registries/alert.ts';
import { handshakeTypes } from '../../wire/registries/handshake-type.ts';
import { goodbye } from '../afterwards.ts';
import type { Machine } from '../machine.ts';
import { resumableBy } from '../resumption.ts';
import { noteTicket } from '../session-ticket.ts';
import type { ExpectApplicationData, State } from '../state.ts';

const { key_update, new_session_ticket } = handshakeTypes.codes;

/**
 * What a server sends once the handshake is complete. A NewSessionTicket comes only after it has read, and accepted, our last
 * flight (RFC 8446 section 4.6.1 forbids nothing else, and OpenSSL, GnuTLS, Go and Java do it so): it accepts us.
 */
export function onApplicationPhase(m: Machine, state: ExpectApplicationData, message: HandshakeMessage): State | null {
  if (state.tls13 === null) return m.unexpected(message);
  if (message.type === key_update) return onKeyUpdate(m, state.tls13, message);
  if (message.type !== new_session_ticket) return m.unexpected(message);
  noteTicket(m, message.body);
  const { suite, suiteCode, resumptionMasterSecret } = state.tls13;
  if (resumptionMasterSecret !== null)
    m.resumable ??= resumableBy(message.body, suite, suiteCode, resumptionMasterSecret);
  return m.plan.afterwards.kind === 'exchange' ? state : goodbye(m);
}

/** KeyUpdate, RFC 8446 sections 4.6.3 and 7.2: the server's next keys, and ours too if it asks. */
function onKeyUpdate(
  m: Machine,
  now: NonNullable<ExpectApplicationData['tls13']>,
  message: HandshakeMessage,
): State | null {
  const [request, ...more] = message.body;
  if (request === undefined || request > 1 || more.length > 0) {
    return m.fail(
      {
        kind: 'undecodable',
        problem: {
          kind: 'illegalValue',
          path: 'KeyUpdate.request_update',
          offset: 0,
          actual: request ?? 0,
          expected: '0 or 1',
        },
        waitingFor: m.waitingFor,
      },
      alertDescriptions.codes.illegal_parameter,
    );
  }
  const { suite, suiteCode } = now;
  const serverSecret = nextTrafficSecret(suite.prfHash, now.serverSecret);
  m.opener = tls13Opener(suiteCode, trafficKeys(serverSecret, suite));
  let { clientSecret } = now;
  if (request === 1) {
    m.sendHandshake(handshakeMessage(key_update, Uint8Array.of(0)));
    clientSecret = nextTrafficSecret(suite.prfHash, clientSecret);
    m.sealer = tls13Sealer(suiteCode, trafficKeys(clientSecret, suite));
  }
  return { kind: 'expectApplicationData', tls13: { ...now, serverSecret, clientSecret } };
}
