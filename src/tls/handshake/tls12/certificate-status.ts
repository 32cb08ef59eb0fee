import { decode } from '../../wire/codec.ts';
import { certificateStatus } from '../../wire/extensions/status-request.ts';
import type { HandshakeMessage } from '../../wire/messages/handshake-message.ts';
import { handshakeTypes } from '../../wire/registries/handshake-type.ts';
import type { Machine } from '../machine.ts';
import type { Context12 } from '../state.ts';

/**
 * CertificateStatus, RFC 6066 section 8: the leaf's staple, directly after Certificate. Returns whether the message was one.
 * One that cannot be decoded is noted, and the handshake goes on: what it says is evidence, not a need.
 */
export function takeCertificateStatus(m: Machine, state: Context12, message: HandshakeMessage): boolean {
  if (message.type !== handshakeTypes.codes.certificate_status) return false;
  m.transcript.add(message.raw);
  if (!state.statusExpected) m.recorder.violation({ kind: 'certificateStatusWithoutExtension' });
  const response = decode(certificateStatus, message.body);
  if (response.ok) m.recorder.staple(0, response.value);
  else m.recorder.violation({ kind: 'undecodablePart', part: 'certificateStatus', path: response.problem.path });
  return true;
}
