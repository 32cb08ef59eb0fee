import type { Severity } from './define.ts';

/** What a diagnosis says of one endpoint. Only `found` becomes a finding; what stayed undetermined is told in the report. */
export type Judgement<F> =
  /**
   * `consequenceOf`: ids that explain it in this very case, beyond those that the diagnosis always names. `severity`: where it is
   * another than the diagnosis has by default.
   */
  | {
      readonly kind: 'found';
      readonly facts: F;
      readonly consequenceOf?: readonly string[];
      readonly severity?: Severity;
    }
  /** We looked, and it is not this. */
  | { readonly kind: 'ruledOut' }
  /** The question does not arise here: no TLS spoken, no such option in use. */
  | { readonly kind: 'notApplicable' }
  /** We could not look far enough. `missing`: what was not seen. */
  | { readonly kind: 'undetermined'; readonly missing: Missing };

/** What kept us from deciding. */
export type Missing =
  | 'address'
  | 'connection'
  | 'handshake'
  | 'certificate'
  | 'trustStore'
  | 'issuerCertificate'
  | 'responder'
  | 'experiment'
  | 'otherClock'
  | 'otherStores';

export const found = <F>(facts: F, consequenceOf: readonly string[] = [], severity?: Severity): Judgement<F> => ({
  kind: 'found',
  facts,
  consequenceOf,
  ...(severity === undefined ? {} : { severity }),
});
export const ruledOut: Judgement<never> = { kind: 'ruledOut' };
export const notApplicable: Judgement<never> = { kind: 'notApplicable' };
export const undetermined = (missing: Missing): Judgement<never> => ({ kind: 'undetermined', missing });
