import { certificateVerifyInput } from '../../crypto/signature.ts';
import { certificateVerify } from '../../wire/messages/certificate-verify.ts';
import type { HandshakeMessage } from '../../wire/messages/handshake-message.ts';
import { handshakeTypes } from '../../wire/registries/handshake-type.ts';
import { protocolVersions } from '../../wire/registries/protocol-version.ts';
import type { Machine } from '../machine.ts';
import { authenticate } from '../server-authentication.ts';
import type { ExpectCertificateVerify, State } from '../state.ts';

const tls13 = protocolVersions.codes['TLSv1.3'];

/** CertificateVerify, RFC 8446 section 4.4.3: the server proves that it holds the leaf's private key. */
export function onCertificateVerify(
  m: Machine,
  state: ExpectCertificateVerify,
  message: HandshakeMessage,
): State | null {
  if (message.type !== handshakeTypes.codes.certificate_verify) return m.unexpected(message);
  const signedOctets = certificateVerifyInput('server', m.transcript.hash(state.suite.prfHash));
  m.transcript.add(message.raw);
  return m.decoded(certificateVerify, message.body, (signed): State | null => {
    const authenticated = authenticate(m, 'certificateVerify', state.leafKey, signed, signedOctets, tls13);
    return authenticated === null ? null : { ...state, kind: 'expectFinished13', authenticated };
  });
}
