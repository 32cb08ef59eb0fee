/** Which server a paste is about: host and port as near to the telling line as there are any. */
import type { Stretch } from './innermost.ts';

export interface Place {
  readonly host: string;
  /** Null: the text names none, and its scheme implies none. */
  readonly port: number | null;
}

/** The server that a text names; null: none, or none that can be told from source files and help pages. */
export function placeIn(text: string, at: Stretch): Place | null {
  const from = Math.max(0, at.start - reach);
  const window = text.slice(from, at.end + reach);
  const middle = at.start - from;
  const lineStart = window.lastIndexOf('\n', middle) + 1;
  const lineEnd = window.indexOf('\n', middle + (at.end - at.start));
  const line = { start: lineStart, end: lineEnd === -1 ? window.length : lineEnd };
  let best: { readonly place: Place; readonly distance: number } | null = null;
  for (const { pattern, schemeAt, hostAt, portAt } of patterns) {
    for (const match of window.matchAll(pattern)) {
      const place = readPlace(match[hostAt] ?? '', match[portAt] ?? '', schemeAt === 0 ? '' : (match[schemeAt] ?? ''));
      if (place === null) continue;
      const isOnLine = match.index >= line.start && match.index < line.end;
      // A port is worth a look at the neighbouring lines; what stands before is nearer than what stands behind.
      const gap = match.index < middle ? middle - match.index : (match.index - middle) * 2;
      const distance = gap + (isOnLine ? 0 : 2000) + (place.port === null ? 500 : 0);
      if (best === null || distance < best.distance) best = { place, distance };
    }
  }
  return best?.place ?? null;
}

/** How far around the telling line is looked, in characters. */
const reach = 3000;

const name = String.raw`(?:[a-zA-Z0-9](?:[\w-]{0,62})\.){1,10}[a-zA-Z][a-zA-Z0-9-]{1,23}|localhost`;
const v4 = String.raw`\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}`;
const v6 = String.raw`\[[0-9a-fA-F:.]{2,45}\]`;
const host = `${v4}|${name}|${v6}`;

/** Bounded: each repetition has a limit, and none holds another of the same letters. */
const patterns: readonly {
  readonly pattern: RegExp;
  readonly schemeAt: number;
  readonly hostAt: number;
  readonly portAt: number;
}[] = [
  {
    pattern: new RegExp(
      String.raw`\b([a-zA-Z][a-zA-Z0-9+.-]{1,20}):\/\/(?:[^\s\/'"<>@]{0,256}@)?(${host})(?::(\d{1,5}))?`,
      'g',
    ),
    schemeAt: 1,
    hostAt: 2,
    portAt: 3,
  },
  {
    pattern: new RegExp(String.raw`\bhost=['"]?(${host})['"]?,? ?(?:port=['"]?(\d{1,5}))?`, 'g'),
    schemeAt: 0,
    hostAt: 1,
    portAt: 2,
  },
  {
    pattern: new RegExp(
      String.raw`(?:\bto|\bhost:?|\bserver at|\bserver) ['"]?(${host})['"]? ?(?:\([^)]{1,64}\) ?)?,? ?port:? (\d{1,5})\b`,
      'g',
    ),
    schemeAt: 0,
    hostAt: 1,
    portAt: 2,
  },
  {
    pattern: new RegExp(String.raw`(?<![\w.\/@:-])(${host}):(\d{2,5})(?![\d.])`, 'g'),
    schemeAt: 0,
    hostAt: 1,
    portAt: 2,
  },
  {
    pattern: new RegExp(
      String.raw`(?:certificate is not valid for '?|\bnot valid for host:? |ENOTFOUND (?:_\w+\._tcp\.)?|EAI_AGAIN |resolve host:? '?|, not |Host: |hostname '|matching |-connect )(${host})()`,
      'g',
    ),
    schemeAt: 0,
    hostAt: 1,
    portAt: 2,
  },
];

function readPlace(hostText: string, portText: string, scheme: string): Place | null {
  const isV6 = hostText.startsWith('[');
  const plain = isV6 ? hostText.slice(1, -1) : hostText;
  const bare = plain.replace(/\.$/, '');
  if (bare === '' || (isV6 && !bare.includes(':'))) return null;
  if (isSourceFile.test(bare) || isHelp.test(bare) || /^(?:0\.0\.0\.0|255\.)/.test(bare)) return null;
  if (/^\d[\d.]*$/.test(bare) && bare.split('.').some((part) => Number(part) > 255)) return null;
  const port = portText === '' ? (ports[scheme.toLowerCase()] ?? null) : Number(portText);
  return port === 0 || (port !== null && port > 65_535) ? null : { host: bare, port };
}

const isSourceFile =
  /\.(?:[cm]?[jt]sx?|py|go|cc?|cpp|cxx|hh?|hpp|rb|java|rs|cs|php|pl|pm|exs?|erl|lua|kt|scala|swift|vue|log|conf|cfg|ya?ml|json|pem|crt|cer|key|so|dll|exe|jar|txt|md|html?|sh|gem|whl|mongodb-bin)$|^(?:java|javax|sun|com\.(?:sun|mongodb)|org\.(?:apache|springframework|bouncycastle)|io\.netty|System|Microsoft)\./i;

/** Pages that error messages point to. */
const isHelp =
  /(?:^|\.)(?:github\.com|githubusercontent\.com|stackoverflow\.com|curl\.se|curl\.haxx\.se|nodejs\.org|python\.org|readthedocs\.io|dochub\.mongodb\.org|mongodb\.com|mongoosejs\.com|schema\.org|w3\.org|openssl\.org|golang\.org|pkg\.go\.dev|microsoft\.com|aka\.ms|gnu\.org|goo\.gl|letsencrypt\.org\/docs|errors\.pydantic\.dev|postgresql\.org)$/i;

const ports: Readonly<Record<string, number>> = {
  https: 443,
  wss: 443,
  ldaps: 636,
  imaps: 993,
  pop3s: 995,
  smtps: 465,
  mongodb: 27017,
  amqps: 5671,
  mqtts: 8883,
  rediss: 6379,
  ftps: 990,
  postgres: 5432,
  postgresql: 5432,
  mysql: 3306,
  smtp: 25,
  imap: 143,
  ldap: 389,
};
