import { serverKeyExchangeInput } from '../../crypto/signature.ts';
import type { HandshakeMessage } from '../../wire/messages/handshake-message.ts';
import { serverKeyExchange } from '../../wire/messages/server-key-exchange.ts';
import { handshakeTypes } from '../../wire/registries/handshake-type.ts';
import { protocolVersions } from '../../wire/registries/protocol-version.ts';
import type { Machine } from '../machine.ts';
import { authenticate } from '../server-authentication.ts';
import type { ExpectServerKeyExchange, State } from '../state.ts';
import { bitsOf } from './skim-server-flight.ts';
import { takeCertificateStatus } from './certificate-status.ts';

/** ServerKeyExchange, RFC 5246 section 7.4.3: the server's share, signed together with both randoms. */
export function onServerKeyExchange(
  m: Machine,
  state: ExpectServerKeyExchange,
  message: HandshakeMessage,
): State | null {
  if (takeCertificateStatus(m, state, message)) return { ...state, statusExpected: false };
  if (message.type !== handshakeTypes.codes.server_key_exchange) return m.unexpected(message);
  m.transcript.add(message.raw);
  const kind = state.suite.keyExchange === 'ECDHE' ? 'ecdhe' : 'dhe';
  const codec = serverKeyExchange(kind, state.protocol >= protocolVersions.codes['TLSv1.2']);
  return m.decoded(codec, message.body, ({ params, paramOctets, signed }): State | null => {
    if (params.kind === 'ecdhe') {
      m.recorder.values.group = params.group;
      if (!m.plan.groups.includes(params.group)) return m.illegal('group', params.group);
    }
    if (params.kind === 'dhe') m.recorder.values.dhBits = bitsOf(params.p);
    const signedOctets = serverKeyExchangeInput(state.clientRandom, state.serverRandom, paramOctets);
    const authenticated = authenticate(m, 'serverKeyExchange', state.leafKey, signed, signedOctets, state.protocol);
    if (authenticated === null) return null;
    return {
      ...state,
      kind: 'expectServerHelloDone',
      agreement: { ...params, authenticated },
      certificateRequested: false,
    };
  });
}
