import { toHex } from '../../../base/octets.ts';
import { certificateRequest11, certificateRequest12 } from '../../wire/messages/certificate-request.ts';
import type { HandshakeMessage } from '../../wire/messages/handshake-message.ts';
import { handshakeTypes } from '../../wire/registries/handshake-type.ts';
import { protocolVersions } from '../../wire/registries/protocol-version.ts';
import type { Machine } from '../machine.ts';
import type { ExpectServerHelloDone, State } from '../state.ts';
import { stopEarly } from '../stop-early.ts';
import { takeCertificateStatus } from './certificate-status.ts';
import { sendSecondFlight } from './second-flight.ts';

const { certificate_request, server_hello_done } = handshakeTypes.codes;

/** CertificateRequest (optional) and ServerHelloDone, RFC 5246 sections 7.4.4 and 7.4.5; then it is our turn. */
export function onServerHelloDone(m: Machine, state: ExpectServerHelloDone, message: HandshakeMessage): State | null {
  // With RSA key exchange the status follows Certificate directly, and so is met here.
  if (state.agreement.kind === 'rsa' && state.statusExpected && takeCertificateStatus(m, state, message)) {
    return { ...state, statusExpected: false };
  }
  if (message.type === certificate_request && !state.certificateRequested) {
    m.transcript.add(message.raw);
    const codec = state.protocol < protocolVersions.codes['TLSv1.2'] ? certificateRequest11 : certificateRequest12;
    return m.decoded(codec, message.body, (request): State => {
      m.recorder.certificateRequest({
        certificateAuthorities: request.certificateAuthorities.map(toHex),
        signatureSchemes: request.signatureSchemes,
        certificateTypes: request.certificateTypes,
      });
      return { ...state, certificateRequested: true };
    });
  }
  if (message.type !== server_hello_done || message.body.length > 0) return m.unexpected(message);
  m.transcript.add(message.raw);
  return m.plan.until === 'serverFlight' ? stopEarly(m) : sendSecondFlight(m, state);
}
