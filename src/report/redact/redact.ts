/**
 * `--redact`: a report without the names of anybody's hosts. Names are collected from where a report has them by themselves (and
 * from the certificates, whose names sentences repeat), then replaced wherever they stand, in commands and evidence, too. What
 * identifies a certificate to public logs goes with them: its octets, fingerprints, serial numbers, keys and timestamps of logs.
 */
import { visible } from '../../base/escape.ts';
import { isAddress, isHost, isLocal, partsOf, placeholders } from './placeholders.ts';
import type { Placeholders } from './placeholders.ts';

/** Names that sentences may repeat, beyond those that the report has by themselves. */
export interface NamesSeen {
  readonly hosts: readonly string[];
  readonly addresses: readonly string[];
  /** RFC 4514. */
  readonly distinguishedNames: readonly string[];
}

/** The same report with placeholders. Works on any of our JSON reports: what a text is follows from its key. */
export function redacted<T extends object>(report: T, seen: NamesSeen): T {
  const by = placeholders();
  const swaps = new Map<string, string>();
  const found = collect(report, seen);
  for (const host of found.hosts) addHost(swaps, host, by);
  for (const address of found.addresses) if (!swaps.has(address)) swaps.set(address, by.address(address));
  for (const name of found.distinguishedNames) addName(swaps, name, by);
  for (const digits of found.digits) swaps.set(digits, by.digits(digits));
  for (const name of found.names) if (isTelling(name)) swaps.set(name, by.name(name));
  const replace = replacer(swaps, by);
  const change = (text: string, key: string): string => redactText(text, key, { replace, by });
  const changed = Object.entries(report).map(([key, value]) => [key, rebuilt(value, key, change)] as const);
  return { ...report, ...Object.fromEntries(changed) };
}

interface Found {
  readonly hosts: Set<string>;
  readonly addresses: Set<string>;
  readonly distinguishedNames: Set<string>;
  readonly digits: Set<string>;
  readonly names: Set<string>;
}

