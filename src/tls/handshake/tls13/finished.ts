import { equal } from '../../../base/octets.ts';
import { trafficKeys, verifyData } from '../../crypto/key-schedule.ts';
import { tls13Opener, tls13Sealer } from '../../crypto/record-protection.ts';
import { handshakeMessage } from '../../wire/messages/handshake-message.ts';
import type { HandshakeMessage } from '../../wire/messages/handshake-message.ts';
import { handshakeTypes } from '../../wire/registries/handshake-type.ts';
import { afterHandshake } from '../afterwards.ts';
import { authenticateClient13 } from '../client-authentication.ts';
import type { Machine } from '../machine.ts';
import type { ExpectFinished13, State } from '../state.ts';
import { stopEarly } from '../stop-early.ts';

/** Finished both ways, RFC 8446 section 4.4.4, and the change to the application keys. */
export function onFinished13(m: Machine, state: ExpectFinished13, message: HandshakeMessage): State | null {
  if (message.type !== handshakeTypes.codes.finished) return m.unexpected(message);
  const { suite, schedule } = state;
  const expected = verifyData(suite.prfHash, state.serverSecret, m.transcript.hash(suite.prfHash));
  if (!equal(expected, message.body)) return m.checkFailed('finished');
  if (m.plan.until === 'serverFlight') return stopEarly(m);
  m.transcript.add(message.raw);
  const application = schedule.applicationSecrets(m.transcript.hash(suite.prfHash));
  if (state.requestContext !== null && authenticateClient13(m, state.requestContext, suite.prfHash) === null)
    return null;
  const ours = verifyData(suite.prfHash, state.clientSecret, m.transcript.hash(suite.prfHash));
  m.sendHandshake(handshakeMessage(handshakeTypes.codes.finished, ours));
  m.opener = tls13Opener(state.suiteCode, trafficKeys(application.serverSecret, suite));
  m.sealer = tls13Sealer(state.suiteCode, trafficKeys(application.clientSecret, suite));
  return afterHandshake(m, {
    kind: 'expectApplicationData',
    tls13: {
      suite,
      suiteCode: state.suiteCode,
      ...application,
      resumptionMasterSecret:
        m.plan.afterwards.kind === 'awaitTicket'
          ? schedule.resumptionMasterSecret(m.transcript.hash(suite.prfHash))
          : null,
    },
  });
}
