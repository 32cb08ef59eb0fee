/** A duration in milliseconds, with fractions. */
export type Milliseconds = number;

/** A point in time: milliseconds since 1970-01-01T00:00:00Z. */
export type UnixMs = number;

/** One day, in milliseconds. */
export const dayMs: Milliseconds = 86_400_000;

/** `2026-01-31`, in UTC: the form in which reports show a date. A time outside the calendar is shown as it is. */
export const isoDate = (at: UnixMs): string => isoTime(at).slice(0, 10);

/** `2026-01-31T12:00:00.000Z`; a number that is no date (asn.1 allows year 9999, not beyond) is shown as it is. */
export function isoTime(at: UnixMs): string {
  return Number.isFinite(at) && Math.abs(at) <= 8.64e15 ? new Date(at).toISOString() : `${at} ms`;
}
