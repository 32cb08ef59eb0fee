import { toBase64 } from '../../base/octets.ts';
import type { Certificate } from '../pki/certificate.ts';
import { derOf, integer, nothing, octetString, oid, sequence, tagged } from '../pki/issue/asn1-write.ts';
import type { Node } from '../pki/issue/asn1-write.ts';
import { ocspDigestOids, ocspNonce } from '../pki/oid.ts';
import { digestOctets } from '../pki/signature.ts';

/** What a responder is to be asked. */
export interface OcspRequestPlan {
  readonly certificate: Certificate;
  readonly issuer: Certificate;
  /** Digest of CertID: SHA-1 as drivers send it, and as RFC 5019 wanted it; SHA-256 as RFC 9919's profile prefers it. */
  readonly digest: 'sha1' | 'sha256';
  /** RFC 9654: 1 to 128 octets, 32 for new clients; null: none, as drivers send. */
  readonly nonce: Uint8Array | null;
}

/**
 * An OCSPRequest (RFC 6960 section 4.1.1) about one certificate, unsigned, DER. Null where this machine does not have the digest. It
 * reads asn1js in: import it where there is a question to ask.
 */
export function ocspRequest({ certificate, issuer, digest, nonce }: OcspRequestPlan): Uint8Array | null {
  const issuerName = digestOctets(digest, certificate.issuer.der);
  const issuerKey = digestOctets(digest, issuer.publicKeyBits);
  if (issuerName === null || issuerKey === null) return null;
  const certId = sequence(
    sequence(oid(ocspDigestOids[digest]), nothing()),
    octetString(issuerName),
    octetString(issuerKey),
    serialNode(certificate),
  );
  const extensions = nonce === null ? [] : [tagged(2, sequence(nonceNode(nonce)))];
  return derOf(sequence(sequence(sequence(sequence(certId)), ...extensions)));
}

/**
 * The address for asking by GET (RFC 6960 appendix A.1): the request in base64, percent-encoded, behind the responder's own
 * address. Null where that would be 255 octets or more: such a request is for POST (RFC 5019 section 5).
 */
export function getUrl(url: string, request: Uint8Array): string | null {
  const whole = `${url}${url.endsWith('/') ? '' : '/'}${encodeURIComponent(toBase64(request))}`;
  return whole.length < shortestForPost ? whole : null;
}

const nonceNode = (nonce: Uint8Array): Node => sequence(oid(ocspNonce), octetString(derOf(octetString(nonce))));

const serialNode = ({ serial }: Certificate): Node =>
  integer(serial.startsWith('-') ? -BigInt(`0x${serial.slice(1)}`) : BigInt(`0x${serial || '0'}`));

const shortestForPost = 255;
