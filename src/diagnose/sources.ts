import type { ClientError, Source } from './define.ts';

/** A section of an RFC. */
export const rfc = (number: number, section: string): Source => ({ kind: 'rfc', number, section });

/** A vendor's page, with the date on which one of us read it. */
export const page = (title: string, url: string, read: string): Source => ({ kind: 'page', title, url, read });

/** What a client prints, word for word. */
export const printed = (client: string, text: string): ClientError => ({ client, text });

/** PyMongo's page on TLS: options and troubleshooting. */
export const pymongoTls = page(
  'PyMongo: Configure Transport Layer Security (TLS)',
  'https://www.mongodb.com/docs/languages/python/pymongo-driver/current/security/tls/',
  '2026-11-21',
);

/** The manual's guide to TLS on the server. */
export const mongodbTls = page(
  'MongoDB Manual: Configure mongod and mongos for TLS/SSL',
  'https://www.mongodb.com/docs/manual/tutorial/configure-ssl/',
  '2026-11-21',
);

/** MongoDB's specification of the options in connection strings. */
export const uriOptionsSpecification = page(
  'MongoDB specifications: URI Options',
  'https://github.com/mongodb/specifications/blob/master/source/uri-options/uri-options.md',
  '2026-11-22',
);

/** MongoDB's specification of mongodb+srv://. */
export const seedlistSpecification = page(
  'MongoDB specifications: Initial DNS Seedlist Discovery',
  'https://github.com/mongodb/specifications/blob/master/source/initial-dns-seedlist-discovery/initial-dns-seedlist-discovery.md',
  '2026-11-22',
);

/** OpenSSL's list of verification errors. */
export const opensslVerify = page(
  'OpenSSL 3.0: openssl-verification-options',
  'https://docs.openssl.org/3.0/man1/openssl-verification-options/',
  '2026-11-21',
);

/** The manual's page on the wire protocol. */
export const mongodbWire = page(
  'MongoDB Manual: MongoDB Wire Protocol',
  'https://www.mongodb.com/docs/manual/reference/mongodb-wire-protocol/',
  '2026-11-21',
);

/** The manual's guide to x.509: what it asks of clients' and members' certificates. */
export const mongodbX509 = page(
  'MongoDB Manual: x.509',
  'https://www.mongodb.com/docs/manual/core/security-x.509/',
  '2026-11-22',
);

/** The manual's guide to x.509 between members. */
export const mongodbX509Members = page(
  'MongoDB Manual: Use x.509 Certificate for Membership Authentication',
  'https://www.mongodb.com/docs/manual/tutorial/configure-x509-member-authentication/',
  '2026-11-22',
);

/** The manual's guide to x.509 for clients. */
export const mongodbX509Clients = page(
  'MongoDB Manual: Use x.509 Certificates to Authenticate Clients',
  'https://www.mongodb.com/docs/manual/tutorial/configure-x509-client-authentication/',
  '2026-11-22',
);

/** MongoDB's specification of OCSP in drivers. */
export const mongodbOcsp = page(
  'MongoDB specifications: OCSP Support',
  'https://github.com/mongodb/specifications/blob/master/source/ocsp-support/ocsp-support.md',
  '2026-11-21',
);

/** Why certificates of the largest CA name no responder, and demand no staple, any more. */
export const endingOcsp = page(
  "Let's Encrypt: Ending OCSP Support in 2025",
  'https://letsencrypt.org/2024/12/05/ending-ocsp/',
  '2026-11-21',
);

/** The bare address or section of a source, as a remedy's reference shows it. */
export const reference = (source: Source): string =>
  source.kind === 'rfc' ? `RFC ${source.number}, section ${source.section}` : source.url;
