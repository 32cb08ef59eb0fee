import type { UnixMs } from '../../base/time.ts';
import type { CrlProblem } from './crl-problem.ts';

/**
 * Why a certificate path is not accepted. `depth` counts from the leaf (0) along the path that was built, as OpenSSL does;
 * `subject` is the RFC 4514 name of the certificate at fault. Facts only: the words are in `diagnostics/`.
 */
export type VerifyProblem =
  | { readonly kind: 'expired'; readonly depth: number; readonly subject: string; readonly notAfter: UnixMs }
  | { readonly kind: 'notYetValid'; readonly depth: number; readonly subject: string; readonly notBefore: UnixMs }
  /** A time that is not written as RFC 5280 4.1.2.5 wants it. */
  | {
      readonly kind: 'malformedTime';
      readonly depth: number;
      readonly subject: string;
      readonly field: 'notBefore' | 'notAfter';
    }
  /** The leaf is its own issuer and no trust anchor. */
  | { readonly kind: 'selfSignedLeaf'; readonly depth: 0; readonly subject: string }
  /** The path ends in a self-signed certificate that is no trust anchor. */
  | { readonly kind: 'selfSignedInPath'; readonly depth: number; readonly subject: string }
  /** Nobody sent or trusts the issuer of the certificate at `depth`. */
  | { readonly kind: 'issuerNotFound'; readonly depth: number; readonly subject: string; readonly issuer: string }
  /** The path ends in a trusted certificate that is not self-signed (OpenSSL without partial-chain refuses it). */
  | { readonly kind: 'anchorNotSelfSigned'; readonly depth: number; readonly subject: string; readonly issuer: string }
  | { readonly kind: 'badSignature'; readonly depth: number; readonly subject: string }
  | { readonly kind: 'unusableKey'; readonly depth: number; readonly subject: string }
  /** The leaf's public key cannot be read. */
  | { readonly kind: 'unreadableKey'; readonly depth: number; readonly subject: string }
  | { readonly kind: 'notACa'; readonly depth: number; readonly subject: string }
  | { readonly kind: 'pathLengthExceeded'; readonly depth: number; readonly subject: string }
  | { readonly kind: 'cannotSignCertificates'; readonly depth: number; readonly subject: string }
  /** extendedKeyUsage or keyUsage forbids being a TLS server (or client). */
  | { readonly kind: 'purpose'; readonly depth: number; readonly subject: string; readonly usages: readonly string[] }
  | {
      readonly kind: 'unhandledCriticalExtension';
      readonly depth: number;
      readonly subject: string;
      readonly oid: string;
    }
  /** A proxy certificate (RFC 3820), which OpenSSL takes only where it is told to. */
  | { readonly kind: 'proxyCertificate'; readonly depth: number; readonly subject: string }
  /** A rule of RFC 5280 that OpenSSL holds certificates to in strict mode only. */
  | { [K in StrictFault]: { readonly kind: K; readonly depth: number; readonly subject: string } }[StrictFault]
  | { readonly kind: 'weakKey'; readonly depth: number; readonly subject: string; readonly bits: number }
  /** The key's curve is spelled out in numbers instead of named (RFC 5480 forbids it). */
  | { readonly kind: 'explicitCurve'; readonly depth: number; readonly subject: string }
  /** More certificates than may stand between leaf and anchor (OpenSSL: 100). */
  | { readonly kind: 'pathTooLong'; readonly depth: number; readonly subject: string }
  /**
   * The path stops at `depth` because extensions of `subject` (that certificate, or the issuer that it names) cannot be
   * read or stand there twice: OpenSSL then finds no issuer (error 20).
   */
  | {
      readonly kind: 'malformedExtension';
      readonly depth: number;
      readonly subject: string;
      readonly oids: readonly string[];
    }
  /** `name` (of the certificate at `depth`) is not what the name constraints of `constrainedBy` allow. */
  | {
      readonly kind: 'nameConstraint';
      readonly depth: number;
      readonly subject: string;
      readonly violation: NameConstraintViolation;
      readonly name: string;
      readonly constrainedBy: string;
      /** What that issuer permits of the same kind of name, or excludes, as text; 8 at most. Absent: not to be shown as text. */
      readonly bounds?: readonly string[];
      /** Other names of the certificate that break the same constraints; 8 at most. Absent: none. */
      readonly others?: readonly string[];
    }
  | CrlProblem
  | { readonly kind: 'weakDigest'; readonly depth: number; readonly subject: string; readonly algorithm: string }
  /** `presented`: what the leaf offers of the kind asked for; for `dns` with `usedCommonName` the CN. */
  | {
      readonly kind: 'nameMismatch';
      readonly depth: 0;
      readonly subject: string;
      readonly asked: { readonly kind: 'dns' | 'ip'; readonly value: string };
      readonly presented: readonly string[];
      readonly usedCommonName: boolean;
    };

/** What only X509_V_FLAG_X509_STRICT refuses. */
export type StrictFault =
  | 'pathLengthOfNonCa' // pathLenConstraint without cA (RFC 5280 4.2.1.9)
  | 'pathLengthWithoutCertSign' // pathLenConstraint, but no keyUsage keyCertSign
  | 'basicConstraintsNotCritical' // of a CA
  | 'keyUsageMissing' // of a CA (4.2.1.3)
  | 'certSignOfNonCa' // keyUsage keyCertSign without cA
  | 'issuerEmpty' // 4.1.2.4
  | 'subjectEmpty' // of a CA, or without subjectAltName (4.1.2.6)
  | 'subjectAltNameNotCritical' // though the subject is empty (4.2.1.6)
  | 'subjectAltNameEmpty'
  | 'signatureAlgorithmsDiffer' // the one that is signed and the one outside (4.1.1.2)
  | 'authorityKeyIdentifierCritical' // 4.2.1.1
  | 'authorityKeyIdentifierMissing'
  | 'subjectKeyIdentifierCritical' // 4.2.1.2
  | 'subjectKeyIdentifierMissing' // of a CA
  | 'extensionsBelowVersion3'; // 4.1.2.9

/** How a name breaks name constraints (RFC 5280 4.2.1.10), or why they cannot be applied to it. */
export type NameConstraintViolation =
  | 'notPermitted'
  | 'excluded'
  | 'bounds' // minimum or maximum of a subtree, which RFC 5280 forbids
  | 'unsupportedType'
  | 'badNameSyntax'
  | 'tooMany'; // names times constraints beyond what OpenSSL compares

/** OpenSSL's verdict in its own terms: `X509_V_ERR_…`, its number, and the depth at which it is raised. */
export interface OpensslError {
  readonly code: number;
  readonly name: string;
  /** `X509_verify_cert_error_string`, as OpenSSL 3.0 prints it. */
  readonly text: string;
  readonly depth: number;
}
