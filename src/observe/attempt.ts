/** A stage of a probe. Later stages need the earlier ones. */
export type Stage = 'dns' | 'tcp' | 'handshake' | 'certificate' | 'trustStore';

/**
 * One thing we tried to learn: we learned it, we failed in a way that is itself a fact, or we did not get to try, and why.
 * "We could not look" never reads as "fine".
 */
export type Attempt<T, P> =
  | { readonly kind: 'completed'; readonly value: T }
  | { readonly kind: 'failed'; readonly problem: P }
  | { readonly kind: 'notTried'; readonly because: Stage | 'notAsked' };

/** It was done. */
export const completed = <T>(value: T): { readonly kind: 'completed'; readonly value: T } => ({
  kind: 'completed',
  value,
});

/** It was tried in vain. */
export const attemptFailed = <P>(problem: P): { readonly kind: 'failed'; readonly problem: P } => ({
  kind: 'failed',
  problem,
});

/** It was not tried: something stood in the way. */
export const notTried = (
  because: Stage | 'notAsked',
): { readonly kind: 'notTried'; readonly because: Stage | 'notAsked' } => ({
  kind: 'notTried',
  because,
});
