import { describe, expect, it } from 'vitest';
import { clockOfHttpHead, httpClock } from '../../src/base/http-date.ts';

const noon = Date.UTC(2026, 10, 22, 12);
const date = 'Sun, 22 Nov 2026 12:00:00 GMT';

describe('the clock of an HTTP answer', () => {
  it('is its Date, and what a cache kept it', () => {
    expect(httpClock(date, undefined)).toBe(noon);
    expect(httpClock(date, '3600')).toBe(noon + 3_600_000);
    expect(httpClock(date, 'soon')).toBe(noon);
  });

  it('is nothing in another form, or without one', () => {
    for (const other of [undefined, '', '2026-11-22', 'Sun, 22 Foo 2026 12:00:00 GMT', `${date} `, noon.toString()])
      expect(httpClock(other, undefined)).toBeNull();
  });

  it('stands in the head, in any case and among others', () => {
    const head = (fields: string): string => `HTTP/1.1 403 Forbidden\r\n${fields}\r\n\r\n`;
    expect(clockOfHttpHead(head(`Server: x\r\ndate:\t${date} \r\nAge: 60\r\nX: y`))).toBe(noon + 60_000);
    expect(clockOfHttpHead(head('Server: x'))).toBeNull();
    expect(clockOfHttpHead(head(`X-Date: ${date}`))).toBeNull();
    // What stands in the body is nobody's clock.
    expect(clockOfHttpHead(`HTTP/1.1 200 OK\r\nX: y\r\n\r\nx\r\nDate: ${date}\r\n`)).toBeNull();
    expect(clockOfHttpHead(`+OK ready\r\nDate: ${date}\r\n\r\n`)).toBeNull();
  });
});
