import { generateKeyPair } from '../crypto/key-exchange.ts';
import { decode } from '../wire/codec.ts';
import { findExtension } from '../wire/extensions/extension.ts';
import type { Extension } from '../wire/extensions/extension.ts';
import { selectedVersion } from '../wire/extensions/code-points.ts';
import { cookie as cookieCodec } from '../wire/extensions/cookie.ts';
import { keyShareHelloRetryRequest } from '../wire/extensions/key-share.ts';
import type { HandshakeMessage } from '../wire/messages/handshake-message.ts';
import { downgradeSentinel, isHelloRetryRequest, serverHello } from '../wire/messages/server-hello.ts';
import type { ServerHello } from '../wire/messages/server-hello.ts';
import { alertDescriptions } from '../wire/registries/alert.ts';
import { suiteFacts } from '../wire/registries/cipher-suite.ts';
import { extensionTypes } from '../wire/registries/extension-type.ts';
import { handshakeTypes } from '../wire/registries/handshake-type.ts';
import { protocolVersions } from '../wire/registries/protocol-version.ts';
import { solicitedByExtras } from './extras.ts';
import { helloMessage } from './hello-message.ts';
import type { Machine } from './machine.ts';
import { clientHelloOf, highestVersion } from './offer.ts';
import type { ExpectServerHello, State } from './state.ts';
import { endsAtHello, stopEarly } from './stop-early.ts';
import { afterServerHello12 } from './tls12/after-server-hello.ts';
import { afterServerHello13 } from './tls13/after-server-hello.ts';

const types = extensionTypes.codes;
const tls13 = protocolVersions.codes['TLSv1.3'];
const tls12 = protocolVersions.codes['TLSv1.2'];
const tls10 = protocolVersions.codes.TLSv1;

/** ServerHello or HelloRetryRequest: the server's choice of version, cipher suite and group (RFC 8446 section 4.1.3). */
export function onServerHello(m: Machine, state: ExpectServerHello, message: HandshakeMessage): State | null {
  if (message.type !== handshakeTypes.codes.server_hello) return m.unexpected(message);
  return m.decoded(serverHello, message.body, (hello): State | null => {
    const retry = isHelloRetryRequest(hello);
    m.recorder.message('server', retry ? 'hello_retry_request' : 'server_hello', message.raw.length, m.nowMs);
    m.noteExtensions(retry ? 'hello_retry_request' : 'server_hello', hello.extensions, solicited(m, retry));
    return choose(m, state, message, hello, retry);
  });
}

function choose(
  m: Machine,
  state: ExpectServerHello,
  message: HandshakeMessage,
  hello: ServerHello,
  retry: boolean,
): State | null {
  const { values } = m.recorder;
  const protocol = protocolOf(hello);
  values.protocol = protocol;
  values.cipherSuite = hello.cipherSuite;
  if (!m.plan.versions.includes(protocol)) return m.illegal('protocol', protocol);
  if (!m.plan.cipherSuites.includes(hello.cipherSuite)) return m.illegal('cipherSuite', hello.cipherSuite);
  const suite = suiteFacts(hello.cipherSuite);
  if (suite === null) return m.cannotComplete('cipher', hello.cipherSuite);
  if (suite.tls13 !== (protocol === tls13)) return m.illegal('cipherSuite', hello.cipherSuite);
  if (hello.compressionMethod !== 0) return m.illegal('compression', hello.compressionMethod);
  if (retry) return answerRetry(m, state, message, hello);
  if (state.retriedWith !== null && state.retriedWith !== hello.cipherSuite)
    return m.illegal('retry', hello.cipherSuite);
  noteDowngrade(m, hello, protocol);
  m.transcript.add(message.raw);
  m.recordVersion = Math.min(protocol, tls12);
  if (protocol === tls13) return afterServerHello13(m, state, hello, suite);
  values.helloTime = new DataView(hello.random.buffer, hello.random.byteOffset).getUint32(0);
  if (m.plan.until === 'serverHello') return stopEarly(m);
  return protocol >= tls10 ? afterServerHello12(m, state, hello, suite) : m.cannotComplete('protocol', protocol);
}

