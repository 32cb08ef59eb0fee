/** Object identifiers that certificates name, and the names under which people know them. */

/** Attribute types of names: OpenSSL's short names, which MongoDB and `openssl -nameopt RFC2253` print. */
export const attributeNames: ReadonlyMap<string, string> = new Map(
  Object.entries({
    '2.5.4.3': 'CN',
    '2.5.4.4': 'SN',
    '2.5.4.5': 'serialNumber',
    '2.5.4.6': 'C',
    '2.5.4.7': 'L',
    '2.5.4.8': 'ST',
    '2.5.4.9': 'street',
    '2.5.4.10': 'O',
    '2.5.4.11': 'OU',
    '2.5.4.12': 'title',
    '2.5.4.13': 'description',
    '2.5.4.14': 'searchGuide',
    '2.5.4.15': 'businessCategory',
    '2.5.4.16': 'postalAddress',
    '2.5.4.17': 'postalCode',
    '2.5.4.18': 'postOfficeBox',
    '2.5.4.19': 'physicalDeliveryOfficeName',
    '2.5.4.20': 'telephoneNumber',
    '2.5.4.21': 'telexNumber',
    '2.5.4.22': 'teletexTerminalIdentifier',
    '2.5.4.23': 'facsimileTelephoneNumber',
    '2.5.4.24': 'x121Address',
    '2.5.4.25': 'internationaliSDNNumber',
    '2.5.4.26': 'registeredAddress',
    '2.5.4.27': 'destinationIndicator',
    '2.5.4.28': 'preferredDeliveryMethod',
    '2.5.4.29': 'presentationAddress',
    '2.5.4.30': 'supportedApplicationContext',
    '2.5.4.31': 'member',
    '2.5.4.32': 'owner',
    '2.5.4.33': 'roleOccupant',
    '2.5.4.34': 'seeAlso',
    '2.5.4.35': 'userPassword',
    '2.5.4.36': 'userCertificate',
    '2.5.4.37': 'cACertificate',
    '2.5.4.38': 'authorityRevocationList',
    '2.5.4.39': 'certificateRevocationList',
    '2.5.4.40': 'crossCertificatePair',
    '2.5.4.41': 'name',
    '2.5.4.42': 'GN',
    '2.5.4.43': 'initials',
    '2.5.4.44': 'generationQualifier',
    '2.5.4.45': 'x500UniqueIdentifier',
    '2.5.4.46': 'dnQualifier',
    '2.5.4.47': 'enhancedSearchGuide',
    '2.5.4.48': 'protocolInformation',
    '2.5.4.49': 'distinguishedName',
    '2.5.4.50': 'uniqueMember',
    '2.5.4.51': 'houseIdentifier',
    '2.5.4.52': 'supportedAlgorithms',
    '2.5.4.53': 'deltaRevocationList',
    '2.5.4.54': 'dmdName',
    '2.5.4.65': 'pseudonym',
    '2.5.4.72': 'role',
    '2.5.4.97': 'organizationIdentifier',
    '2.5.4.98': 'c3',
    '2.5.4.99': 'n3',
    '2.5.4.100': 'dnsName',
    '0.9.2342.19200300.100.1.1': 'UID',
    '0.9.2342.19200300.100.1.2': 'textEncodedORAddress',
    '0.9.2342.19200300.100.1.3': 'mail',
    '0.9.2342.19200300.100.1.4': 'info',
    '0.9.2342.19200300.100.1.5': 'favouriteDrink',
    '0.9.2342.19200300.100.1.6': 'roomNumber',
    '0.9.2342.19200300.100.1.7': 'photo',
    '0.9.2342.19200300.100.1.8': 'userClass',
    '0.9.2342.19200300.100.1.9': 'host',
    '0.9.2342.19200300.100.1.10': 'manager',
    '0.9.2342.19200300.100.1.11': 'documentIdentifier',
    '0.9.2342.19200300.100.1.12': 'documentTitle',
    '0.9.2342.19200300.100.1.13': 'documentVersion',
    '0.9.2342.19200300.100.1.14': 'documentAuthor',
    '0.9.2342.19200300.100.1.15': 'documentLocation',
    '0.9.2342.19200300.100.1.20': 'homeTelephoneNumber',
    '0.9.2342.19200300.100.1.21': 'secretary',
    '0.9.2342.19200300.100.1.22': 'otherMailbox',
    '0.9.2342.19200300.100.1.23': 'lastModifiedTime',
    '0.9.2342.19200300.100.1.24': 'lastModifiedBy',
    '0.9.2342.19200300.100.1.25': 'DC',
    '0.9.2342.19200300.100.1.26': 'aRecord',
    '0.9.2342.19200300.100.1.27': 'pilotAttributeType27',
    '0.9.2342.19200300.100.1.28': 'mXRecord',
    '0.9.2342.19200300.100.1.29': 'nSRecord',
    '0.9.2342.19200300.100.1.30': 'sOARecord',
    '0.9.2342.19200300.100.1.31': 'cNAMERecord',
    '0.9.2342.19200300.100.1.37': 'associatedDomain',
    '0.9.2342.19200300.100.1.38': 'associatedName',
    '0.9.2342.19200300.100.1.39': 'homePostalAddress',
    '0.9.2342.19200300.100.1.40': 'personalTitle',
    '0.9.2342.19200300.100.1.41': 'mobileTelephoneNumber',
    '0.9.2342.19200300.100.1.42': 'pagerTelephoneNumber',
    '0.9.2342.19200300.100.1.43': 'friendlyCountryName',
    '0.9.2342.19200300.100.1.44': 'uid',
    '0.9.2342.19200300.100.1.45': 'organizationalStatus',
    '0.9.2342.19200300.100.1.46': 'janetMailbox',
    '0.9.2342.19200300.100.1.47': 'mailPreferenceOption',
    '0.9.2342.19200300.100.1.48': 'buildingName',
    '0.9.2342.19200300.100.1.49': 'dSAQuality',
    '0.9.2342.19200300.100.1.50': 'singleLevelQuality',
    '0.9.2342.19200300.100.1.51': 'subtreeMinimumQuality',
    '0.9.2342.19200300.100.1.52': 'subtreeMaximumQuality',
    '0.9.2342.19200300.100.1.53': 'personalSignature',
    '0.9.2342.19200300.100.1.54': 'dITRedirect',
    '0.9.2342.19200300.100.1.55': 'audio',
    '0.9.2342.19200300.100.1.56': 'documentPublisher',
    '1.2.840.113549.1.9.1': 'emailAddress',
    '1.2.840.113549.1.9.2': 'unstructuredName',
    '1.2.840.113549.1.9.3': 'contentType',
    '1.2.840.113549.1.9.4': 'messageDigest',
    '1.2.840.113549.1.9.5': 'signingTime',
    '1.2.840.113549.1.9.6': 'countersignature',
    '1.2.840.113549.1.9.7': 'challengePassword',
    '1.2.840.113549.1.9.8': 'unstructuredAddress',
    '1.2.840.113549.1.9.9': 'extendedCertificateAttributes',
    '1.3.6.1.4.1.311.60.2.1.1': 'jurisdictionL',
    '1.3.6.1.4.1.311.60.2.1.2': 'jurisdictionST',
    '1.3.6.1.4.1.311.60.2.1.3': 'jurisdictionC',
  }),
);

