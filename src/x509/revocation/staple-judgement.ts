import type { UnixMs } from '../../base/time.ts';

/**
 * The ways in which clients go about OCSP. `specification`: the steps of MongoDB's specification, as the C driver and the
 * shell take them; `go`: the Go driver, which takes them, too, but does not ask whether the signer's certificate is still valid;
 * `pymongo`: PyMongo with the ocsp extra, which departs from them; `java`: looks at nothing, but has to be able to read a staple; `gnutls`: judges what is stapled and asks
 * nobody; `certStatus`: `curl --cert-status`, which refuses whoever staples nothing good; `none`: never looks.
 */
export type OcspPolicy = 'none' | 'specification' | 'go' | 'pymongo' | 'java' | 'gnutls' | 'certStatus';

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
  /**
   * No single response is about this certificate. `serials`: those it is about, hexadecimal. `sameIssuer`: one of them is of the
   * same CA, as a predecessor of this certificate is; null: the issuer is not known. `places`: where in the chain they stand.
   */
  | {
      readonly kind: 'otherCertificate';
      readonly serials: readonly string[];
      readonly sameIssuer: boolean | null;
      readonly places: readonly number[];
    }
  | { readonly kind: 'issuerUnknown' } // the issuer's certificate is not at hand, so nothing can be checked
  | { readonly kind: 'badSignature' }
  | { readonly kind: 'foreignSigner'; readonly responder: string } // neither the issuer nor certified by it
  | { readonly kind: 'signerWithoutUsage'; readonly responder: string } // delegated, but no id-kp-OCSPSigning
  | { readonly kind: 'signerExpired'; readonly responder: string }
  | { readonly kind: 'notYetValid'; readonly thisUpdate: UnixMs }
  | { readonly kind: 'stale'; readonly nextUpdate: UnixMs };

/** What became of a nonce that was sent: `missing` is usual, as answers are made in advance; `different` is against RFC 9654. */
export type NonceJudgement = 'repeated' | 'missing' | 'different';

/** A response judged. `status` is what it says even where a problem keeps it from counting; null if it says nothing readable. */
export interface StapleJudgement {
  /** Place of the certificate in the chain as sent. */
  readonly certificate: number;
  readonly status: OcspStatus | null;
  /** Empty: the response is valid. */
  readonly problems: readonly StapleProblem[];
  readonly details: ResponseDetails;
}

/** What else of a response matters to one client or another. */
export interface ResponseDetails {
  /** How many certificates the response speaks of. */
  readonly responses: number;
  /** All of them are of one issuer: OpenSSL believes no other response. */
  readonly oneIssuer: boolean;
  /** Which of them is the one in question, from 0, and the digest that names it; null: none is. */
  readonly own: { readonly place: number; readonly digest: string } | null;
  readonly pymongo: PymongoReading;
}

/** What PyMongo's own code makes of a response. */
export type PymongoReading =
  /** It ends in an exception, and the connection with it, stapled or not. */
  | { readonly kind: 'raises'; readonly what: 'malformed' | 'severalResponses' | 'unsupportedAlgorithm' }
  /** Not believed: a staple ends the connection, an answer counts for nothing. */
  | { readonly kind: 'refused' }
  /** Believed, whichever certificate it is about. */
  | { readonly kind: 'believed'; readonly status: OcspStatus['status']; readonly sameSerial: boolean };