/** HelloRetryRequest, RFC 8446 section 4.1.4: the same hello again with the share, and the cookie, that the server wants. */
function answerRetry(
  m: Machine,
  state: ExpectServerHello,
  message: HandshakeMessage,
  hello: ServerHello,
): State | null {
  const wanted = optional(m, hello.extensions, types.key_share, (data) => decode(keyShareHelloRetryRequest, data));
  const cookie = optional(m, hello.extensions, types.cookie, (data) => decode(cookieCodec, data));
  if (wanted === 'undecodable' || cookie === 'undecodable') return null;
  if (cookie !== null && cookie.length > maxCookieOctets)
    return m.fail(
      { kind: 'tooMuch', limit: 'cookieOctets', bound: maxCookieOctets, waitingFor: m.waitingFor },
      alertDescriptions.codes.illegal_parameter,
    );
  m.recorder.values.helloRetryRequest = { group: wanted, cookie: cookie !== null };
  m.recorder.values.group = wanted;
  if (endsAtHello(m.plan)) return stopEarly(m);
  if (state.retriedWith !== null || (wanted === null && cookie === null)) return m.illegal('retry', hello.cipherSuite);
  let { pairs } = state;
  if (wanted !== null) {
    if (!m.plan.groups.includes(wanted) || pairs.some(({ group }) => group === wanted))
      return m.illegal('group', wanted);
    const pair = generateKeyPair(wanted);
    if (pair === null) return m.cannotComplete('keyExchange', wanted);
    pairs = [pair];
  }
  m.transcript.replaceByMessageHash(suiteFacts(hello.cipherSuite)?.prfHash ?? 'sha256');
  m.transcript.add(message.raw);
  m.recordVersion = tls12;
  if (state.seed.sessionId.length > 0) m.sendChangeCipherSpec();
  const second = clientHelloOf(m.plan, state.seed, { pairs, cookie, isRetry: true });
  m.sendHandshake(helloMessage(m, second));
  return { ...state, pairs, retriedWith: hello.cipherSuite };
}

/** The version itself, or the one in supported_versions where it is present (RFC 8446 section 4.2.1). */
function protocolOf(hello: ServerHello): number {
  const data = findExtension(hello.extensions, types.supported_versions)?.data;
  const selected = data === undefined ? null : decode(selectedVersion, data);
  return selected?.ok === true ? selected.value : hello.legacyVersion;
}

function noteDowngrade(m: Machine, hello: ServerHello, protocol: number): void {
  const mark = downgradeSentinel(hello.random);
  const betrayed = mark === 'TLSv1.2' ? highestVersion(m.plan) > tls12 : highestVersion(m.plan) >= tls12;
  if (mark !== null && betrayed && protocol < tls13) m.recorder.violation({ kind: 'downgradeSentinel', protocol });
}

/** Decodes an extension that may be missing. */
function optional<T>(
  m: Machine,
  extensions: readonly Extension[],
  type: number,
  read: (data: Uint8Array) => ReturnType<typeof decode<T>>,
): T | null | 'undecodable' {
  const found = findExtension(extensions, type);
  if (found === undefined) return null;
  const result = read(found.data);
  if (result.ok) return result.value;
  m.undecodable(result.problem);
  return 'undecodable';
}

/** The extensions that a server may send here; a HelloRetryRequest may bring a cookie unasked. */
function solicited(m: Machine, retry: boolean): ReadonlySet<number> {
  if (retry) return retryExtensions;
  const { serverName, alpn, statusRequest, extras } = m.plan;
  return new Set([
    ...helloExtensions(serverName !== null, alpn.length > 0, statusRequest),
    ...solicitedByExtras(extras),
    ...(m.plan.resume === null ? [] : [types.pre_shared_key]),
  ]);
}

function helloExtensions(name: boolean, alpn: boolean, status: boolean): ReadonlySet<number> {
  const allowed = new Set<number>([
    types.supported_versions,
    types.key_share,
    types.renegotiation_info,
    types.extended_master_secret,
    types.encrypt_then_mac,
    types.ec_point_formats,
    types.supported_groups,
  ]);
  if (name) allowed.add(types.server_name);
  if (alpn) allowed.add(types.application_layer_protocol_negotiation);
  if (status) allowed.add(types.status_request);
  return allowed;
}

const retryExtensions: ReadonlySet<number> = new Set([types.supported_versions, types.key_share, types.cookie]);

/** A hash state and a MAC take some hundred octets. One of 64 KiB would leave no room for the rest of our second ClientHello. */
const maxCookieOctets = 0x8000;
