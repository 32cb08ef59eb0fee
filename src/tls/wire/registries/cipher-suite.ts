import { registry } from '../registry.ts';
import { cipherSuiteCodes } from './cipher-suite-codes.ts';

/** `CipherSuite`, RFC 8446 section B.4 and the IANA registry, signalling values (SCSV) included. */
export const cipherSuites = registry('CipherSuite', 2, cipherSuiteCodes);

/** A hash that TLS 1.2's PRF and TLS 1.3's key schedule are run with here, as node:crypto names it. */
export type HashName = 'sha256' | 'sha384';

/**
 * How the secret comes about. `DHE` and `ECDHE` are also the unauthenticated DH_anon and ECDH_anon, whose server sends
 * parameters as well: see `authentication`. `any` is TLS 1.3, where the suite does not say.
 */
export type KeyExchangeName =
  | 'any'
  | 'NULL'
  | 'RSA'
  | 'DH'
  | 'DHE'
  | 'ECDH'
  | 'ECDHE'
  | 'PSK'
  | 'DHE_PSK'
  | 'ECDHE_PSK'
  | 'RSA_PSK'
  | 'SRP'
  | 'KRB5'
  | 'ECCPWD'
  | 'GOST';

/** What the server proves itself with; `any` is TLS 1.3, where the suite does not say. */
export type AuthenticationName = 'any' | 'anon' | 'RSA' | 'DSS' | 'ECDSA' | 'PSK' | 'SRP' | 'KRB5' | 'ECCPWD' | 'GOST';

/** What a cipher suite's name says. */
export interface SuiteFacts {
  /** IANA's name. */
  readonly name: string;
  readonly keyExchange: KeyExchangeName;
  readonly authentication: AuthenticationName;
  /** `AES_128_GCM`, `AES_256_CBC`, `CHACHA20_POLY1305`, `3DES_EDE_CBC`, `RC4_128`, `NULL`… as in the name. */
  readonly cipher: string;
  readonly mode: 'aead' | 'cbc' | 'stream' | 'null';
  /** Octets of the key that the cipher works with; 0 for NULL. Export suites derive it from 5 to 7 secret octets. */
  readonly keyOctets: number;
  /** HMAC of suites that are not AEAD; null for AEAD, and where it is none of ours (GOST, SM3). */
  readonly mac: 'MD5' | 'SHA1' | 'SHA256' | 'SHA384' | null;
  /**
   * Hash of the TLS 1.2 PRF or the TLS 1.3 key schedule. Where the suite's own is none of ours (GOST, SM3, SHA-512) it is
   * `sha256` and leads nowhere: `src/tls/crypto` has no record protection for such a suite.
   */
  readonly prfHash: HashName;
  /** A suite of TLS 1.3, and of no other version. */
  readonly tls13: boolean;
  /** Weakened to 40 or 56 bits for the export rules of the 1990s. */
  readonly export: boolean;
}

/** Reads the facts out of the suite's name. Null for a code point without one, and for the two signalling values. */
export function suiteFacts(code: number): SuiteFacts | null {
  const known = memory.get(code);
  if (known !== undefined) return known;
  const name = cipherSuites.names.get(code);
  const facts = name === undefined || name.endsWith('_SCSV') ? null : parse(name);
  // Code points without a name are not remembered: a peer could choose 65,536 of them.
  if (name !== undefined) memory.set(code, facts);
  return facts;
}

const memory = new Map<number, SuiteFacts | null>();

function parse(name: string): SuiteFacts {
  const [before, after] = name.slice('TLS_'.length).split('_WITH_');
  // RFC 9367's suites for TLS 1.3 are the only ones of that version with a "WITH".
  const tls13 = after === undefined || after.includes('_MGM_');
  const exported = /_EXPORT(?:1024)?$/.exec(before ?? '');
  const handshake = tls13 ? 'any' : (before ?? '').slice(0, exported === null ? undefined : exported.index);
  const [keyExchange, authentication] = keyExchanges[handshake] ?? gost;
  const protection = after ?? before ?? '';
  const digest = /_(MD5|SHA\d*|SM3|GOSTR3411)$/.exec(protection);
  const hash = digest?.[1] ?? null;
  const cipher = digest === null ? protection : protection.slice(0, digest.index);
  // RFC 9150: TLS_SHA256_SHA256 names an HMAC where other suites name a cipher.
  const mode = /^(?:NULL|SHA\d+)$/.test(cipher) ? 'null' : modeOf(cipher);
  return {
    name,
    keyExchange,
    authentication,
    cipher: mode === 'null' ? 'NULL' : cipher,
    mode,
    keyOctets: mode === 'null' ? 0 : keyOctetsOf(cipher),
    mac: mode === 'aead' || hash === null ? null : (macs[hash] ?? null),
    prfHash: hash === 'SHA384' ? 'sha384' : 'sha256',
    tls13,
    export: exported !== null,
  };
}

function modeOf(cipher: string): SuiteFacts['mode'] {
  if (/_(?:GCM|CCM|CCM_8|POLY1305|MGM_[LS])$|^AEGIS/.test(cipher)) return 'aead';
  return cipher.includes('_CBC') ? 'cbc' : 'stream';
}