function collect(report: object, seen: NamesSeen): Found {
  const found: Found = {
    hosts: new Set(seen.hosts),
    addresses: new Set(seen.addresses),
    distinguishedNames: new Set(seen.distinguishedNames),
    digits: new Set(),
    names: new Set(),
  };
  const place = (typed: string): void => {
    const [, host = ''] = /^\[?([^\]]*?)\]?(?::\d+)?$/.exec(typed) ?? [];
    if (isAddress(host)) found.addresses.add(host);
    else if (!isLocal(host.toLowerCase())) found.hosts.add(host.replace(/\.$/, ''));
  };
  visit(report, '', (text, key) => {
    if (text === '') return;
    if (placeKeys.has(key)) place(text);
    else if (nameKeys.has(key)) found.distinguishedNames.add(text);
    else if (key === 'sha256' || (key === 'serial' && text.length >= 8)) found.digits.add(text);
    else if (key === 'setName') found.names.add(text);
    else if (key === 'san') {
      const [, kind, value = ''] = /^([A-Za-z]+):([\s\S]*)$/.exec(text) ?? [];
      if (kind === 'DNS' || kind === 'IP') place(value);
      else if (kind === 'DirName') found.distinguishedNames.add(value);
      else found.names.add(value);
    }
    for (const [, set = ''] of text.matchAll(/\breplicaSet=([^&;'"\s]+)/gi)) found.names.add(set);
    for (const [, authority = ''] of text.matchAll(/\b[a-z][a-z0-9+.-]*:\/\/(?:[^\s/@]*@)?([^\s/?#'"]+)/gi)) {
      if (!isOurs(authority)) for (const one of authority.split(',')) place(one);
    }
  });
  return found;
}

/** Keys whose texts are a host, an address, or one of them with a port. */
const placeKeys: ReadonlySet<string> = new Set([
  'host',
  'hosts',
  'sni',
  'serverName',
  'address',
  'addresses',
  'me',
  'primary',
  'label',
  'exemptHosts',
]);

/** Keys whose texts are distinguished names. */
const nameKeys: ReadonlySet<string> = new Set(['subject', 'issuer', 'root', 'namedBy', 'certificateAuthorities']);

/** Keys of texts that are ours alone: ids, kinds, code points, times. */
const ownKeys: ReadonlySet<string> = new Set([
  'schema',
  'id',
  'kind',
  'family',
  'severity',
  'side',
  'from',
  'source',
  'policy',
  'digest',
  'method',
  'form',
  'status',
  'reason',
  'missing',
  'language',
  'verdict',
  'causes',
  'references',
  'usedBy',
  'version',
  'versions',
  'cipherSuites',
  'groups',
  'signatureSchemes',
  'title',
  'scheme',
  'starttls',
  'role',
  'endpointsNotAsked',
]);

/** What cannot be shown in part. */
const removed: Readonly<Record<string, string>> = { response: '', firstOctets: '', said: '…' };

interface Redaction {
  readonly replace: (text: string) => string;
  readonly by: Placeholders;
}

function redactText(text: string, key: string, { replace, by }: Redaction): string {
  if (ownKeys.has(key)) return text;
  const without = removed[key];
  if (without !== undefined) return text === '' ? '' : without;
  if (nameKeys.has(key)) return by.distinguishedName(text);
  if (key === 'value' && isWord(text)) return isTelling(text) ? replace(text) : text;
  return replace(text.replaceAll(pem, '-----BEGIN CERTIFICATE-----\n…\n-----END CERTIFICATE-----'));
}

const pem = /-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g;

const isWord = (text: string): boolean => /^[A-Za-z]+$/.test(text);

function addHost(swaps: Map<string, string>, host: string, by: Placeholders): void {
  const [, bare = host] = /^\*\.(.*)$/.exec(host) ?? [];
  if (bare === '' || isLocal(bare.toLowerCase())) return;
  swaps.set(bare.toLowerCase(), by.host(bare));
}

/** A distinguished name as it stands in sentences: whole, cut short, and value by value. */
function addName(swaps: Map<string, string>, name: string, by: Placeholders): void {
  for (const { type, value } of partsOf(name)) {
    if (value === '' || type.toUpperCase() === 'C') continue;
    const placeholder = by.name(value);
    for (const text of formsOf(value)) {
      swaps.set(`${type}=${text}`, `${type}=${placeholder}`);
      // A word alone may be one of ours as well.
      if (isTelling(text)) swaps.set(text, placeholder);
    }
  }
}

/** A value as it is, without the escapes of RFC 4514, and as it is shown, whole or cut. */
function formsOf(value: string): readonly string[] {
  const plain = value.replaceAll(/\\([^0-9A-Fa-f])/g, '$1');
  const forms = new Set([value, plain]);
  for (const text of [value, plain]) {
    for (const most of [48, 60, 64, 512, 2048]) {
      const shown = visible(text, most);
      forms.add(shown);
      if (text.length > most) forms.add(shown.replace(/… \(\d+ characters\)$/, ''));
    }
  }
  return [...forms].filter((text) => text !== '');
}

/** More than one plain word. */
const isTelling = (text: string): boolean => text.length > 2 && !isWord(text);

/** Replaces names, then what looks like a host or an address that nobody named. */
function replacer(swaps: ReadonlyMap<string, string>, by: Placeholders): (text: string) => string {
  const words = new Map<string, string>();
  const phrases = new Map<string, string>();
  for (const [name, placeholder] of swaps)
    (plainWord.test(name) ? words : phrases).set(name.toLowerCase(), placeholder);
  const patterns = patternsOf(phrases);
  // What is too long for a pattern stands as it is, or cut to a length for which there is another entry.
  const longOnes = [...swaps].filter(([name]) => name.length > longestPhrase).slice(0, mostLong);
  return (text) => {
    let told = text.replaceAll(account, (_, slashes: string, rest: string) => `${slashes}user${rest}`);
    for (const [name, placeholder] of longOnes)
      if (told.length >= name.length) told = told.replaceAll(name, placeholder);
    for (const pattern of patterns) told = told.replaceAll(pattern, (was) => phrases.get(was.toLowerCase()) ?? was);
    return told
      .replaceAll(wordLike, (word) => words.get(word.toLowerCase()) ?? part(word, words))
      .replaceAll(hostLike, (host) => (isOurs(host) || !isHost(host) || isPlaceholder(host) ? host : by.host(host)))
      .replaceAll(addressLike, (address) => (isPlaceholder(address) ? address : by.address(address)))
      .replaceAll(home, (_, folder: string) => `${folder}user`);
  };
}

/** A known name with more labels before or behind it: `db1.example.net.pem`. */
function part(word: string, words: ReadonlyMap<string, string>): string {
  const labels = word.split('.');
  if (labels.length < 3 || labels.length > 16) return word;
  for (let size = labels.length - 1; size > 1; size--) {
    for (let from = 0; from + size <= labels.length; from++) {
      const placeholder = words.get(
        labels
          .slice(from, from + size)
          .join('.')
          .toLowerCase(),
      );
      if (placeholder !== undefined)
        return [...labels.slice(0, from), placeholder, ...labels.slice(from + size)].join('.');
    }
  }
  return word;
}

/** Patterns for names of several words, the longest first. A certificate may bring thousands: not all of them are looked for. */
function patternsOf(phrases: ReadonlyMap<string, string>): readonly RegExp[] {
  const names = [...phrases.keys()]
    .filter((name) => name.length <= longestPhrase)
    .slice(0, mostPhrases)
    .toSorted((a, b) => b.length - a.length);
  return Array.from({ length: Math.ceil(names.length / inPattern) }, (_, at) => {
    const some = names.slice(at * inPattern, (at + 1) * inPattern).map(literal);
    return new RegExp(`(?<![A-Za-z0-9_-])(?:${some.join('|')})(?![A-Za-z0-9_-])`, 'gi');
  });
}

const longestPhrase = 300;
const mostPhrases = 1000;
const mostLong = 64;
const inPattern = 100;

/** A host, a fingerprint: what stands between spaces and punctuation. */
const wordLike = /[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_])?/g;
const plainWord = /^[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_])?$/;

/** `//user:***@` */
const account = /(\/\/)[^\s/@:]+((?::[^\s/@]*)?@)/g;

/** Three labels or more in lower case: with two, most are files. */
const hostLike = /(?<![\w.*-])[a-z0-9_-]+(?:\.[a-z0-9_-]+)+\.[a-z]{2,24}(?![\w-]|\.[a-z0-9])/g;

const addressLike =
  /(?<![\w.:])(?:\d{1,3}(?:\.\d{1,3}){3}|(?:[0-9a-f]{1,4}:){7}[0-9a-f]{1,4}|(?:[0-9a-f]{1,4}:)*[0-9a-f]{0,4}::(?:[0-9a-f]{1,4}:)*[0-9a-f]{0,4})(?![\w:]|\.\d)/gi;

const home = /(\/(?:home|Users)\/)[^/\s'"]+/g;

/** Of the placeholders, and of the examples in our own commands. */
const isPlaceholder = (text: string): boolean =>
  /(?:^|\.)(?:host|domain)-\d+(?:\.|$)|^(?:192\.0\.2|198\.51\.100|203\.0\.113)\.|^2001:db8::/i.test(text);

/** Sites that our own sentences name. */
const isOurs = (host: string): boolean =>
  /(?:^|\.)(?:example\.(?:com|net|org)|mongodb\.com|python\.org|github\.com|howsmyssl\.com|rfc-editor\.org|whytls-lab\.example)$/i.test(
    host,
  );

const literal = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&');

function visit(value: unknown, key: string, take: (text: string, key: string) => void): void {
  if (typeof value === 'string') take(value, key);
  else if (Array.isArray(value)) for (const one of value) visit(one, key, take);
  else if (typeof value === 'object' && value !== null)
    for (const [name, one] of Object.entries(value)) visit(one, name, take);
}

function rebuilt(value: unknown, key: string, change: (text: string, key: string) => string): unknown {
  if (typeof value === 'string') return change(value, key);
  if (Array.isArray(value)) return value.map((one) => rebuilt(one, key, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    // When a log took a certificate in, to the millisecond, finds it there.
    Object.entries(value).map(([name, one]) => [name, name === 'timestamp' ? null : rebuilt(one, name, change)]),
  );
}
