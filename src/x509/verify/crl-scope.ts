import { equal, noOctets } from '../../base/octets.ts';
import type { Certificate, DistinguishedName } from '../pki/certificate.ts';
import type { Crl } from '../pki/crl/crl.ts';
import { derValue } from '../pki/crl/der-write.ts';
import { allReasons, readDistributionPoints } from '../pki/crl/distribution-point.ts';
import type { DistributionPoint, DistributionPointName } from '../pki/crl/distribution-point.ts';
import { context, decodeDer, tags } from '../pki/der.ts';
import type { EncodedName } from '../pki/name-constraints.ts';
import { sameName } from '../pki/name.ts';
import { extensionOids as ids } from '../pki/oid.ts';
import { extensionValue } from './traits.ts';

/**
 * The reasons (ReasonFlags) for which a complete CRL of the certificate's own issuer is about the certificate, by the kind of
 * certificate that it names (RFC 5280 5.2.5) and the distribution points that both name (6.3.3); null: it is not about it.
 */
export function scopeOf(certificate: Certificate, crl: Crl): number | null {
  const scope = crl.issuingDistributionPoint;
  const isCa = certificate.basicConstraints?.ca ?? false;
  if (scope?.onlyContainsAttributeCerts || (isCa ? scope?.onlyContainsUserCerts : scope?.onlyContainsCACerts))
    return null;
  const fitting = distributionPointsOf(certificate).find(
    (point) => namesIssuer(point, crl.issuer) && namesMatch(point, certificate.issuer, scope?.name ?? null, crl.issuer),
  );
  if (fitting !== undefined) return fitting.reasons;
  return (scope?.name ?? null) === null ? allReasons : null;
}

function distributionPointsOf(certificate: Certificate): readonly DistributionPoint[] {
  const value = extensionValue(certificate, ids.cRLDistributionPoints);
  const points = value === null ? null : readDistributionPoints(value);
  return points?.ok ? points.value : [];
}

/** Whether the CRL's issuer is the one that the distribution point names; where it names none, the certificate's own is meant. */
const namesIssuer = ({ crlIssuers }: DistributionPoint, issuer: DistinguishedName): boolean =>
  crlIssuers.length === 0 || directories(crlIssuers).some((name) => sameName(name, issuer.der));

/** Whether the distribution point of a certificate and that of a CRL have a name in common; one without a name fits every other. */
function namesMatch(
  { name, crlIssuers }: DistributionPoint,
  issuer: DistinguishedName,
  ofCrl: DistributionPointName | null,
  crlIssuer: DistinguishedName,
): boolean {
  if (name === null || ofCrl === null) return true;
  const a = fullNames(name, directories(crlIssuers)[0] ?? issuer.der);
  const b = fullNames(ofCrl, crlIssuer.der);
  return a.some((one) => b.some((other) => isSameGeneralName(one, other)));
}

/** A relative name is the issuer's with one more relative distinguished name: a directory name like others. */
function fullNames(name: DistributionPointName, issuer: Uint8Array): readonly EncodedName[] {
  if (name.kind === 'fullName') return name.names;
  const relative = derValue(tags.set, name.rdn);
  return [{ tag: context(4), content: derValue(tags.sequence, contentOf(issuer), relative) }];
}

const isSameGeneralName = (a: EncodedName, b: EncodedName): boolean =>
  a.tag === b.tag && (a.tag === context(4) ? sameName(a.content, b.content) : equal(a.content, b.content));

const directories = (names: readonly EncodedName[]): readonly Uint8Array[] =>
  names.flatMap(({ tag, content }) => (tag === context(4) ? [content] : []));

/** The relative names of an encoded name. */
function contentOf(name: Uint8Array): Uint8Array {
  const read = decodeDer('Name', name, (r) => r.content(tags.sequence, 'rdnSequence'));
  return read.ok ? read.value : noOctets;
}
