import type { Certificate } from '../pki/certificate.ts';
import type { Crl } from '../pki/crl/crl.ts';
import type { OpensslError, VerifyProblem } from './verify-problem.ts';

/** What one trust store makes of one chain at one time. */
export interface Verification {
  readonly accepted: boolean;
  /** The error that an OpenSSL client reports, the first one it stops at; null when accepted. */
  readonly opensslError: OpensslError | null;
  /** The last one that OpenSSL raises where a client lets it go on after the first; absent: the same one. */
  readonly lastError?: OpensslError;
  /** It looked for a path beyond what was sent in order, and found none: of a refusal, such a client tells no more than that. */
  readonly searched?: boolean;
  /** Everything wrong with the path, not only what OpenSSL stops at; in OpenSSL's order of checking. */
  readonly problems: readonly VerifyProblem[];
  /** The path as far as it could be built, leaf first. `from` says where each certificate came from. */
  readonly path: readonly {
    readonly certificate: Certificate;
    readonly from: 'leaf' | 'sent' | 'fetched' | 'trustStore';
  }[];
  /** Which CRL was used for the certificate at each depth; absent where CRLs were not to be looked at. */
  readonly crls?: readonly { readonly depth: number; readonly crl: Crl }[];
}
