import { noOctets } from '../../../base/octets.ts';
import type { Codec } from '../codec.ts';
import { certificateStatusTypes } from '../registries/certificate-status-type.ts';

const { ocsp, ocsp_multi: ocspMulti } = certificateStatusTypes.codes;

/**
 * `CertificateStatusRequestListV2`, RFC 6961 section 2.2: the CertificateStatusType code points that a client takes, most
 * preferred first, each for any responder and without request extensions. The server's extension has no content.
 */
export const certificateStatusRequestListV2: Codec<readonly number[]> = {
  name: 'CertificateStatusRequestListV2',
  read: (r) =>
    r.vector(
      2,
      'certificate_status_req_list',
      (one) => {
        const type = one.u8('status_type');
        const isOcsp = type === ocsp || type === ocspMulti;
        one.scope(2, 'request', (request) => {
          if (isOcsp) {
            request.opaque(2, 'responder_id_list');
            request.opaque(2, 'request_extensions');
          } else request.rest('request');
        });
        return type;
      },
      { min: 1 },
    ),
  write: (w, types) =>
    w.vector(2, types, (one, type) => {
      one.u8(type);
      one.scope(2, (request) => {
        request.opaque(2, noOctets);
        request.opaque(2, noOctets);
      });
    }),
};

/** What a server that knows status_request_v2 staples: one response for the leaf, or one for each certificate in turn. */
export type CertificateStatusV2 =
  | { readonly type: 'ocsp'; readonly response: Uint8Array }
  /** Null: nothing for the certificate in this place. */
  | { readonly type: 'ocsp_multi'; readonly responses: readonly (Uint8Array | null)[] };

/** `CertificateStatus` as RFC 6961 section 2.2 extends it. */
export const certificateStatusV2: Codec<CertificateStatusV2> = {
  name: 'CertificateStatus',
  read: (r) => {
    const type = r.u8('status_type');
    if (type === ocsp) return { type: 'ocsp', response: r.opaque(3, 'OCSPResponse', { min: 1 }) };
    if (type !== ocspMulti) r.illegal('status_type', type, 'ocsp (1) or ocsp_multi (2)');
    const responses = r.vector(3, 'ocsp_response_list', (one) => one.opaque(3, 'OCSPResponse'), { min: 1 });
    return { type: 'ocsp_multi', responses: responses.map((one) => (one.length === 0 ? null : one)) };
  },
  write: (w, status) => {
    w.u8(certificateStatusTypes.codes[status.type]);
    if (status.type === 'ocsp') w.opaque(3, status.response);
    else w.vector(3, status.responses, (one, response) => one.opaque(3, response ?? noOctets));
  },
};