/** Extended key usages (RFC 5280 4.2.1.12 and the old step-up ones). */
export const extendedKeyUsages = {
  anyExtendedKeyUsage: '2.5.29.37.0',
  serverAuth: '1.3.6.1.5.5.7.3.1',
  clientAuth: '1.3.6.1.5.5.7.3.2',
  codeSigning: '1.3.6.1.5.5.7.3.3',
  emailProtection: '1.3.6.1.5.5.7.3.4',
  timeStamping: '1.3.6.1.5.5.7.3.8',
  OCSPSigning: '1.3.6.1.5.5.7.3.9',
  msSGC: '1.3.6.1.4.1.311.10.3.3',
  nsSGC: '2.16.840.1.113730.4.1',
} as const;

/** The extensions of RFC 5280 and a few more that something here looks at. */
export const extensionOids = {
  subjectKeyIdentifier: '2.5.29.14',
  keyUsage: '2.5.29.15',
  subjectAltName: '2.5.29.17',
  issuerAltName: '2.5.29.18',
  basicConstraints: '2.5.29.19',
  cRLNumber: '2.5.29.20',
  cRLReason: '2.5.29.21',
  deltaCRLIndicator: '2.5.29.27',
  issuingDistributionPoint: '2.5.29.28',
  certificateIssuer: '2.5.29.29',
  nameConstraints: '2.5.29.30',
  cRLDistributionPoints: '2.5.29.31',
  certificatePolicies: '2.5.29.32',
  policyMappings: '2.5.29.33',
  authorityKeyIdentifier: '2.5.29.35',
  policyConstraints: '2.5.29.36',
  extKeyUsage: '2.5.29.37',
  inhibitAnyPolicy: '2.5.29.54',
  authorityInfoAccess: '1.3.6.1.5.5.7.1.1',
  proxyCertInfo: '1.3.6.1.5.5.7.1.14',
  tlsFeature: '1.3.6.1.5.5.7.1.24',
  netscapeCertType: '2.16.840.1.113730.1.1',
} as const;

