import { sharedSecret } from '../../crypto/key-exchange.ts';
import { startKeySchedule, trafficKeys } from '../../crypto/key-schedule.ts';
import { tls13Opener, tls13Sealer } from '../../crypto/record-protection.ts';
import { decode } from '../../wire/codec.ts';
import { selectedIdentity } from '../../wire/extensions/pre-shared-key.ts';
import { findExtension } from '../../wire/extensions/extension.ts';
import { keyShareEntry } from '../../wire/extensions/key-share.ts';
import type { ServerHello } from '../../wire/messages/server-hello.ts';
import type { SuiteFacts } from '../../wire/registries/cipher-suite.ts';
import { extensionTypes } from '../../wire/registries/extension-type.ts';
import type { Machine } from '../machine.ts';
import { endsAtHello, stopEarly } from '../stop-early.ts';
import { hashOf } from '../resumption.ts';
import type { ExpectServerHello, State } from '../state.ts';

/** From the server's key share to the handshake keys (RFC 8446 sections 4.2.8 and 7.1). */
export function afterServerHello13(
  m: Machine,
  state: ExpectServerHello,
  hello: ServerHello,
  suite: SuiteFacts,
): State | null {
  const { key_share } = extensionTypes.codes;
  const share = findExtension(hello.extensions, key_share);
  // Without psk_dhe_ke and a ticket of ours, a ServerHello must bring a share.
  if (share === undefined) return m.illegal('extension', key_share);
  return m.decoded(keyShareEntry, share.data, ({ group, keyExchange }): State | null => {
    m.recorder.values.group = group;
    if (endsAtHello(m.plan)) return stopEarly(m);
    const pair = state.pairs.find((one) => one.group === group);
    if (pair === undefined) return m.illegal('group', group);
    const secret = sharedSecret(pair, keyExchange);
    if (secret === null) return m.checkFailed('sharedSecret');
    const psk = acceptedPsk(m, hello, suite);
    if (psk === 'illegal') return null;
    const schedule = startKeySchedule(suite.prfHash, psk ?? undefined);
    const { clientSecret, serverSecret } = schedule.handshakeSecrets(secret, m.transcript.hash(suite.prfHash));
    const opener = tls13Opener(hello.cipherSuite, trafficKeys(serverSecret, suite));
    const sealer = tls13Sealer(hello.cipherSuite, trafficKeys(clientSecret, suite));
    if (opener === null || sealer === null) return m.cannotComplete('cipher', hello.cipherSuite);
    if (state.seed.sessionId.length > 0 && state.retriedWith === null) m.sendChangeCipherSpec();
    m.opener = opener;
    m.sealer = sealer;
    return {
      kind: 'expectEncryptedExtensions',
      isResumed: psk !== null,
      suite,
      suiteCode: hello.cipherSuite,
      schedule,
      clientSecret,
      serverSecret,
    };
  });
}

/** The key of the session that the server takes up; null where it does not (RFC 8446 section 4.2.11). */
function acceptedPsk(m: Machine, hello: ServerHello, suite: SuiteFacts): Uint8Array | null | 'illegal' {
  const { pre_shared_key } = extensionTypes.codes;
  const { resume } = m.plan;
  const selected = findExtension(hello.extensions, pre_shared_key);
  if (selected === undefined || resume === null) return null;
  const place = decode(selectedIdentity, selected.data);
  // We offer one, and its suite's hash is part of it.
  if (!place.ok || place.value !== 0 || hashOf(resume) !== suite.prfHash) {
    m.illegal('extension', pre_shared_key);
    return 'illegal';
  }
  m.recorder.values.resumed = true;
  return resume.psk;
}
