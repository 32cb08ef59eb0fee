import { certificate12 } from '../../wire/messages/certificate.ts';
import type { HandshakeMessage } from '../../wire/messages/handshake-message.ts';
import { handshakeTypes } from '../../wire/registries/handshake-type.ts';
import type { Machine } from '../machine.ts';
import type { ExpectCertificate12, State } from '../state.ts';

/** Certificate, RFC 5246 section 7.4.2. Suites without one never come here: see `skim-server-flight.ts`. */
export function onCertificate12(m: Machine, state: ExpectCertificate12, message: HandshakeMessage): State | null {
  if (message.type !== handshakeTypes.codes.certificate) return m.unexpected(message);
  m.transcript.add(message.raw);
  return m.decoded(certificate12, message.body, (chain): State | null => {
    if (m.noteCertificates(chain) === null) return null;
    const leaf = chain[0];
    const leafKey = leaf === undefined ? null : m.plan.publicKeyOf(leaf);
    if (leafKey === null) return m.checkFailed('leafKey');
    switch (state.suite.keyExchange) {
      case 'ECDHE':
      case 'DHE':
        return { ...state, kind: 'expectServerKeyExchange', leafKey };
      case 'RSA':
        return {
          ...state,
          kind: 'expectServerHelloDone',
          agreement: { kind: 'rsa', leafKey },
          certificateRequested: false,
        };
      default:
        return m.cannotComplete('keyExchange', state.suiteCode);
    }
  });
}
