/** What object identifiers of certificates are called, for sentences: purposes (RFC 5280 4.2.1.12) and extensions (4.2). */

/** `clientAuth`; one without a name as it is. Key usages have names already. */
export const usageName = (usage: string): string => namesOfUsages.get(usage) ?? usage;

/** The same of all purposes of a certificate. */
export const usageNames = (usages: readonly string[]): readonly string[] => usages.map(usageName);

/** `keyUsage (2.5.29.15)`; one without a name as it is. */
export function extensionName(oid: string): string {
  const name = extensions.get(oid);
  return name === undefined ? oid : `${name} (${oid})`;
}

const namesOfUsages: ReadonlyMap<string, string> = new Map([
  ['1.3.6.1.5.5.7.3.1', 'serverAuth'],
  ['1.3.6.1.5.5.7.3.2', 'clientAuth'],
  ['1.3.6.1.5.5.7.3.3', 'codeSigning'],
  ['1.3.6.1.5.5.7.3.4', 'emailProtection'],
  ['1.3.6.1.5.5.7.3.8', 'timeStamping'],
  ['1.3.6.1.5.5.7.3.9', 'OCSPSigning'],
  ['1.3.6.1.5.5.7.3.17', 'ipsecIKE'],
  ['1.3.6.1.4.1.311.20.2.2', 'smart card logon (Microsoft)'],
  ['2.5.29.37.0', 'anyExtendedKeyUsage'],
]);

const extensions: ReadonlyMap<string, string> = new Map([
  ['2.5.29.14', 'subjectKeyIdentifier'],
  ['2.5.29.15', 'keyUsage'],
  ['2.5.29.17', 'subjectAltName'],
  ['2.5.29.18', 'issuerAltName'],
  ['2.5.29.19', 'basicConstraints'],
  ['2.5.29.30', 'nameConstraints'],
  ['2.5.29.31', 'cRLDistributionPoints'],
  ['2.5.29.32', 'certificatePolicies'],
  ['2.5.29.33', 'policyMappings'],
  ['2.5.29.35', 'authorityKeyIdentifier'],
  ['2.5.29.36', 'policyConstraints'],
  ['2.5.29.37', 'extendedKeyUsage'],
  ['2.5.29.54', 'inhibitAnyPolicy'],
  ['1.3.6.1.5.5.7.1.1', 'authorityInfoAccess'],
  ['1.3.6.1.5.5.7.1.24', 'TLS feature'],
  ['1.3.6.1.4.1.11129.2.4.2', 'signed certificate timestamps'],
  ['1.3.6.1.4.1.11129.2.4.3', 'certificate transparency poison'],
]);
