import type { Certificate, KeyUsage } from '../pki/certificate.ts';
import { netscapeTypes, traitsOf } from './traits.ts';

/**
 * How far a certificate is one of a CA: `yes` by basicConstraints; `tolerated` for a trust anchor of old times, which has
 * none (version 1 and self-signed, or keyCertSign), `toleratedByNetscape` where only Netscape's type says so; `no`.
 */
export function caStanding(certificate: Certificate): 'yes' | 'tolerated' | 'toleratedByNetscape' | 'no' {
  if (!allowsUsage(certificate, ['keyCertSign'])) return 'no';
  if (certificate.basicConstraints !== null) return certificate.basicConstraints.ca ? 'yes' : 'no';
  const { isSelfSigned, netscapeType } = traitsOf(certificate);
  if (certificate.version === 1 && isSelfSigned) return 'tolerated';
  if (certificate.keyUsage !== null) return 'tolerated';
  return netscapeType !== null && (netscapeType & netscapeTypes.anyCa) !== 0 ? 'toleratedByNetscape' : 'no';
}

/** Whether keyUsage (RFC 5280 4.2.1.3) allows one of these; where it is absent, everything is allowed. */
export function allowsUsage({ keyUsage }: Certificate, anyOf: readonly KeyUsage[]): boolean {
  return keyUsage === null || anyOf.some((usage) => keyUsage.includes(usage));
}
