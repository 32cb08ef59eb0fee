import { toHex } from '../../../base/octets.ts';
import type { Certificate } from '../certificate.ts';
import { sha256Fingerprint } from '../fingerprint.ts';
import { checkSignature } from '../signature.ts';
import type { Crl } from './crl.ts';

/**
 * Whether `signer`'s key made the signature of a CRL. As OpenSSL, it goes by the algorithm outside of what is signed. Of an
 * excerpt it is known from the time when the CRL was whole. Each pair is computed once: the digest of a long CRL takes time.
 */
export function isCrlSignedBy(crl: Crl, signer: Certificate): boolean {
  const known = checked.get(crl) ?? new WeakMap<Certificate, boolean>();
  checked.set(crl, known);
  const before = known.get(signer);
  if (before !== undefined) return before;
  const isSigned =
    crl.excerpt === undefined
      ? checkSignature(crl.signatureAlgorithm, crl.tbs, crl.signature, signer) === 'valid'
      : crl.excerpt.signedBy.includes(keyFingerprint(signer));
  known.set(signer, isSigned);
  return isSigned;
}

/** SHA-256 of a certificate's subjectPublicKeyInfo, hexadecimal. */
export const keyFingerprint = ({ spki }: Certificate): string => toHex(sha256Fingerprint(spki));

const checked = new WeakMap<Crl, WeakMap<Certificate, boolean>>();