function keyOctetsOf(cipher: string): number {
  const bits = /^(?:AES|CAMELLIA|ARIA|RC4|AEGIS)_(128|256)/.exec(cipher);
  if (bits !== null) return Number(bits[1]) / 8;
  if (cipher.startsWith('3DES')) return 24;
  if (cipher.startsWith('DES')) return 8;
  // RC2, RC4_40, RC4_56, IDEA, SEED, SM4: all run with 128 bits. ChaCha20 and GOST's ciphers: 256.
  return /^(?:RC|IDEA|SEED|SM4)/.test(cipher) ? 16 : 32;
}

/**
 * The name that OpenSSL prints and takes in a cipher string, for the families that it has or had: `AES128-SHA`. Null
 * elsewhere. The names of TLS 1.3 are the same everywhere.
 */
export function opensslNameOf(code: number): string | null {
  const facts = suiteFacts(code);
  if (facts === null || facts.export) return null;
  if (facts.tls13) return facts.cipher.startsWith('AES') || facts.cipher.startsWith('CHACHA') ? facts.name : null;
  const [handshake = '', protection = ''] = facts.name.slice('TLS_'.length).split('_WITH_');
  const prefix = opensslPrefixes[handshake];
  if (prefix === undefined || !opensslCiphers.test(protection)) return null;
  if (neverInOpenssl.test(`${handshake}_WITH_${protection}`)) return null;
  if (/PSK|SRP/.test(handshake) && protection === '3DES_EDE_CBC_SHA') return `${prefix}3DES-EDE-CBC-SHA`;
  if (handshake.startsWith('SRP')) return prefix + protection.replaceAll('_', '-');
  const cipher = protection
    .replace('3DES_EDE_CBC', 'DES_CBC3')
    .replace('RC4_128', 'RC4')
    .replace('POLY1305_SHA256', 'POLY1305')
    .replace('CCM_8', 'CCM8')
    .replace(/^(AES|ARIA|CAMELLIA)_/, '$1')
    .replace(/^(CAMELLIA\d+|SEED)_CBC/, '$1')
    .replace(/^(AES\d+)_CBC/, handshake.endsWith('PSK') ? '$1_CBC' : '$1')
    .replaceAll('_', '-');
  // OpenSSL's one exception: ECDHE_RSA with ARIA does without the RSA.
  return (handshake === 'ECDHE_RSA' && cipher.startsWith('ARIA') ? 'ECDHE-' : prefix) + cipher;
}

const gost = ['GOST', 'GOST'] as const;

const keyExchanges: Readonly<Record<string, readonly [KeyExchangeName, AuthenticationName]>> = {
  any: ['any', 'any'],
  NULL: ['NULL', 'anon'],
  RSA: ['RSA', 'RSA'],
  DH_DSS: ['DH', 'DSS'],
  DH_RSA: ['DH', 'RSA'],
  DH_anon: ['DHE', 'anon'],
  DHE_DSS: ['DHE', 'DSS'],
  DHE_RSA: ['DHE', 'RSA'],
  ECDH_ECDSA: ['ECDH', 'ECDSA'],
  ECDH_RSA: ['ECDH', 'RSA'],
  ECDH_anon: ['ECDHE', 'anon'],
  ECDHE_ECDSA: ['ECDHE', 'ECDSA'],
  ECDHE_RSA: ['ECDHE', 'RSA'],
  PSK: ['PSK', 'PSK'],
  DHE_PSK: ['DHE_PSK', 'PSK'],
  PSK_DHE: ['DHE_PSK', 'PSK'],
  ECDHE_PSK: ['ECDHE_PSK', 'PSK'],
  RSA_PSK: ['RSA_PSK', 'RSA'],
  SRP_SHA: ['SRP', 'SRP'],
  SRP_SHA_RSA: ['SRP', 'RSA'],
  SRP_SHA_DSS: ['SRP', 'DSS'],
  KRB5: ['KRB5', 'KRB5'],
  ECCPWD: ['ECCPWD', 'ECCPWD'],
};

const macs: Readonly<Record<string, NonNullable<SuiteFacts['mac']>>> = {
  MD5: 'MD5',
  SHA: 'SHA1',
  SHA256: 'SHA256',
  SHA384: 'SHA384',
};

const opensslCiphers = /^(?:AES|ARIA_\d+_GCM|CAMELLIA_\d+_CBC|CHACHA20|3DES|RC4_128|NULL|SEED|IDEA)/;

// Suites that a rule would name, but that OpenSSL never had.
const neverInOpenssl = /^(?:DH|ECDH)_(?:DSS|RSA|ECDSA|anon)_WITH_ARIA|^ECDHE_PSK_WITH_AES_\d+_[GC]CM/;

const opensslPrefixes: Readonly<Record<string, string>> = {
  RSA: '',
  DH_DSS: 'DH-DSS-',
  DH_RSA: 'DH-RSA-',
  DH_anon: 'ADH-',
  DHE_DSS: 'DHE-DSS-',
  DHE_RSA: 'DHE-RSA-',
  ECDH_ECDSA: 'ECDH-ECDSA-',
  ECDH_RSA: 'ECDH-RSA-',
  ECDH_anon: 'AECDH-',
  ECDHE_ECDSA: 'ECDHE-ECDSA-',
  ECDHE_RSA: 'ECDHE-RSA-',
  PSK: 'PSK-',
  DHE_PSK: 'DHE-PSK-',
  PSK_DHE: 'DHE-PSK-',
  ECDHE_PSK: 'ECDHE-PSK-',
  RSA_PSK: 'RSA-PSK-',
  SRP_SHA: 'SRP-',
  SRP_SHA_RSA: 'SRP-RSA-',
  SRP_SHA_DSS: 'SRP-DSS-',
};
