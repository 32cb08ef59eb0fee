import { noExtras } from '../../tls/handshake/extras.ts';
import type { Extras } from '../../tls/handshake/extras.ts';

/** What `--offer` can add to the ClientHello, by IANA's names. */
export const offerNames = [
  'signed_certificate_timestamp',
  'status_request_v2',
  'compress_certificate',
  'record_size_limit',
  'session_ticket',
  'heartbeat',
  'padding',
  'encrypted_client_hello',
  'grease',
  'fallback_scsv',
] as const;

export type OfferName = (typeof offerNames)[number];

/** The extras of a list of names. Only certificate compression loads what undoes it. */
export async function extrasFor(names: readonly OfferName[]): Promise<Extras> {
  if (names.length === 0) return noExtras;
  const has = (name: OfferName): boolean => names.includes(name);
  return {
    ...noExtras,
    signedCertificateTimestamp: has('signed_certificate_timestamp'),
    statusRequestV2: has('status_request_v2'),
    certificateCompression: has('compress_certificate') ? await compression() : null,
    recordSizeLimit: has('record_size_limit') ? wholeRecord : null,
    sessionTicket: has('session_ticket'),
    heartbeat: has('heartbeat'),
    padTo: has('padding') ? paddedLength : null,
    encryptedClientHello: has('encrypted_client_hello'),
    grease: has('grease'),
    fallbackScsv: has('fallback_scsv'),
  };
}

async function compression(): Promise<NonNullable<Extras['certificateCompression']>> {
  const { decompressCertificate, decompressible } = await import('../../tls/crypto/decompress.ts');
  return { algorithms: [...decompressible], decompress: decompressCertificate };
}

/** RFC 8449 section 4: no limit, but the peer's own one comes back. TLS 1.3 counts the octet of the content type. */
const wholeRecord = 16_385;

/** RFC 7685 section 4: past the lengths at which some servers hang. */
const paddedLength = 512;
