/** The outcome of a function that can fail in a way its caller must handle: a value, or a problem (a value too). */
export type Result<T, P> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: P };

/** Wraps a value as a successful {@link Result}. */
export const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value });

/** Wraps a problem as a failed {@link Result}. */
export const failed = <P>(problem: P): { readonly ok: false; readonly problem: P } => ({ ok: false, problem });
