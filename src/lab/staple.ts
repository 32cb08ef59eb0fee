import { dayMs } from '../base/time.ts';
import type { UnixMs } from '../base/time.ts';
import type { CertificatePlan, Issued, OcspPlan } from '../x509/pki/issue/issue.ts';
import { labName } from './chain-builder.ts';
import type { Chain } from './chain-builder.ts';

/**
 * An OCSP response about the leaf of a chain, signed by its issuer an hour ago and good for a week, except for what `plan`
 * says. DER.
 */
export async function stapleFor(
  { leaf, intermediate }: Chain,
  now: UnixMs,
  plan: Partial<OcspPlan> = {},
): Promise<Uint8Array> {
  const { issueOcspResponse } = await import('../x509/pki/issue/issue.ts');
  return issueOcspResponse({
    certificate: leaf.certificate,
    issuer: intermediate,
    status: 'good',
    thisUpdate: now - dayMs / 24,
    nextUpdate: now + 7 * dayMs,
    ...plan,
  });
}

/** A responder that the issuer of the leaf certified, as `plan` says. */
export async function responderOf(
  { intermediate }: Chain,
  plan: Pick<CertificatePlan, 'extendedKeyUsage' | 'notBefore' | 'notAfter'>,
): Promise<Issued> {
  const { issueCertificate } = await import('../x509/pki/issue/issue.ts');
  return issueCertificate({ subject: labName('OCSP responder'), issuer: intermediate, ...plan });
}
