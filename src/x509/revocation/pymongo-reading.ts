import { equal } from '../../base/octets.ts';
import type { UnixMs } from '../../base/time.ts';
import type { Certificate, DistinguishedName } from '../pki/certificate.ts';
import type { BasicOcsp } from '../pki/ocsp-response.ts';
import { extendedKeyUsages, signatureAlgorithms } from '../pki/oid.ts';
import { checkCertificateSignature, checkSignature, digestOctets } from '../pki/signature.ts';
import type { PymongoReading } from './staple-judgement.ts';

/**
 * What PyMongo (4.20 with pyOpenSSL 26.4 and cryptography 50, measured) makes of a response that says `successful`. Beside RFC 6960:
 * it never compares CertID but for the serial number of an answer that it asked for; it takes the responder for the issuer where
 * the responder's key hash equals the issuer key hash of CertID, so that a CertID of SHA-256 makes a delegate of every issuer that
 * is named by its key; it does not look at a delegate's dates; of several single responses, or of RSASSA-PSS, it makes an exception.
 */
export function pymongoReading(
  basic: BasicOcsp,
  certificate: Certificate,
  issuer: Certificate,
  at: UnixMs,
): PymongoReading {
  const [single, ...others] = basic.responses;
  if (single === undefined || others.length > 0) return { kind: 'raises', what: 'severalResponses' };
  const signer = signerOf(basic, issuer, single.certId.issuerKeyHash);
  if (signer === null) return refused;
  const algorithm = signatureAlgorithms.get(basic.signatureAlgorithm.oid);
  if (algorithm === undefined || algorithm.key === 'rsa-pss') return { kind: 'raises', what: 'unsupportedAlgorithm' };
  const { signatureAlgorithm, tbs, signature } = basic;
  if (checkSignature(signatureAlgorithm, tbs, signature, signer) !== 'valid') return refused;
  if (single.thisUpdate > at) return refused;
  if (single.nextUpdate !== null && single.nextUpdate < at) return refused;
  return { kind: 'believed', status: single.status, sameSerial: single.certId.serial === certificate.serial };
}

const refused: PymongoReading = { kind: 'refused' };

function signerOf(
  { responder, certificates }: BasicOcsp,
  issuer: Certificate,
  issuerKeyHash: Uint8Array,
): Certificate | null {
  const isIssuer =
    responder.kind === 'name' ? isSame(responder.name, issuer.subject) : equal(responder.hash, issuerKeyHash);
  if (isIssuer) return issuer;
  const named = certificates.find(
    (one) =>
      isSame(one.issuer, issuer.subject) &&
      (responder.kind === 'name' ? isSame(one.subject, responder.name) : equal(keyHash(one), responder.hash)),
  );
  if (named === undefined || named.extendedKeyUsage?.includes(extendedKeyUsages.OCSPSigning) !== true) return null;
  // cryptography verifies RSA by PKCS #1 alone.
  if (signatureAlgorithms.get(named.signatureAlgorithm.oid)?.key === 'rsa-pss') return null;
  return checkCertificateSignature(named, issuer) === 'valid' ? named : null;
}

/** Python compares names attribute by attribute, whatever their encoding, and minds upper and lower case. */
const isSame = (a: DistinguishedName, b: DistinguishedName): boolean => a.rfc4514 === b.rfc4514;

/** Of other keys than RSA and EC it hashes the whole subjectPublicKeyInfo, which no responder does. */
function keyHash({ publicKey, publicKeyBits, spki }: Certificate): Uint8Array {
  const bits = publicKey.kind === 'rsa' || publicKey.kind === 'rsa-pss' || publicKey.kind === 'ec';
  return digestOctets('sha1', bits ? publicKeyBits : spki) ?? spki;
}
