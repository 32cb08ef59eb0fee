import { createHash } from 'node:crypto';

/** SHA-256 of a DER encoding, 32 octets: the fingerprint by which people and tools name a certificate. */
export const sha256Fingerprint = (der: Uint8Array): Uint8Array =>
  new Uint8Array(createHash('sha256').update(der).digest());
