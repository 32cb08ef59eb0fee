/**
 * A report of the lab as it would be on any machine, at any time: certificates are issued anew for each run, on new ports, from
 * today on. What differs for these reasons alone is replaced; everything else stays as it was printed.
 */
import { isoDate } from '../../src/base/time.ts';
import type { Report } from '../../src/report/report.ts';

/** The day on which every golden was made. */
const goldenDay = Date.UTC(2026, 10, 21);
const dayMs = 86_400_000;

/** `folder`: where the files of the lab lie. */
export function steady(report: Report, folder: string): Report {
  const text = JSON.stringify(report);
  const swaps = new Map<string, string>([[folder, '/tmp/lab']]);
  for (const [at, port] of distinct(text, /(?:localhost|127\.0\.0\.1|\[::1\]|example):(\d{4,5})\b/g).entries())
    swaps.set(port, String(27_017 + at));
  const days = Math.floor(Date.parse(report.startedAt) / dayMs) - goldenDay / dayMs;
  // Only days that were measured: those of rules stand in sentences alone.
  const measured = distinct(text, /"(\d{4}-\d\d-\d\d)T\d\d:\d\d:\d\d\.\d{3}Z"/g);
  for (const day of measured) swaps.set(day, isoDate(Date.parse(day) - days * dayMs));
  // Fingerprints and serial numbers, also in sentences; but not what a server said, in hexadecimal.
  const said = text.replaceAll(/"firstOctets":"[0-9a-f]*"/g, '');
  for (const [at, hex] of distinct(said, /(?<![\w+/=])([0-9a-f]{24,64})(?![\w+/=])/g).entries())
    swaps.set(
      hex,
      (at + 1)
        .toString(16)
        .padStart(2, '0')
        .repeat(hex.length / 2),
    );
  const found = new RegExp([...swaps.keys()].map(literal).join('|'), 'g');
  const steadyText = (value: string): string =>
    value
      .replaceAll(pem, '-----BEGIN CERTIFICATE-----\n(DER)\n-----END CERTIFICATE-----')
      .replaceAll(/\S+Z(?=, if it is a time at all)/g, '2044-04-04T04:04:04.000Z')
      .replaceAll(/\b\d{3,6} octets/g, '1000 octets')
      .replaceAll(/\b\d+(?:\.\d+)? (ms|s)\b/g, '1.0 $1')
      .replaceAll(found, (was) => swaps.get(was) ?? was)
      .replaceAll(/(?<=\d{4}-\d\d-\d\dT)\d\d:\d\d:\d\d\.\d{3}Z/g, '12:00:00.000Z');
  const whole = mapped(report, steadyText) as Report;
  return { ...whole, tool: { ...whole.tool, version: '0.0.0' }, run: whole.run && { ...whole.run, ...machine } };
}

const machine = { node: '24.0.0', openssl: '3.5.0', system: 'Linux 6.1.0 x64' };

const pem = /-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g;

const distinct = (text: string, pattern: RegExp): readonly string[] => [
  ...new Set([...text.matchAll(pattern)].map(([, one = '']) => one)),
];

const literal = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&');

function mapped(value: unknown, text: (value: string) => string, key = ''): unknown {
  if (Array.isArray(value)) {
    // What clients offer fills pages, and is the same each time.
    const most = ['cipherSuites', 'groups', 'signatureSchemes'].includes(key) ? 2 : value.length;
    const left = value.length - most;
    return [...value.slice(0, most).map((one) => mapped(one, text, key)), ...(left > 0 ? [`… (+${left})`] : [])];
  }
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, mapped(one, text, name)]));
  if (typeof value === 'string') return key === 'response' ? '(DER)' : text(value);
  if (typeof value !== 'number') return value;
  if (key.endsWith('Ms')) return 1;
  if (key === 'bytes' || key === 'octets') return 100;
  return key === 'port' ? Number(text(String(value))) : value;
}
