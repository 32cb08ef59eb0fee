import type { UnixMs } from '../../base/time.ts';

/** Which CRL: as people tell them apart. */
export interface CrlFacts {
  /** RFC 4514. */
  readonly issuer: string;
  /** cRLNumber, hexadecimal; null: it has none. */
  readonly number: string | null;
  /** Null: malformed. */
  readonly thisUpdate: UnixMs | null;
  readonly nextUpdate: UnixMs | 'absent' | null;
}

/**
 * Why CRLs keep the certificate at `depth`, whose name is `subject`, from being accepted (RFC 5280 6.3, as OpenSSL goes about
 * it). `crl`: the one that was used for it; `signer`: the certificate whose key must have signed it.
 */
export type CrlProblem =
  /** There is no CRL for `issuer`. `passedOver`: those at hand, and why each is none. */
  | (About & {
      readonly kind: 'crlMissing';
      readonly issuer: string;
      readonly passedOver: readonly { readonly crl: CrlFacts; readonly why: CrlUnfit }[];
    })
  | (Used & { readonly kind: 'crlNotYetValid'; readonly thisUpdate: UnixMs })
  | (Used & { readonly kind: 'crlExpired'; readonly nextUpdate: UnixMs })
  | (Used & { readonly kind: 'crlTimeMalformed'; readonly field: 'thisUpdate' | 'nextUpdate' })
  | (Used & { readonly kind: 'crlSignature'; readonly signer: string })
  | (Used & { readonly kind: 'cannotSignCrls'; readonly signer: string })
  /** The CRL is about other kinds of certificate, or another distribution point. */
  | (Used & { readonly kind: 'crlScope' })
  /** An unknown critical extension, so that nobody can tell what the CRL means. */
  | (Used & { readonly kind: 'crlExtension'; readonly oid: string })
  | (Used & { readonly kind: 'revoked'; readonly revokedAt: UnixMs | null; readonly reason: string | null });

/** Why a CRL is not even looked at for a certificate. */
export type CrlUnfit =
  | 'otherIssuer'
  | 'otherKey' // the authority key identifier is of no certificate in the path
  | 'delta' // deltaCRLIndicator: it only adds to another CRL
  | 'indirect' // issuingDistributionPoint with indirectCRL
  | 'someReasons' // with onlySomeReasons
  | 'contradictoryScope' // about two kinds of certificate only
  | 'coveredReasons'; // for reasons alone that another CRL covers

interface About {
  readonly depth: number;
  readonly subject: string;
}

interface Used extends About {
  readonly crl: CrlFacts;
}
