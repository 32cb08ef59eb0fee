import type { Codec } from '../codec.ts';
import { readExtensions, writeExtensions } from '../extensions/extension.ts';
import type { Extension } from '../extensions/extension.ts';

/** `CertificateEntry` of TLS 1.3, RFC 8446 section 4.4.2. */
export interface CertificateEntry {
  /** `cert_data`, 1..2^24-1 octets of DER. */
  readonly certificate: Uint8Array;
  readonly extensions: readonly Extension[];
}

/** `Certificate` of TLS 1.3. */
export interface Certificate13 {
  /** Empty from a server; echoes the request's context otherwise. */
  readonly requestContext: Uint8Array;
  readonly entries: readonly CertificateEntry[];
}

export const certificate13: Codec<Certificate13> = {
  name: 'Certificate',
  read: (r) => ({
    requestContext: r.opaque(1, 'certificate_request_context'),
    entries: r.vector(3, 'certificate_list', (one) => ({
      certificate: one.opaque(3, 'cert_data', { min: 1 }),
      extensions: readExtensions(one),
    })),
  }),
  write: (w, { requestContext, entries }) => {
    w.opaque(1, requestContext);
    w.vector(3, entries, (one, entry) => {
      one.opaque(3, entry.certificate);
      writeExtensions(one, entry.extensions);
    });
  },
};

/** `Certificate` of TLS 1.0 to 1.2, RFC 5246 section 7.4.2: DER certificates, leaf first. */
export const certificate12: Codec<readonly Uint8Array[]> = {
  name: 'Certificate',
  read: (r) => r.vector(3, 'certificate_list', (one) => one.opaque(3, 'ASN.1Cert', { min: 1 })),
  write: (w, certificates) => w.vector(3, certificates, (one, certificate) => one.opaque(3, certificate)),
};