/** A digest as node:crypto names it. */
export type Digest =
  | 'md5'
  | 'sha1'
  | 'ripemd160'
  | 'sha224'
  | 'sha256'
  | 'sha384'
  | 'sha512'
  | 'sha3-224'
  | 'sha3-256'
  | 'sha3-384'
  | 'sha3-512';

/**
 * A signature algorithm: its name in RFC 3279, 4055, 5758, 8410, and what it is made of. PSS has its digest in parameters;
 * others without a digest have one that no OpenSSL computes any more.
 */
export interface SignatureAlgorithmFacts {
  readonly name: string;
  readonly key: 'rsa' | 'rsa-pss' | 'ec' | 'dsa' | 'eddsa';
  readonly digest: Digest | null;
}

/** Signature algorithms by OID: those by which OpenSSL 3.0 links certificates, but for SM2 and GOST. */
export const signatureAlgorithms: ReadonlyMap<string, SignatureAlgorithmFacts> = new Map<
  string,
  SignatureAlgorithmFacts
>([
  ['1.2.840.113549.1.1.4', { name: 'md5WithRSAEncryption', key: 'rsa', digest: 'md5' }],
  ['1.2.840.113549.1.1.5', { name: 'sha1WithRSAEncryption', key: 'rsa', digest: 'sha1' }],
  ['1.2.840.113549.1.1.14', { name: 'sha224WithRSAEncryption', key: 'rsa', digest: 'sha224' }],
  ['1.2.840.113549.1.1.11', { name: 'sha256WithRSAEncryption', key: 'rsa', digest: 'sha256' }],
  ['1.2.840.113549.1.1.12', { name: 'sha384WithRSAEncryption', key: 'rsa', digest: 'sha384' }],
  ['1.2.840.113549.1.1.13', { name: 'sha512WithRSAEncryption', key: 'rsa', digest: 'sha512' }],
  ['2.16.840.1.101.3.4.3.13', { name: 'id-rsassa-pkcs1-v1-5-with-sha3-224', key: 'rsa', digest: 'sha3-224' }],
  ['2.16.840.1.101.3.4.3.14', { name: 'id-rsassa-pkcs1-v1-5-with-sha3-256', key: 'rsa', digest: 'sha3-256' }],
  ['2.16.840.1.101.3.4.3.15', { name: 'id-rsassa-pkcs1-v1-5-with-sha3-384', key: 'rsa', digest: 'sha3-384' }],
  ['2.16.840.1.101.3.4.3.16', { name: 'id-rsassa-pkcs1-v1-5-with-sha3-512', key: 'rsa', digest: 'sha3-512' }],
  ['1.3.36.3.3.1.2', { name: 'ripemd160WithRSA', key: 'rsa', digest: 'ripemd160' }],
  ['1.3.14.3.2.29', { name: 'sha1WithRSA', key: 'rsa', digest: 'sha1' }],
  ['1.3.14.3.2.3', { name: 'md5WithRSA', key: 'rsa', digest: 'md5' }],
  ['1.2.840.113549.1.1.2', { name: 'md2WithRSAEncryption', key: 'rsa', digest: null }],
  ['1.2.840.113549.1.1.3', { name: 'md4WithRSAEncryption', key: 'rsa', digest: null }],
  ['1.3.14.3.2.15', { name: 'shaWithRSAEncryption', key: 'rsa', digest: null }],
  ['2.5.8.3.100', { name: 'mdc2WithRSA', key: 'rsa', digest: null }],
  ['1.2.840.113549.1.1.10', { name: 'rsassaPss', key: 'rsa-pss', digest: null }],
  ['1.2.840.10045.4.1', { name: 'ecdsa-with-SHA1', key: 'ec', digest: 'sha1' }],
  ['1.2.840.10045.4.3.1', { name: 'ecdsa-with-SHA224', key: 'ec', digest: 'sha224' }],
  ['1.2.840.10045.4.3.2', { name: 'ecdsa-with-SHA256', key: 'ec', digest: 'sha256' }],
  ['1.2.840.10045.4.3.3', { name: 'ecdsa-with-SHA384', key: 'ec', digest: 'sha384' }],
  ['1.2.840.10045.4.3.4', { name: 'ecdsa-with-SHA512', key: 'ec', digest: 'sha512' }],
  ['1.2.840.10045.4.2', { name: 'ecdsa-with-Recommended', key: 'ec', digest: null }],
  ['1.2.840.10045.4.3', { name: 'ecdsa-with-Specified', key: 'ec', digest: null }],
  ['1.2.840.10040.4.3', { name: 'dsa-with-SHA1', key: 'dsa', digest: 'sha1' }],
  ['2.16.840.1.101.3.4.3.1', { name: 'dsa-with-SHA224', key: 'dsa', digest: 'sha224' }],
  ['2.16.840.1.101.3.4.3.2', { name: 'dsa-with-SHA256', key: 'dsa', digest: 'sha256' }],
  ['1.3.14.3.2.27', { name: 'dsaWithSHA1', key: 'dsa', digest: 'sha1' }],
  ['1.3.14.3.2.13', { name: 'dsaWithSHA', key: 'dsa', digest: null }],
  ['1.3.101.112', { name: 'Ed25519', key: 'eddsa', digest: null }],
  ['1.3.101.113', { name: 'Ed448', key: 'eddsa', digest: null }],
]);

