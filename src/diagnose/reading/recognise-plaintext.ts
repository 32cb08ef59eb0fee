/**
 * Which protocol speaks where TLS was expected, from the first octets that came. Pure: hexadecimal in, name and excerpt out.
 * Each rule stands on the opening of the protocol's own specification; what fits none is `unknown`, never guessed.
 */
import { visible } from '../../base/escape.ts';
import { fromHex, fromUtf8, toHex } from '../../base/octets.ts';

/** A protocol that can be told by its first octets. */
export type PlaintextProtocol = keyof typeof plaintextNames;

/** What was recognised. */
export interface Plaintext {
  readonly protocol: PlaintextProtocol;
  /** A readable piece of what came, escaped: the first line of a text, or hexadecimal. */
  readonly excerpt: string;
}

/** Names for sentences. `tls` is no plaintext: octets of a TLS record, or an HTTP answer that says that TLS is expected. */
export const plaintextNames = {
  http: 'HTTP',
  http2: 'HTTP/2',
  ssh: 'SSH',
  smtp: 'SMTP',
  ftp: 'FTP',
  smtpOrFtp: 'SMTP or FTP',
  pop3: 'POP3',
  imap: 'IMAP',
  nntp: 'NNTP',
  xmpp: 'XMPP',
  ldap: 'LDAP',
  rdp: 'RDP',
  vnc: 'VNC',
  postgresql: 'PostgreSQL',
  mysql: 'MySQL or MariaDB',
  mongodb: 'MongoDB',
  redis: 'Redis',
  memcached: 'memcached',
  amqp: 'AMQP',
  tls: 'TLS',
  unknown: 'unknown',
} as const;

/** Recognises the first octets of a server. `hex`: lower-case hexadecimal; empty gives null. */
export function recognisePlaintext(hex: string): Plaintext | null {
  const octets = fromHex(hex);
  if (octets.length === 0) return null;
  const text = fromUtf8(octets);
  const protocol =
    binaryRules.find(([, fits]) => fits(octets, text))?.[0] ?? textRules.find(([, fits]) => fits.test(text))?.[0];
  return { protocol: protocol ?? 'unknown', excerpt: excerptOf(octets, text) };
}

/**
 * Whether octets begin a SERVER-HELLO of SSL 2.0, or its ERROR: a record header of two octets with the highest bit set, the
 * message type, and the version in its place (draft-hickman-netscape-ssl-00 sections 1.1, 2.6 and 2.7).
 */
export function isSsl2ServerHello(hex: string): boolean {
  const o = fromHex(hex);
  const [first = 0, second = 0, type, hit = 0, certificateType = 0, high = 0, low = 0] = o;
  if (first < 0x80 || type === undefined) return false;
  const length = ((first & 0x7f) << 8) | second;
  if (type === 0) return length === 3 && o.length >= 5;
  return type === 4 && length >= 11 && hit <= 1 && certificateType <= 1 && high === 0 && low === 2;
}

/** Text rules, most telling first; `^` is the start of the stream. */
const textRules: readonly (readonly [PlaintextProtocol, RegExp])[] = [
  // mongod answers GET with a hint of its own; web servers that want TLS say so in an error page.
  ['mongodb', /^HTTP\/1\.[01] [\s\S]*access MongoDB over HTTP on the native driver port/],
  [
    'tls',
    /^HTTP\/1\.[01] 4\d\d[\s\S]*(?:plain HTTP request was sent to (?:an )?HTTPS port|speaking plain HTTP to an SSL-enabled|HTTP request to an HTTPS server|combination of host and port requires TLS)/i,
  ],
  ['http', /^HTTP\/\d/],
  ['http', /^\s*<(?:!doctype html|html)/i],
  ['ssh', /^SSH-\d/],
  ['imap', /^\* (?:OK|PREAUTH|BYE)\b/],
  ['redis', /^-(?:ERR (?:unknown command|wrong number|Protocol error)|NOAUTH|DENIED|MISCONF|LOADING)/],
  ['pop3', /^(?:\+OK|-ERR)\b/],
  ['redis', /^\+(?:PONG|OK)\r\n/],
  ['ftp', /^220[ -][^\r\n]*(?:FTP|FileZilla)/i],
  ['smtp', /^(?:220|421|554)[ -][^\r\n]*(?:E?SMTP|Postfix|Exim|Sendmail)/i],
  ['smtpOrFtp', /^(?:220|421|530|554)[ -]/],
  ['nntp', /^20[01][ -][^\r\n]*(?:NNTP|news|posting|INN)/i],
  ['xmpp', /^(?:<\?xml[^>]*>)?\s*<stream:/],
  ['vnc', /^RFB \d{3}\.\d{3}\n/],
  ['memcached', /^ERROR\r\n/],
];

