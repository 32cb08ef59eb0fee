import type { Codec } from '../codec.ts';
import { readExtensions, writeExtensions } from '../extensions/extension.ts';
import type { Extension } from '../extensions/extension.ts';
import { signatureSchemeList } from '../extensions/code-points.ts';

/** `CertificateRequest` of TLS 1.3, RFC 8446 section 4.3.2. */
export interface CertificateRequest13 {
  /** 0..255 octets, echoed by the client. */
  readonly requestContext: Uint8Array;
  readonly extensions: readonly Extension[];
}

export const certificateRequest13: Codec<CertificateRequest13> = {
  name: 'CertificateRequest',
  read: (r) => ({ requestContext: r.opaque(1, 'certificate_request_context'), extensions: readExtensions(r) }),
  write: (w, { requestContext, extensions }) => {
    w.opaque(1, requestContext);
    writeExtensions(w, extensions);
  },
};

/** `CertificateRequest` of TLS 1.0 to 1.2, RFC 5246 section 7.4.4. */
export interface CertificateRequest12 {
  /** ClientCertificateType code points. */
  readonly certificateTypes: readonly number[];
  /** Empty up to TLS 1.1, which does not name them (RFC 4346 section 7.4.4). */
  readonly signatureSchemes: readonly number[];
  /** DER-encoded DistinguishedNames; none: any. */
  readonly certificateAuthorities: readonly Uint8Array[];
}

export const certificateRequest12: Codec<CertificateRequest12> = certificateRequestUntil12(true);

/** The message of TLS 1.0 and 1.1: no signature algorithms. */
export const certificateRequest11: Codec<CertificateRequest12> = certificateRequestUntil12(false);

function certificateRequestUntil12(namesAlgorithms: boolean): Codec<CertificateRequest12> {
  return {
    name: 'CertificateRequest',
    read: (r) => ({
      certificateTypes: r.vector(1, 'certificate_types', (one) => one.u8('ClientCertificateType'), { min: 1 }),
      signatureSchemes: namesAlgorithms ? signatureSchemeList.read(r) : [],
      certificateAuthorities: r.vector(2, 'certificate_authorities', (one) =>
        one.opaque(2, 'DistinguishedName', { min: 1 }),
      ),
    }),
    write: (w, request) => {
      w.vector(1, request.certificateTypes, (one, type) => one.u8(type));
      if (namesAlgorithms) signatureSchemeList.write(w, request.signatureSchemes);
      w.vector(2, request.certificateAuthorities, (one, name) => one.opaque(2, name));
    },
  };
}