/** Names of signature algorithms that OpenSSL 3.0 does not link certificates by. */
export const otherSignatureNames: ReadonlyMap<string, string> = new Map([
  ['2.16.840.1.101.3.4.3.9', 'ecdsa-with-SHA3-224'],
  ['2.16.840.1.101.3.4.3.10', 'ecdsa-with-SHA3-256'],
  ['2.16.840.1.101.3.4.3.11', 'ecdsa-with-SHA3-384'],
  ['2.16.840.1.101.3.4.3.12', 'ecdsa-with-SHA3-512'],
  ['2.16.840.1.101.3.4.3.3', 'dsa-with-SHA384'],
  ['2.16.840.1.101.3.4.3.4', 'dsa-with-SHA512'],
  ['1.2.156.10197.1.501', 'SM2-with-SM3'],
  ['1.2.643.7.1.1.3.2', 'GOST R 34.10-2012 with GOST R 34.11-2012 (256 bit)'],
  ['1.2.643.7.1.1.3.3', 'GOST R 34.10-2012 with GOST R 34.11-2012 (512 bit)'],
]);

/** Digest algorithms by OID, as PSS parameters and OCSP's certID name them. */
export const digestAlgorithms: ReadonlyMap<string, Digest> = new Map<string, Digest>([
  ['1.2.840.113549.2.5', 'md5'],
  ['1.3.14.3.2.26', 'sha1'],
  ['2.16.840.1.101.3.4.2.4', 'sha224'],
  ['2.16.840.1.101.3.4.2.1', 'sha256'],
  ['2.16.840.1.101.3.4.2.2', 'sha384'],
  ['2.16.840.1.101.3.4.2.3', 'sha512'],
  ['1.3.36.3.2.1', 'ripemd160'],
  ['2.16.840.1.101.3.4.2.7', 'sha3-224'],
  ['2.16.840.1.101.3.4.2.8', 'sha3-256'],
  ['2.16.840.1.101.3.4.2.9', 'sha3-384'],
  ['2.16.840.1.101.3.4.2.10', 'sha3-512'],
]);

/** The digests of OCSP's certID that are asked with, by name. */
export const ocspDigestOids = { sha1: '1.3.14.3.2.26', sha256: '2.16.840.1.101.3.4.2.1' } as const;

/** The extension of OCSP requests and responses that ties one to the other (RFC 9654). */
export const ocspNonce = '1.3.6.1.5.5.7.48.1.2';

/** Named curves by OID: name as in the TLS registry, and the size of the order in bits, by which keys are measured. */
export const curves: ReadonlyMap<string, { readonly name: string; readonly bits: number }> = new Map([
  ['1.2.840.10045.3.1.1', { name: 'secp192r1', bits: 192 }],
  ['1.3.132.0.33', { name: 'secp224r1', bits: 224 }],
  ['1.2.840.10045.3.1.7', { name: 'secp256r1', bits: 256 }],
  ['1.3.132.0.34', { name: 'secp384r1', bits: 384 }],
  ['1.3.132.0.35', { name: 'secp521r1', bits: 521 }],
  ['1.3.132.0.10', { name: 'secp256k1', bits: 256 }],
  ['1.3.36.3.3.2.8.1.1.7', { name: 'brainpoolP256r1', bits: 256 }],
  ['1.3.36.3.3.2.8.1.1.11', { name: 'brainpoolP384r1', bits: 384 }],
  ['1.3.36.3.3.2.8.1.1.13', { name: 'brainpoolP512r1', bits: 512 }],
]);

/** Public key algorithms by OID. */
export const publicKeyAlgorithms = {
  rsaEncryption: '1.2.840.113549.1.1.1',
  rsassaPss: '1.2.840.113549.1.1.10',
  ecPublicKey: '1.2.840.10045.2.1',
  dsa: '1.2.840.10040.4.1',
  dhKeyAgreement: '1.2.840.113549.1.3.1',
  dhPublicNumber: '1.2.840.10046.2.1',
  x25519: '1.3.101.110',
  x448: '1.3.101.111',
  ed25519: '1.3.101.112',
  ed448: '1.3.101.113',
} as const;
