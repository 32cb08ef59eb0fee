/** CRLReason (RFC 5280 section 5.3.1). */
export type CrlReason =
  | 'unspecified'
  | 'keyCompromise'
  | 'cACompromise'
  | 'affiliationChanged'
  | 'superseded'
  | 'cessationOfOperation'
  | 'certificateHold'
  | 'removeFromCRL'
  | 'privilegeWithdrawn'
  | 'aACompromise';

/** The name of a CRLReason, or its number as text where it has none. */
export const crlReasonName = (code: number): string => names[code] ?? String(code);

/** The number of a CRLReason. */
export const crlReasonCode = (reason: CrlReason): number => names.indexOf(reason);

/** In the order of their numbers; 7 is not used. */
const names: readonly (CrlReason | undefined)[] = [
  'unspecified',
  'keyCompromise',
  'cACompromise',
  'affiliationChanged',
  'superseded',
  'cessationOfOperation',
  'certificateHold',
  undefined,
  'removeFromCRL',
  'privilegeWithdrawn',
  'aACompromise',
];
