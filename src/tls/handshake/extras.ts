import { noOctets } from '../../base/octets.ts';
import { encode } from '../wire/codec.ts';
import { certificateAuthorities } from '../wire/extensions/certificate-authorities.ts';
import { compressCertificate } from '../wire/extensions/compress-certificate.ts';
import { echClientHelloOuter, greaseEch, greaseEchRandomOctets } from '../wire/extensions/encrypted-client-hello.ts';
import type { Extension } from '../wire/extensions/extension.ts';
import { heartbeat } from '../wire/extensions/heartbeat.ts';
import { recordSizeLimit } from '../wire/extensions/record-limits.ts';
import { certificateStatusRequestListV2 } from '../wire/extensions/status-request-v2.ts';
import { chooseGrease, greaseRandomOctets } from '../wire/grease.ts';
import type { Grease } from '../wire/grease.ts';
import type { Decompress } from '../wire/messages/compressed-certificate.ts';
import { certificateStatusTypes } from '../wire/registries/certificate-status-type.ts';
import { extensionTypes } from '../wire/registries/extension-type.ts';
import { protocolVersions } from '../wire/registries/protocol-version.ts';
import type { Random } from './random.ts';

/** What a ClientHello can hold beyond what a handshake needs. Nothing of it is sent unless asked for. */
export interface Extras {
  /** Ask for the logs' timestamps (RFC 6962 section 3.3.1). */
  readonly signedCertificateTimestamp: boolean;
  /** Ask for a staple for each certificate (RFC 6961); up to TLS 1.2. */
  readonly statusRequestV2: boolean;
  /** Offer to decompress the server's Certificate (RFC 8879); TLS 1.3. `algorithms`: code points, preferred first. */
  readonly certificateCompression: { readonly algorithms: readonly number[]; readonly decompress: Decompress } | null;
  /** RFC 8449, 64..16385 octets. */
  readonly recordSizeLimit: number | null;
  /** Names of the CAs that we trust, DER (RFC 8446 section 4.2.4). */
  readonly certificateAuthorities: readonly Uint8Array[];
  /** An empty session_ticket: we would take one (RFC 5077 section 3.2); up to TLS 1.2. */
  readonly sessionTicket: boolean;
  /** RFC 6520; up to TLS 1.2. */
  readonly heartbeat: boolean;
  /** Reserved values in all places (RFC 8701). */
  readonly grease: boolean;
  /** An encrypted_client_hello that encrypts nothing (RFC 9849 section 6.2). */
  readonly encryptedClientHello: boolean;
  /** TLS_FALLBACK_SCSV (RFC 7507): this is a second try with less than we have. A server that has more must refuse it. */
  readonly fallbackScsv: boolean;
  /** Bring the ClientHello to this many octets by padding (RFC 7685). */
  readonly padTo: number | null;
}

export const noExtras: Extras = {
  signedCertificateTimestamp: false,
  statusRequestV2: false,
  certificateCompression: null,
  recordSizeLimit: null,
  certificateAuthorities: [],
  sessionTicket: false,
  heartbeat: false,
  grease: false,
  fallbackScsv: false,
  encryptedClientHello: false,
  padTo: null,
};

/** The random part of the extras: the answer to a HelloRetryRequest has to repeat it. */
export interface ExtrasSeed {
  readonly grease: Grease | null;
  readonly encryptedClientHello: Uint8Array | null;
}

export const extrasSeed = (extras: Extras, random: Random): ExtrasSeed => ({
  grease: extras.grease ? chooseGrease(random.octets(greaseRandomOctets)) : null,
  encryptedClientHello: extras.encryptedClientHello ? random.octets(greaseEchRandomOctets(echPayloadOctets)) : null,
});

/** The extensions of the extras for these versions, GREASE and padding aside. */
export function extraExtensions(extras: Extras, seed: ExtrasSeed, versions: readonly number[]): readonly Extension[] {
  const tls13 = protocolVersions.codes['TLSv1.3'];
  const newest = versions.includes(tls13);
  const older = versions.some((version) => version < tls13);
  const list: Extension[] = [];
  const add = (type: number, data: Uint8Array = noOctets): void => void list.push({ type, data });
  if (extras.signedCertificateTimestamp) add(types.signed_certificate_timestamp);
  if (extras.statusRequestV2 && older) {
    const { ocsp_multi, ocsp } = certificateStatusTypes.codes;
    add(types.status_request_v2, encode(certificateStatusRequestListV2, [ocsp_multi, ocsp]));
  }
  if (extras.certificateCompression !== null && newest) {
    add(types.compress_certificate, encode(compressCertificate, extras.certificateCompression.algorithms));
  }
  if (extras.recordSizeLimit !== null) add(types.record_size_limit, encode(recordSizeLimit, extras.recordSizeLimit));
  if (extras.certificateAuthorities.length > 0 && newest) {
    add(types.certificate_authorities, encode(certificateAuthorities, extras.certificateAuthorities));
  }
  if (extras.sessionTicket && older) add(types.session_ticket);
  if (extras.heartbeat && older) add(types.heartbeat, encode(heartbeat, peerNotAllowedToSend));
  if (seed.encryptedClientHello !== null && newest) {
    add(types.encrypted_client_hello, encode(echClientHelloOuter, greaseEch(seed.encryptedClientHello)));
  }
  return list;
}

/** The types that a server may answer because of the extras. */
export const solicitedByExtras = (extras: Extras): readonly number[] => [
  ...(extras.signedCertificateTimestamp ? [types.signed_certificate_timestamp] : []),
  ...(extras.statusRequestV2 ? [types.status_request_v2] : []),
  ...(extras.recordSizeLimit === null ? [] : [types.record_size_limit]),
  ...(extras.sessionTicket ? [types.session_ticket] : []),
  ...(extras.heartbeat ? [types.heartbeat] : []),
  ...(extras.encryptedClientHello ? [types.encrypted_client_hello] : []),
];

const types = extensionTypes.codes;

/** HeartbeatMode: we see whether the server offers heartbeats, and want none. */
const peerNotAllowedToSend = 2;

/** About what a real inner hello takes, as other clients choose it. */
const echPayloadOctets = 208;
