import type { Certificate } from '../pki/certificate.ts';
import { extensionOids as ids } from '../pki/oid.ts';
import { algorithmsAgree } from '../pki/signature.ts';
import { allowsUsage } from './key-usage.ts';
import { traitsOf } from './traits.ts';
import type { StrictFault, VerifyProblem } from './verify-problem.ts';

/**
 * What X509_V_FLAG_X509_STRICT adds to OpenSSL 3.0's checks of a certificate in a path of several, in its order: rules of
 * RFC 5280 that much of the world gets away with. Python 3.13's `ssl.create_default_context` sets the flag.
 */
export function strictProblems(certificate: Certificate, depth: number, isTop: boolean): VerifyProblem[] {
  const subject = certificate.subject.rfc4514;
  return faultsOf(certificate, isTop).map((kind) => ({ kind, depth, subject }));
}

function faultsOf(certificate: Certificate, isTop: boolean): StrictFault[] {
  const { basicConstraints, keyUsage, subjectAltName, subjectKeyIdentifier, version } = certificate;
  const authority = traitsOf(certificate).authorityKeyIdentifier;
  const isCa = basicConstraints?.ca ?? false;
  const signsCertificates = keyUsage?.includes('keyCertSign') ?? false;
  const hasSubject = hasAttributes(certificate.subject);
  const isCritical = (oid: string): boolean =>
    certificate.extensions.some((extension) => extension.oid === oid && extension.critical);

  const faults: StrictFault[] = [];
  const check = (isFault: boolean, fault: StrictFault): void => {
    if (isFault) faults.push(fault);
  };
  const limitsPath = (basicConstraints?.pathLength ?? null) !== null;
  check(limitsPath && !isCa, 'pathLengthOfNonCa');
  check(limitsPath && !signsCertificates, 'pathLengthWithoutCertSign');
  check(isCa && basicConstraints?.critical === false, 'basicConstraintsNotCritical');
  check(isCa && keyUsage === null, 'keyUsageMissing');
  check(!isCa && signsCertificates, 'certSignOfNonCa');
  check(!hasAttributes(certificate.issuer), 'issuerEmpty');
  const needsSubject = isCa || subjectAltName === null || (keyUsage !== null && allowsUsage(certificate, ['cRLSign']));
  check(needsSubject && !hasSubject, 'subjectEmpty');
  check(!hasSubject && subjectAltName !== null && !isCritical(ids.subjectAltName), 'subjectAltNameNotCritical');
  check(subjectAltName?.length === 0, 'subjectAltNameEmpty');
  check(!algorithmsAgree(certificate), 'signatureAlgorithmsDiffer');
  check(isCritical(ids.authorityKeyIdentifier), 'authorityKeyIdentifierCritical');
  check(isCritical(ids.subjectKeyIdentifier), 'subjectKeyIdentifierCritical');
  if (version >= 3) {
    check(!isTop && (authority?.keyIdentifier ?? null) === null, 'authorityKeyIdentifierMissing');
    check(isCa && subjectKeyIdentifier === null, 'subjectKeyIdentifierMissing');
  } else check(certificate.extensions.length > 0, 'extensionsBelowVersion3');
  return faults;
}

const hasAttributes = ({ rdns }: Certificate['subject']): boolean => rdns.some((rdn) => rdn.length > 0);
