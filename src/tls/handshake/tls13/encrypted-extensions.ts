import { decode } from '../../wire/codec.ts';
import { protocolNameList } from '../../wire/extensions/alpn.ts';
import { findExtension } from '../../wire/extensions/extension.ts';
import { encryptedExtensions } from '../../wire/messages/encrypted-extensions.ts';
import type { HandshakeMessage } from '../../wire/messages/handshake-message.ts';
import { extensionTypes } from '../../wire/registries/extension-type.ts';
import { handshakeTypes } from '../../wire/registries/handshake-type.ts';
import { noteRecordSizeLimit } from '../note-extras.ts';
import type { Machine } from '../machine.ts';
import { authenticatedBySession } from '../server-authentication.ts';
import type { ExpectEncryptedExtensions, State } from '../state.ts';

/** EncryptedExtensions, RFC 8446 section 4.3.1: ALPN and the acknowledgement of server_name. */
export function onEncryptedExtensions(
  m: Machine,
  state: ExpectEncryptedExtensions,
  message: HandshakeMessage,
): State | null {
  if (message.type !== handshakeTypes.codes.encrypted_extensions) return m.unexpected(message);
  m.transcript.add(message.raw);
  return m.decoded(encryptedExtensions, message.body, (extensions): State | null => {
    const { server_name, application_layer_protocol_negotiation } = extensionTypes.codes;
    m.noteExtensions('encrypted_extensions', extensions);
    noteRecordSizeLimit(m, extensions);
    m.recorder.values.serverNameAcknowledged = findExtension(extensions, server_name) !== undefined;
    const alpn = findExtension(extensions, application_layer_protocol_negotiation);
    if (alpn !== undefined) {
      const names = decode(protocolNameList, alpn.data);
      if (!names.ok) return m.undecodable(names.problem);
      m.recorder.values.alpn = names.value[0] ?? null;
    }
    return state.isResumed
      ? { ...state, kind: 'expectFinished13', requestContext: null, authenticated: authenticatedBySession }
      : { ...state, kind: 'expectCertificate13', requestContext: null };
  });
}
