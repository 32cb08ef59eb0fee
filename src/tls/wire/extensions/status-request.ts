import { noOctets } from '../../../base/octets.ts';
import type { Codec } from '../codec.ts';

/** `CertificateStatusRequest` for OCSP, RFC 6066 section 8: any responder, no request extensions. */
export const ocspStatusRequest: Codec<null> = {
  name: 'CertificateStatusRequest',
  read: (r) => {
    const type = r.u8('status_type');
    if (type !== ocspStatusType) r.illegal('status_type', type, 'ocsp (1)');
    r.opaque(2, 'responder_id_list');
    r.opaque(2, 'request_extensions');
    return null;
  },
  write: (w) => {
    w.u8(ocspStatusType);
    w.opaque(2, noOctets);
    w.opaque(2, noOctets);
  },
};

/**
 * `CertificateStatus`, RFC 6066 section 8: one stapled OCSP response. TLS 1.2 sends it as a handshake message, TLS 1.3 as
 * the content of a status_request extension beside its certificate (RFC 8446 section 4.4.2.1).
 */
export const certificateStatus: Codec<Uint8Array> = {
  name: 'CertificateStatus',
  read: (r) => {
    const type = r.u8('status_type');
    if (type !== ocspStatusType) r.illegal('status_type', type, 'ocsp (1)');
    return r.opaque(3, 'OCSPResponse', { min: 1 });
  },
  write: (w, response) => {
    w.u8(ocspStatusType);
    w.opaque(3, response);
  },
};

const ocspStatusType = 1;
