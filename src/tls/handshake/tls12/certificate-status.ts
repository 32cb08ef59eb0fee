import { decode } from '../../wire/codec.ts';
import { certificateStatusV2 } from '../../wire/extensions/status-request-v2.ts';
import type { HandshakeMessage } from '../../wire/messages/handshake-message.ts';
import { handshakeTypes } from '../../wire/registries/handshake-type.ts';
import type { Machine } from '../machine.ts';
import type { Context12 } from '../state.ts';

/**
 * CertificateStatus, RFC 6066 section 8: the leaf's staple, or one for each certificate (RFC 6961), directly after Certificate.
 * Returns whether the message was one. One that cannot be decoded is noted, and the handshake goes on: what it says is evidence,
 * not a need.
 */
export function takeCertificateStatus(m: Machine, state: Context12, message: HandshakeMessage): boolean {
  if (message.type !== handshakeTypes.codes.certificate_status) return false;
  m.transcript.add(message.raw);
  if (!state.statusExpected) m.recorder.violation({ kind: 'certificateStatusWithoutExtension' });
  const status = decode(certificateStatusV2, message.body);
  if (!status.ok) {
    m.recorder.violation({ kind: 'undecodablePart', part: 'certificateStatus', path: status.problem.path });
  } else if (status.value.type === 'ocsp') {
    m.recorder.staple(0, status.value.response);
  } else {
    for (const [certificate, response] of status.value.responses.slice(0, maxStaples).entries()) {
      if (response !== null) m.recorder.staple(certificate, response);
    }
  }
  return true;
}

/** One for each certificate of a chain. */
const maxStaples = 16;
