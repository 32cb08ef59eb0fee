import { unreachable } from '../../base/never.ts';
import type { HandshakeMessage } from '../wire/messages/handshake-message.ts';
import { handshakeTypes } from '../wire/registries/handshake-type.ts';
import { nameOf } from '../wire/registry.ts';
import type { Waiting } from './handshake-problem.ts';
import type { Machine } from './machine.ts';
import { onServerHello } from './server-hello.ts';
import type { State } from './state.ts';
import { onCertificate12 } from './tls12/certificate.ts';
import { onFinished12 } from './tls12/finished.ts';
import { onServerHelloDone } from './tls12/server-hello-done.ts';
import { skimServerFlight } from './tls12/skim-server-flight.ts';
import { onServerKeyExchange } from './tls12/server-key-exchange.ts';
import { onApplicationPhase } from './tls13/application-phase.ts';
import { onCertificateVerify } from './tls13/certificate-verify.ts';
import { onCertificate13 } from './tls13/certificate.ts';
import { onEncryptedExtensions } from './tls13/encrypted-extensions.ts';
import { onFinished13 } from './tls13/finished.ts';

/** Takes one handshake message to the next state; null where the handshake is over. */
export function receiveMessage(m: Machine, state: State, message: HandshakeMessage): State | null {
  const { hello_request, server_hello } = handshakeTypes.codes;
  if (message.type !== server_hello) {
    m.recorder.message('server', nameOf(handshakeTypes, message.type), message.raw.length, m.nowMs);
  }
  // RFC 5246 section 7.4.1.1: a HelloRequest during a handshake is ignored and not hashed.
  if (message.type === hello_request && message.body.length === 0 && !isTls13(state)) return state;
  switch (state.kind) {
    case 'expectServerHello':
      return onServerHello(m, state, message);
    case 'expectEncryptedExtensions':
      return onEncryptedExtensions(m, state, message);
    case 'expectCertificate13':
      return onCertificate13(m, state, message);
    case 'expectCertificateVerify':
      return onCertificateVerify(m, state, message);
    case 'expectFinished13':
      return onFinished13(m, state, message);
    case 'skimServerFlight':
      return skimServerFlight(m, state, message);
    case 'expectCertificate12':
      return onCertificate12(m, state, message);
    case 'expectServerKeyExchange':
      return onServerKeyExchange(m, state, message);
    case 'expectServerHelloDone':
      return onServerHelloDone(m, state, message);
    case 'expectFinished12':
      return onFinished12(m, state, message);
    case 'expectApplicationData':
      return onApplicationPhase(m, state, message);
    default:
      return unreachable(state);
  }
}

/** What a state is waiting for, for reports. */
export function waitingFor(state: State): Waiting {
  switch (state.kind) {
    case 'expectServerHello':
      return 'serverHello';
    case 'expectEncryptedExtensions':
      return 'encryptedExtensions';
    case 'expectCertificate13':
    case 'expectCertificate12':
      return 'certificate';
    case 'expectCertificateVerify':
      return 'certificateVerify';
    case 'expectServerKeyExchange':
      return 'serverKeyExchange';
    case 'skimServerFlight':
    case 'expectServerHelloDone':
      return 'serverHelloDone';
    case 'expectFinished12':
      return state.pendingOpener === null ? 'finished' : 'changeCipherSpec';
    case 'expectFinished13':
      return 'finished';
    case 'expectApplicationData':
      return 'applicationData';
    default:
      return unreachable(state);
  }
}

const isTls13 = (state: State): boolean =>
  state.kind === 'expectEncryptedExtensions' ||
  state.kind === 'expectCertificate13' ||
  state.kind === 'expectCertificateVerify' ||
  state.kind === 'expectFinished13' ||
  (state.kind === 'expectApplicationData' && state.tls13 !== null);
