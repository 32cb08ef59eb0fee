import { decode } from '../../wire/codec.ts';
import { protocolNameList } from '../../wire/extensions/alpn.ts';
import { findExtension } from '../../wire/extensions/extension.ts';
import type { ServerHello } from '../../wire/messages/server-hello.ts';
import type { SuiteFacts } from '../../wire/registries/cipher-suite.ts';
import { extensionTypes } from '../../wire/registries/extension-type.ts';
import { noteRecordSizeLimit, noteTimestamps } from '../note-extras.ts';
import type { Machine } from '../machine.ts';
import { endsAtHello } from '../stop-early.ts';
import type { Context12, ExpectServerHello, State } from '../state.ts';
import { obstacleIn } from './skim-server-flight.ts';

/** What a ServerHello settles up to TLS 1.2 (RFC 5246 section 7.4.1.3): names, ALPN, and how keys and records are made. */
export function afterServerHello12(
  m: Machine,
  state: ExpectServerHello,
  hello: ServerHello,
  suite: SuiteFacts,
): State | null {
  const { values } = m.recorder;
  const has = (type: number): boolean => findExtension(hello.extensions, type) !== undefined;
  const types = extensionTypes.codes;
  values.serverNameAcknowledged = has(types.server_name);
  values.secureRenegotiation = has(types.renegotiation_info);
  values.encryptThenMac = has(types.encrypt_then_mac);
  values.session = { ...values.session, idOctets: hello.sessionId.length };
  values.extendedMasterSecret = has(types.extended_master_secret);
  noteRecordSizeLimit(m, hello.extensions);
  noteTimestamps(m, 0, hello.extensions);
  const alpn = findExtension(hello.extensions, types.application_layer_protocol_negotiation);
  if (alpn !== undefined) {
    const names = decode(protocolNameList, alpn.data);
    if (!names.ok) return m.undecodable(names.problem);
    values.alpn = names.value[0] ?? null;
  }
  const context: Context12 = {
    suite,
    suiteCode: hello.cipherSuite,
    protocol: hello.legacyVersion,
    clientRandom: state.seed.random,
    serverRandom: hello.random,
    extendedMasterSecret: values.extendedMasterSecret,
    encryptThenMac: values.encryptThenMac,
    statusExpected: has(types.status_request) || has(types.status_request_v2),
  };
  const obstacle = obstacleIn(suite);
  return !endsAtHello(m.plan) && obstacle === null
    ? { ...context, kind: 'expectCertificate12' }
    : { ...context, kind: 'skimServerFlight', obstacle };
}
