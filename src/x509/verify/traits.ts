import { equal } from '../../base/octets.ts';
import { serialText } from '../pki/certificate.ts';
import type { Certificate, DistinguishedName } from '../pki/certificate.ts';
import { decodeDer } from '../pki/der.ts';
import { readAuthorityKeyIdentifier } from '../pki/extensions.ts';
import type { AuthorityKeyIdentifier } from '../pki/extensions.ts';
import { canonicalRdns, sameName } from '../pki/name.ts';
import { extensionOids as ids } from '../pki/oid.ts';
import { hasUsableKey, isKeyFor, signedAlgorithm } from '../pki/signature.ts';

/** What OpenSSL notes of a certificate before it looks at any path. */
export interface Traits {
  /** OIDs of extensions that make it unusable as a link: malformed or repeated. */
  readonly malformed: readonly string[];
  /** Subject and issuer are the same name. */
  readonly isSelfIssued: boolean;
  /** Self-issued, nothing in it is malformed, and neither key identifiers nor algorithms contradict that its own key signed it. */
  readonly isSelfSigned: boolean;
  readonly authorityKeyIdentifier: AuthorityKeyIdentifier | null;
  /** First octet of Netscape's certificate type, an old relative of keyUsage; null: absent. */
  readonly netscapeType: number | null;
}

/** Bits of Netscape's certificate type. */
export const netscapeTypes = { sslClient: 0x80, sslServer: 0x40, sslCa: 0x04, anyCa: 0x07 } as const;

/** The traits of a certificate; computed once. */
export function traitsOf(certificate: Certificate): Traits {
  const before = known.get(certificate);
  if (before !== undefined) return before;
  const malformed = (certificate.malformedExtensions ?? []).filter((oid) => linking.has(oid));
  const authority = extensionValue(certificate, ids.authorityKeyIdentifier);
  const aki = authority === null ? null : readAuthorityKeyIdentifier(authority);
  const authorityKeyIdentifier = aki?.ok ? aki.value : null;
  const type = extensionValue(certificate, ids.netscapeCertType);
  const netscape = type === null ? null : decodeDer('NetscapeCertType', type, (r) => r.bits('type').octets[0] ?? 0);
  if (isImpossibleProxy(certificate)) malformed.push(ids.proxyCertInfo);
  const isSelfIssued = isSameName(certificate.subject, certificate.issuer);
  const traits = {
    malformed,
    isSelfIssued,
    isSelfSigned:
      isSelfIssued &&
      malformed.length === 0 &&
      fitsAuthority(certificate, authorityKeyIdentifier) &&
      fitsAlgorithm(certificate, certificate),
    authorityKeyIdentifier,
    netscapeType: netscape?.ok ? netscape.value : null,
  };
  known.set(certificate, traits);
  return traits;
}

/**
 * Whether OpenSSL takes `issuer` for the issuer of `subject`: the names are the same, what the authority key identifier
 * says does not contradict, and the key is of the kind that the signature needs. The signature itself is checked later.
 */
export function isLikelyIssuer(issuer: Certificate, subject: Certificate): boolean {
  if (!isSameName(issuer.subject, subject.issuer)) return false;
  const traits = traitsOf(subject);
  if (traitsOf(issuer).malformed.length > 0 || traits.malformed.length > 0) return false;
  return fitsAuthority(issuer, traits.authorityKeyIdentifier) && fitsAlgorithm(issuer, subject);
}

/** Whether two names are the same by OpenSSL's rule (see `sameName`); remembers what comparing needs. */
export function isSameName(a: DistinguishedName, b: DistinguishedName): boolean {
  return equal(a.der, b.der) || canonical(a) === canonical(b);
}

/** The value of an extension; null where it is absent. */
export function extensionValue({ extensions }: Certificate, oid: string): Uint8Array | null {
  for (const extension of extensions) if (extension.oid === oid) return extension.value;
  return null;
}

/** A proxy certificate (RFC 3820 section 3) is no CA and has no alternative names. */
const isImpossibleProxy = (certificate: Certificate): boolean =>
  extensionValue(certificate, ids.proxyCertInfo) !== null &&
  (certificate.basicConstraints?.ca === true ||
    extensionValue(certificate, ids.subjectAltName) !== null ||
    extensionValue(certificate, ids.issuerAltName) !== null);

/** Whether what an authority key identifier says does not contradict that `issuer` is meant (RFC 5280 4.2.1.1). */
export /** Whether what an authority key identifier says (RFC 5280 4.2.1.1) contradicts that `issuer` is meant. */
function fitsAuthority(issuer: Certificate, authority: AuthorityKeyIdentifier | null): boolean {
  if (authority === null) return true;
  const { keyIdentifier, serial, issuer: name } = authority;
  const own = issuer.subjectKeyIdentifier;
  if (keyIdentifier !== null && own !== null && !equal(keyIdentifier, own)) return false;
  if (serial !== null && serialText(serial) !== issuer.serial) return false;
  return name === null || sameName(name, issuer.issuer.der);
}

/** Whether `issuer` has a key, and one that can have made the signature of `subject`. */
function fitsAlgorithm(issuer: Certificate, subject: Certificate): boolean {
  const algorithm = signedAlgorithm(subject);
  return algorithm !== null && isKeyFor(algorithm.oid, issuer) && hasUsableKey(issuer);
}

function canonical(name: DistinguishedName): string {
  const before = canonicalNames.get(name);
  if (before !== undefined) return before;
  const text = canonicalRdns(name.der).join();
  canonicalNames.set(name, text);
  return text;
}

/** Extensions without which OpenSSL does not go on when it cannot read them. */
const linking: ReadonlySet<string> = new Set([
  ids.basicConstraints,
  ids.keyUsage,
  ids.extKeyUsage,
  ids.subjectKeyIdentifier,
  ids.authorityKeyIdentifier,
  ids.subjectAltName,
  ids.nameConstraints,
  ids.cRLDistributionPoints,
  ids.proxyCertInfo,
  ids.netscapeCertType,
]);

const known = new WeakMap<Certificate, Traits>();
const canonicalNames = new WeakMap<DistinguishedName, string>();
