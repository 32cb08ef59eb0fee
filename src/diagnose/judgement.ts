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

/** It is so: with the facts that the words need, the diagnoses that explain it here, and how grave it is here. */
export const found = <F>(facts: F, consequenceOf: readonly string[] = [], severity?: Severity): Judgement<F> => ({
  kind: 'found',
  facts,
  consequenceOf,
  ...(severity === undefined ? {} : { severity }),
});
/** It was looked for, and it is not so. */
export const ruledOut: Judgement<never> = { kind: 'ruledOut' };
/** The question does not arise. */
export const notApplicable: Judgement<never> = { kind: 'notApplicable' };
/** What would tell was not seen. */
export const undetermined = (missing: Missing): Judgement<never> => ({ kind: 'undetermined', missing });
