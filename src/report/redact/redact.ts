/**
 * `--redact`: a report without the names of anybody's hosts. Names are collected from where a report has them by themselves (and
 * from the certificates, whose names sentences repeat), then replaced wherever they stand, in commands and evidence, too. What
 * identifies a certificate to public logs goes with them: its octets, fingerprints, serial numbers, keys and timestamps of logs.
 */
import { visible } from '../../base/escape.ts';
import { isAddress, isLocal, partsOf, placeholders } from './placeholders.ts';
import type { Placeholders } from './placeholders.ts';
import { isOurs, replacer } from './replacer.ts';

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
