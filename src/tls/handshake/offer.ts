import { concat, noOctets } from '../../base/octets.ts';
import type { KeyPair } from '../crypto/key-exchange.ts';
import { suiteFacts } from '../wire/registries/cipher-suite.ts';
import { encode } from '../wire/codec.ts';
import type { Codec } from '../wire/codec.ts';
import type { Extension } from '../wire/extensions/extension.ts';
import { protocolNameList } from '../wire/extensions/alpn.ts';
import {
  clientSupportedVersions,
  ecPointFormatList,
  namedGroupList,
  pskKeyExchangeModes,
  signatureSchemeList,
} from '../wire/extensions/code-points.ts';
import { cookie } from '../wire/extensions/cookie.ts';
import { keyShareClientHello } from '../wire/extensions/key-share.ts';
import { renegotiationInfo } from '../wire/extensions/renegotiation-info.ts';
import { serverNameList } from '../wire/extensions/server-name.ts';
import { ocspStatusRequest } from '../wire/extensions/status-request.ts';
import { padding } from '../wire/extensions/padding.ts';
import { clientHello } from '../wire/messages/client-hello.ts';
import type { ClientHello } from '../wire/messages/client-hello.ts';
import { extensionTypes } from '../wire/registries/extension-type.ts';
import { protocolVersions } from '../wire/registries/protocol-version.ts';
import type { Offered } from './capture.ts';
import { extraExtensions, extrasSeed } from './extras.ts';
import type { ExtrasSeed } from './extras.ts';
import type { Plan } from './plan.ts';

const versions = protocolVersions.codes;
const types = extensionTypes.codes;

/** What changes between the first ClientHello and the one that answers a HelloRetryRequest (RFC 8446 section 4.1.2). */
export interface Shares {
  readonly pairs: readonly KeyPair[];
  /** The server's cookie, returned as it came; null in the first hello. */
  readonly cookie: Uint8Array | null;
  /** The answer to a HelloRetryRequest holds the one share that was asked for, and no GREASE beside it. */
  readonly isRetry: boolean;
}

/** The octets that stay the same in both hellos. */
export interface HelloSeed {
  readonly random: Uint8Array;
  readonly sessionId: Uint8Array;
  readonly extras: ExtrasSeed;
}

/** The highest version of a plan. */
export const highestVersion = (plan: Pick<Plan, 'versions'>): number => Math.max(...plan.versions);

/** The random octets of a hello. A session id goes along with TLS 1.3 only, for middleboxes (RFC 8446 appendix D.4). */
export const helloSeed = (plan: Plan): HelloSeed => ({
  random: plan.random.octets(32),
  sessionId: highestVersion(plan) >= versions['TLSv1.3'] ? plan.random.octets(32) : noOctets,
  extras: extrasSeed(plan.extras, plan.random),
});

/** The ClientHello of a plan. SSLv3 alone goes without extensions, which its servers do not know. */
export function clientHelloOf(plan: Plan, seed: HelloSeed, shares: Shares): ClientHello {
  const highest = highestVersion(plan);
  const { grease } = seed.extras;
  const hello: ClientHello = {
    legacyVersion: Math.min(highest, versions['TLSv1.2']),
    random: seed.random,
    sessionId: seed.sessionId,
    cipherSuites: [
      ...(grease === null ? [] : [grease.cipherSuite]),
      ...plan.cipherSuites,
      ...(plan.extras.fallbackScsv ? [fallbackScsv] : []),
    ],
    compressionMethods: [0],
    extensions: highest === versions.SSLv3 ? [] : extensionsOf(plan, seed, shares),
  };
  return plan.extras.padTo === null ? hello : padded(hello, plan.extras.padTo);
}

/** A hello is padded by an extension of its own, which takes four octets at least; one that is long enough stays as it is. */
function padded(hello: ClientHello, octets: number): ClientHello {
  const missing = octets - encode(clientHello, hello).length - handshakeHeaderOctets - extensionHeaderOctets;
  if (missing < 0) return hello;
  const extension = { type: types.padding, data: encode(padding, missing) };
  return { ...hello, extensions: [...hello.extensions, extension] };
}

function extensionsOf(plan: Plan, { extras }: HelloSeed, shares: Shares): readonly Extension[] {
  const { grease } = extras;
  const newest = plan.versions.includes(versions['TLSv1.3']);
  const older = plan.versions.some((version) => version < versions['TLSv1.3']);
  const list: Extension[] = [];
  const add = <T>(type: number, codec: Codec<T>, value: T): void => {
    list.push({ type, data: encode(codec, value) });
  };
  if (grease !== null) list.push({ type: grease.extension, data: noOctets });
  if (older && !plan.cipherSuites.includes(emptyRenegotiationInfoScsv))
    add(types.renegotiation_info, renegotiationInfo, noOctets);
  if (plan.serverName !== null) add(types.server_name, serverNameList, { hostName: plan.serverName });
  if (plan.groups.length > 0) {
    if (older) add(types.ec_point_formats, ecPointFormatList, [0]);
    add(types.supported_groups, namedGroupList, grease === null ? plan.groups : [grease.group, ...plan.groups]);
  }
  if (plan.alpn.length > 0) add(types.application_layer_protocol_negotiation, protocolNameList, plan.alpn);
  if (older) {
    if (plan.cipherSuites.some((suite) => suiteFacts(suite)?.mode === 'cbc'))
      list.push({ type: types.encrypt_then_mac, data: noOctets });
    list.push({ type: types.extended_master_secret, data: noOctets });
  }
  if (highestVersion(plan) >= versions['TLSv1.2'])
    add(types.signature_algorithms, signatureSchemeList, plan.signatureSchemes);
  if (plan.statusRequest) add(types.status_request, ocspStatusRequest, null);
  if (newest) {
    add(
      types.supported_versions,
      clientSupportedVersions,
      grease === null ? plan.versions : [grease.version, ...plan.versions],
    );
    add(types.psk_key_exchange_modes, pskKeyExchangeModes, [pskDheKe]);
    if (shares.cookie !== null) add(types.cookie, cookie, shares.cookie);
    const entries = shares.pairs.map(({ group, publicValue }) => ({ group, keyExchange: publicValue }));
    const greased = grease === null || shares.isRetry ? [] : [{ group: grease.group, keyExchange: Uint8Array.of(0) }];
    add(types.key_share, keyShareClientHello, [...greased, ...entries]);
  }
  list.push(...extraExtensions(plan.extras, extras, plan.versions));
  if (grease !== null) list.push({ type: grease.lastExtension, data: Uint8Array.of(0) });
  return list;
}

/** What the capture keeps of an offer. */
export const offeredBy = (plan: Plan): Offered => ({
  versions: plan.versions,
  cipherSuites: plan.cipherSuites,
  groups: plan.groups,
  signatureSchemes: plan.signatureSchemes,
  serverName: plan.serverName,
  alpn: plan.alpn,
});

/** The random octets that both sides contribute to TLS 1.2's keys. */
export const randoms = (client: Uint8Array, server: Uint8Array): Uint8Array => concat([client, server]);

const handshakeHeaderOctets = 4;
const extensionHeaderOctets = 4;
const fallbackScsv = 0x5600;
const emptyRenegotiationInfoScsv = 0x00ff;
const pskDheKe = 1;
