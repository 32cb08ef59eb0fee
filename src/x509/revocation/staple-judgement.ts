import type { UnixMs } from '../../base/time.ts';

/**
 * The ways in which clients go about OCSP. `specification`: the steps of MongoDB's specification, as the Go and C drivers and the
 * shell take them; `pymongo`: PyMongo with the ocsp extra, which departs from them; `gnutls`: judges what is stapled and asks
 * nobody; `certStatus`: `curl --cert-status`, which refuses whoever staples nothing good; `none`: never looks.
 */
export type OcspPolicy = 'none' | 'specification' | 'pymongo' | 'gnutls' | 'certStatus';

/** What an OCSP response says of the certificate it is asked about. */
export interface OcspStatus {
  readonly status: 'good' | 'revoked' | 'unknown';
  readonly revokedAt: UnixMs | null;
  /** CRLReason name, when given: `keyCompromise`. */
  readonly reason: string | null;
  readonly producedAt: UnixMs;
  readonly thisUpdate: UnixMs;
  readonly nextUpdate: UnixMs | null;
}

/** Why an OCSP response proves nothing (RFC 6960 section 3.2). */
export type StapleProblem =
  | { readonly kind: 'malformed' }
  /** OCSPResponseStatus other than successful: `tryLater`, `unauthorized`, `internalError`, … */
  | { readonly kind: 'responseStatus'; readonly status: string }
  /** No single response is about this certificate. `serials`: those it is about, hexadecimal. */
  | { readonly kind: 'otherCertificate'; readonly serials: readonly string[] }
  | { readonly kind: 'issuerUnknown' } // the issuer's certificate is not at hand, so nothing can be checked
  | { readonly kind: 'badSignature' }
  | { readonly kind: 'foreignSigner'; readonly responder: string } // neither the issuer nor certified by it
  | { readonly kind: 'signerWithoutUsage'; readonly responder: string } // delegated, but no id-kp-OCSPSigning
  | { readonly kind: 'signerExpired'; readonly responder: string }
  | { readonly kind: 'notYetValid'; readonly thisUpdate: UnixMs }
  | { readonly kind: 'stale'; readonly nextUpdate: UnixMs };

/** What became of a nonce that was sent: `missing` is usual, as answers are made in advance; `different` is against RFC 9654. */
export type NonceJudgement = 'repeated' | 'missing' | 'different';

/** A staple judged. `status` is what it says even where a problem keeps it from counting; null if it says nothing readable. */
export interface StapleJudgement {
  /** Place of the certificate in the chain as sent. */
  readonly certificate: number;
  readonly status: OcspStatus | null;
  /** Empty: the response is valid. */
  readonly problems: readonly StapleProblem[];
}