const binaryRules: readonly (readonly [PlaintextProtocol, (octets: Uint8Array, text: string) => boolean])[] = [
  // ContentType handshake or alert, major version 3.
  ['tls', (o) => (o[0] === 0x15 || o[0] === 0x16) && o[1] === 3 && (o[2] ?? 9) <= 4],
  // SSLRequest is answered by one octet; an error packet is `E`, a length and fields that begin with the severity.
  ['postgresql', (o, text) => (o.length === 1 && (text === 'N' || text === 'S')) || isPostgresqlError(o, text)],
  // Packet length (3 octets), sequence 0, then protocol 10 and a version string, or 0xff and an error.
  [
    'mysql',
    (o) => o.length > 6 && u24le(o, 0) <= 1024 && o[3] === 0 && (o[4] === 10 ? /^\d/.test(ascii(o, 5)) : o[4] === 0xff),
  ],
  // messageLength, requestID, responseTo, opCode OP_MSG (2013) or OP_REPLY (1).
  ['mongodb', (o) => o.length >= 16 && u32le(o, 0) >= 16 && (u32le(o, 12) === 2013 || u32le(o, 12) === 1)],
  // Protocol header: its name, then a protocol id and three octets of version.
  ['amqp', (o, text) => text.startsWith('AMQP') && o.length >= 8 && (o[4] ?? 9) <= 3],
  // SETTINGS frame on stream 0.
  ['http2', (o) => o.length >= 9 && o[0] === 0 && o[3] === 4 && u32le(o, 5) === 0 && (o[4] ?? 9) <= 1],
  // TPKT, X.224 connection confirm.
  ['rdp', (o) => o[0] === 3 && o[1] === 0 && o[2] === 0 && o[5] === 0xd0],
  // LDAPMessage with an ExtendedResponse: notice of disconnection.
  [
    'ldap',
    (o) => o[0] === 0x30 && /^30(?:8[1-4])?(?:[0-9a-f]{2}){1,4}020100(?:78|7[0-9a-f])/.test(toHex(o.subarray(0, 16))),
  ],
];

function isPostgresqlError(octets: Uint8Array, text: string): boolean {
  return octets[0] === 0x45 && octets[1] === 0 && /^E[\s\S]{4}S?(?:FATAL|ERROR|PANIC)/.test(text);
}

function excerptOf(octets: Uint8Array, text: string): string {
  const isText = !/[^\t\r\n\x20-\x7e]/.test(text.slice(0, 60));
  if (!isText) return `${toHex(octets.subarray(0, 24))}${octets.length > 24 ? '…' : ''}`;
  return visible((text.split(/\r?\n/).find((line) => line.trim() !== '') ?? '').trim(), 120);
}

const u24le = (o: Uint8Array, at: number): number => (o[at] ?? 0) | ((o[at + 1] ?? 0) << 8) | ((o[at + 2] ?? 0) << 16);
const u32le = (o: Uint8Array, at: number): number => (u24le(o, at) | ((o[at + 3] ?? 0) << 24)) >>> 0;
const ascii = (o: Uint8Array, at: number): string => String.fromCharCode(...o.subarray(at, at + 16));
