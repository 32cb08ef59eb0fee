import type { UnixMs } from './time.ts';

/**
 * The clock of whoever answered over HTTP: `Date`, and `Age` where a cache kept the answer (RFC 9110 section 6.6.1, RFC 9111
 * section 5.1). Null where there is no Date, or none in the form that is sent today (IMF-fixdate).
 */
export function httpClock(date: string | undefined, age: string | undefined): UnixMs | null {
  if (date === undefined || !imfFixdate.test(date)) return null;
  const said = Date.parse(date);
  if (!Number.isFinite(said)) return null;
  return age !== undefined && /^\d{1,9}$/.test(age) ? said + Number(age) * 1000 : said;
}

/** The same of the head of an answer as it came, ISO 8859-1. */
export function clockOfHttpHead(head: string): UnixMs | null {
  if (!/^HTTP\/\d/.test(head)) return null;
  const end = head.indexOf('\r\n\r\n');
  const fields = end < 0 ? head : head.slice(0, end);
  const valueOf = (name: string): string | undefined =>
    new RegExp(`\r\n${name}:[ \t]*([^\r\n]*)`, 'i').exec(fields)?.[1]?.trim();
  return httpClock(valueOf('date'), valueOf('age'));
}

const imfFixdate = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;
