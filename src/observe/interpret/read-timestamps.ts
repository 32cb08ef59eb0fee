import type { UnixMs } from '../../base/time.ts';
import { decode } from '../../tls/wire/codec.ts';
import { isKnownSct, signedCertificateTimestampList } from '../../tls/wire/extensions/signed-certificate-timestamp.ts';
import { decodeDer, tags } from '../../x509/pki/der.ts';

/**
 * When certificate transparency logs promised to publish a certificate, from its own extension (RFC 6962 section 3.3: the list in
 * an OCTET STRING), oldest first. Empty where it cannot be read.
 */
export function readEmbeddedTimestamps(extensionValue: Uint8Array): readonly UnixMs[] {
  const list = decodeDer('SignedCertificateTimestampList', extensionValue, (r) => r.content(tags.octetString, 'list'));
  const decoded = list.ok ? decode(signedCertificateTimestampList, list.value) : null;
  if (decoded?.ok !== true) return [];
  return decoded.value.flatMap((sct) => (isKnownSct(sct) ? [sct.timestamp] : [])).toSorted((a, b) => a - b);
}
