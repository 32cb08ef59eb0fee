import { registry } from '../registry.ts';

/** `CertificateStatusType`, RFC 6961 section 2.2. */
export const certificateStatusTypes = registry('CertificateStatusType', 1, { ocsp: 1, ocsp_multi: 2 });
