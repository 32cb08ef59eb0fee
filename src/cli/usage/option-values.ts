/** Values of options: as they were typed, and as a time. */
import { failed, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { UnixMs } from '../../base/time.ts';
import type { Arguments } from './args.ts';
import type { UsageProblem } from './usage-problem.ts';

/** The text that an option was given; null: none. */
export function textOf(values: Arguments['values'], name: string): string | null {
  const value = values.get(name);
  return typeof value === 'string' ? value : null;
}

/** How a flag was set; null: not at all. */
export function flagOf(values: Arguments['values'], name: string): boolean | null {
  const value = values.get(name);
  return typeof value === 'boolean' ? value : null;
}

/** A value that an option does not take; `expected`: a noun phrase for what it takes. */
export const badValue = (option: string, value: string, expected: string) =>
  failed<UsageProblem>({ kind: 'badValue', option, value, expected });

/** A time as `--at` takes it; null: none was given. */
export function readTime(value: string | null): Result<UnixMs | null, UsageProblem> {
  if (value === null) return ok(null);
  if (/^\d{1,12}$/.test(value)) return ok(Number(value) * 1000);
  const iso = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?)(Z|[+-]\d\d:?\d\d)?)?$/i.exec(value);
  const [, date = '', time = '00:00', zone = 'Z'] = iso ?? [];
  const at = iso === null ? Number.NaN : Date.parse(`${date}T${time}${zone.toUpperCase()}`);
  // Date.parse takes 31 February for 3 March; the calendar does not.
  const real = new Date(Date.parse(`${date}T00:00:00Z`));
  return Number.isFinite(at) && !Number.isNaN(real.getTime()) && real.toISOString().startsWith(date)
    ? ok(at)
    : badValue('--at', value, 'a UTC time such as 2026-01-31T12:00:00Z, or seconds since 1970');
}
