import type { Certificate, KeyUsage } from '../pki/certificate.ts';
import { extendedKeyUsages as usages } from '../pki/oid.ts';
import { allowsUsage, caStanding } from './key-usage.ts';
import { netscapeTypes, traitsOf } from './traits.ts';

/** What a certificate shall serve for. */
export type Purpose = 'server' | 'client';

/**
 * Whether a certificate may serve a purpose as OpenSSL judges it (`-purpose sslserver`, `sslclient`). extendedKeyUsage
 * binds CA certificates too, and anyExtendedKeyUsage alone does not do; keyUsage and Netscape's type bind the leaf.
 */
export function servesPurpose(certificate: Certificate, purpose: Purpose, isLeaf: boolean): boolean {
  const rules = rulesOf[purpose];
  const extended = certificate.extendedKeyUsage;
  if (extended !== null && !rules.extended.some((oid) => extended.includes(oid))) return false;
  const { netscapeType } = traitsOf(certificate);
  // Where nothing but Netscape's type makes a CA, it must make one for TLS.
  if (!isLeaf)
    return caStanding(certificate) !== 'toleratedByNetscape' || ((netscapeType ?? 0) & netscapeTypes.sslCa) !== 0;
  if (netscapeType !== null && (netscapeType & rules.netscape) === 0) return false;
  return allowsUsage(certificate, rules.usage);
}

const rulesOf: Readonly<
  Record<
    Purpose,
    { readonly extended: readonly string[]; readonly usage: readonly KeyUsage[]; readonly netscape: number }
  >
> = {
  server: {
    extended: [usages.serverAuth, usages.msSGC, usages.nsSGC],
    usage: ['digitalSignature', 'keyEncipherment', 'keyAgreement'],
    netscape: netscapeTypes.sslServer,
  },
  client: {
    extended: [usages.clientAuth],
    usage: ['digitalSignature', 'keyAgreement'],
    netscape: netscapeTypes.sslClient,
  },
};
