import { describe, expect, it } from 'vitest';
import { dayMs, isoDate, isoTime } from '../../src/base/time.ts';

describe('time', () => {
  it('is shown in UTC', () => {
    const at = Date.UTC(2026, 0, 31, 12, 0, 0, 5);
    expect(isoTime(at)).toBe('2026-01-31T12:00:00.005Z');
    expect(isoDate(at)).toBe('2026-01-31');
    expect(isoDate(at + dayMs)).toBe('2026-02-01');
  });

  it('is shown up to the last certificate that never expires (RFC 5280 section 4.1.2.5)', () => {
    expect(isoTime(Date.UTC(9999, 11, 31, 23, 59, 59))).toBe('9999-12-31T23:59:59.000Z');
  });

  it('is shown as a number where it is none, instead of throwing', () => {
    expect(isoTime(Number.NaN)).toBe('NaN ms');
    expect(isoTime(Number.POSITIVE_INFINITY)).toBe('Infinity ms');
    expect(isoTime(8.64e15 + 1)).toBe('8640000000000001 ms');
  });
});
