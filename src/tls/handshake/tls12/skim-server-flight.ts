import { toHex } from '../../../base/octets.ts';
import { decode } from '../../wire/codec.ts';
import { certificateRequest11, certificateRequest12 } from '../../wire/messages/certificate-request.ts';
import { certificate12 } from '../../wire/messages/certificate.ts';
import type { HandshakeMessage } from '../../wire/messages/handshake-message.ts';
import { serverKeyExchangeParams } from '../../wire/messages/server-key-exchange.ts';
import type { SuiteFacts } from '../../wire/registries/cipher-suite.ts';
import { handshakeTypes } from '../../wire/registries/handshake-type.ts';
import { protocolVersions } from '../../wire/registries/protocol-version.ts';
import type { Machine } from '../machine.ts';
import { stopEarly } from '../stop-early.ts';
import type { SkimServerFlight, State } from '../state.ts';
import { takeCertificateStatus } from './certificate-status.ts';

const types = handshakeTypes.codes;

/** What of a cipher suite keeps us from completing it: anonymous, export and static (EC)DH exchanges, RC4 and NULL. */
export function obstacleIn({
  keyExchange,
  authentication,
  mode,
  export: weakened,
}: SuiteFacts): 'keyExchange' | 'cipher' | null {
  if (!completable.has(keyExchange) || authentication === 'anon' || weakened) return 'keyExchange';
  return mode === 'stream' || mode === 'null' ? 'cipher' : null;
}

/**
 * The server's first flight where it is looked at only, up to ServerHelloDone: in an experiment that wants no more, or because
 * the suite is one that we cannot complete. Nothing is checked here, and nothing is claimed of it.
 */
export function skimServerFlight(m: Machine, state: SkimServerFlight, message: HandshakeMessage): State | null {
  switch (message.type) {
    case types.certificate:
      return m.decoded(certificate12, message.body, (chain) => (m.noteCertificates(chain) === null ? null : state));
    case types.certificate_status:
      takeCertificateStatus(m, state, message);
      return state;
    case types.server_key_exchange:
      noteParams(m, state.suite, message);
      return state;
    case types.certificate_request: {
      const named = state.protocol >= protocolVersions.codes['TLSv1.2'];
      return m.decoded(named ? certificateRequest12 : certificateRequest11, message.body, (request): State => {
        m.recorder.certificateRequest({
          certificateAuthorities: request.certificateAuthorities.map(toHex),
          signatureSchemes: request.signatureSchemes,
          certificateTypes: request.certificateTypes,
        });
        return state;
      });
    }
    case types.server_hello_done:
      if (m.plan.until === 'serverHelloDone' || state.obstacle === null) return stopEarly(m);
      return m.cannotComplete(state.obstacle, state.suiteCode);
    default:
      return m.unexpected(message);
  }
}

/** Group or size of the prime. The parameters of other exchanges (export RSA, PSK) say nothing that we could use. */
function noteParams(m: Machine, { keyExchange }: SuiteFacts, message: HandshakeMessage): void {
  if (keyExchange !== 'ECDHE' && keyExchange !== 'DHE') return;
  const params = decode(serverKeyExchangeParams(keyExchange === 'ECDHE' ? 'ecdhe' : 'dhe'), message.body);
  if (!params.ok) return;
  if (params.value.kind === 'ecdhe') m.recorder.values.group = params.value.group;
  else m.recorder.values.dhBits = bitsOf(params.value.p);
}

/** The length of a big-endian number in bits, leading zeros not counted. */
export function bitsOf(octets: Uint8Array): number {
  const first = octets.findIndex((octet) => octet !== 0);
  return first === -1 ? 0 : (octets.length - first) * 8 - Math.clz32(octets[first] ?? 0) + 24;
}

const completable: ReadonlySet<string> = new Set(['ECDHE', 'DHE', 'RSA']);
