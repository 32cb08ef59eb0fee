/** Names and lists as sentences show them. Whatever a peer chose goes through `visible`. */
import { visible } from '../../base/escape.ts';
import { unicodeHost } from '../../base/punycode.ts';
import { dayMs, type UnixMs } from '../../base/time.ts';
import { alertDescriptions } from '../../tls/wire/registries/alert.ts';
import { cipherSuites } from '../../tls/wire/registries/cipher-suite.ts';
import { namedGroups } from '../../tls/wire/registries/named-group.ts';
import { protocolVersions } from '../../tls/wire/registries/protocol-version.ts';
import { signatureSchemes } from '../../tls/wire/registries/signature-scheme.ts';
import { nameOf } from '../../tls/wire/registry.ts';

/** `TLS 1.2`, as a sentence says it; an unknown version as hexadecimal. */
export const versionName = (version: number): string =>
  nameOf(protocolVersions, version)
    .replace(/^TLSv1$/, 'TLS 1.0')
    .replace(/^TLSv/, 'TLS ')
    .replace(/^SSLv([23])$/, 'SSL $1.0');

/** IANA's name of a cipher suite. */
export const suiteName = (suite: number): string => nameOf(cipherSuites, suite);

/** IANA's name of a group. */
export const groupName = (group: number): string => nameOf(namedGroups, group);

/** IANA's name of a signature scheme. */
export const schemeName = (scheme: number): string => nameOf(signatureSchemes, scheme);

/** `handshake_failure (40)`. */
export const alertName = (description: number): string => `${nameOf(alertDescriptions, description)} (${description})`;

/** `a, b and c`; at most `most` of them, then how many more there are. */
export function listed(items: readonly string[], most = 8): string {
  if (items.length > most) return `${items.slice(0, most).join(', ')} and ${items.length - most} more`;
  return items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} and ${items.at(-1) ?? ''}`;
}

/** The same in Chinese: `a、b 和 c`. */
export function listedZh(items: readonly string[], most = 8): string {
  if (items.length > most) return `${spacedZh(items.slice(0, most).join('、'), '等')} ${items.length} 项`;
  return items.length < 2 ? (items[0] ?? '') : spacedZh(items.slice(0, -1).join('、'), '和', items.at(-1) ?? '');
}

/** Chinese texts one after the other: with a space where one side is no Chinese, without where both are. */
export const spacedZh = (...parts: readonly string[]): string =>
  parts
    .filter((part) => part !== '')
    .reduce((text, part) => text + (chineseAtEnd.test(text) === chineseAtStart.test(part) ? '' : ' ') + part, '')
    .trim();

// A space between two texts that are both not Chinese is theirs to bring.
const chineseAtEnd = /[\u3000-\u9fff\uff00-\uffef]$/;
const chineseAtStart = /^[\u3000-\u9fff\uff00-\uffef]/;

/** The name of a client in a Chinese sentence: products keep their names, what stands between them is said in Chinese. */
export const clientZh = (name: string): string =>
  name
    .replace(/^(.+) on Python ([\d.]+) or later$/, 'Python $2 及以上的 $1')
    .replace(/^(.+) with PyOpenSSL$/, 'PyOpenSSL 版的 $1');

/** A text that a peer chose, short enough for a sentence. */
export const shown = (text: string): string => visible(text, 200);

/** A host name that a peer or a user chose; one in A-labels with its Unicode form: `xn--bcher-kva.example (bücher.example)`. */
export function shownHost(name: string): string {
  const unicode = /xn--/i.test(name) ? unicodeHost(name) : null;
  return unicode === null ? shown(name) : `${shown(name)} (${shown(unicode)})`;
}

/** Whole days between two times, at least 0. */
export const daysBetween = (earlier: UnixMs, later: UnixMs): number =>
  Math.max(0, Math.floor((later - earlier) / dayMs));

/** `1 day`, `12 days`, `less than a day`. */
export const days = (count: number): string =>
  count === 0 ? 'less than a day' : `${count} ${count === 1 ? 'day' : 'days'}`;

/** `12 天`, `不到一天`. */
export const daysZh = (count: number): string => (count === 0 ? '不到一天' : `${count} 天`);

/** `1 hour`, `36 hours`, `less than an hour`: whole hours of a duration in milliseconds. */
export function hours(ms: number): string {
  const count = Math.floor(ms / 3_600_000);
  return count === 0 ? 'less than an hour' : `${count} ${count === 1 ? 'hour' : 'hours'}`;
}

/** `36 小时`, `不到一小时`. */
export function hoursZh(ms: number): string {
  const count = Math.floor(ms / 3_600_000);
  return count === 0 ? '不到一小时' : `${count} 小时`;
}

/** What lacks a few minutes of a day is one: an answer that was a second on its way is no day less. */
const wholeDays = (ms: number): number => Math.floor((ms + 600_000) / dayMs);

/** A duration in the unit that suits it: `30 days`, `36 hours`, `12 minutes`, `40 seconds`. */
export function span(ms: number): string {
  if (ms >= 2 * dayMs) return days(wholeDays(ms));
  if (ms >= 7_200_000) return hours(ms);
  return ms >= 120_000 ? `${Math.floor(ms / 60_000)} minutes` : `${Math.round(ms / 1000)} seconds`;
}

/** `30 天`, `36 小时`, `12 分钟`, `40 秒`. */
export function spanZh(ms: number): string {
  if (ms >= 2 * dayMs) return daysZh(wholeDays(ms));
  if (ms >= 7_200_000) return hoursZh(ms);
  return ms >= 120_000 ? `${Math.floor(ms / 60_000)} 分钟` : `${Math.round(ms / 1000)} 秒`;
}

/** `1 certificate`, `3 certificates`. */
export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
