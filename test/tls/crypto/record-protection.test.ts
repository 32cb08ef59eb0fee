import { randomBytes } from 'node:crypto';
import fc from '../../support/fc.ts';
import { describe, expect, it } from 'vitest';
import { fromUtf8, toHex, utf8 } from '../../../src/base/octets.ts';
import { keyBlock, prfHashOf, verifyData12 } from '../../../src/tls/crypto/prf.ts';
import { trafficKeys, verifyData } from '../../../src/tls/crypto/key-schedule.ts';
import { HandshakeDeframer } from '../../../src/tls/wire/deframer.ts';
import { handshakeTypes } from '../../../src/tls/wire/registries/handshake-type.ts';
import { tls12Opener, tls12Sealer, tls13Opener, tls13Sealer } from '../../../src/tls/crypto/record-protection.ts';
import type { ProtectedRecord, RecordOpener, RecordSealer } from '../../../src/tls/crypto/record-protection.ts';
import { Transcript } from '../../../src/tls/crypto/transcript.ts';
import { cipherSuites, suiteFacts } from '../../../src/tls/wire/registries/cipher-suite.ts';
import type { SuiteFacts } from '../../../src/tls/wire/registries/cipher-suite.ts';
import { contentTypes } from '../../../src/tls/wire/registries/content-type.ts';
import { hasPeer } from '../../support/peers.ts';
import { converse, makeCredentials } from '../../support/tls-pair.ts';
import type { Conversation } from '../../support/tls-pair.ts';

const { assert, nat, property, uint8Array } = fc;

const { alert, application_data, change_cipher_spec, handshake } = contentTypes.codes;
const { codes } = cipherSuites;
/** SSL_OP_NO_ENCRYPT_THEN_MAC, which node:crypto's constants lack. */
const noEncryptThenMac = 1 << 19;
const [tls10, tls11, tls12] = [0x0301, 0x0302, 0x0303];

describe.skipIf(!hasPeer('openssl'))('records that OpenSSL made', () => {
  const rsa = makeCredentials('rsa:2048');
  const ecdsa = makeCredentials('ec', '-pkeyopt', 'ec_paramgen_curve:P-256');

  it.each([
    'TLS_AES_128_GCM_SHA256',
    'TLS_AES_256_GCM_SHA384',
    'TLS_CHACHA20_POLY1305_SHA256',
    'TLS_AES_128_CCM_SHA256',
    'TLS_AES_128_CCM_8_SHA256',
  ] as const)('TLS 1.3, %s', async (name) => {
    const told = await converse(ecdsa, 'TLSv1.3', { ciphers: `${name}:ALL:@SECLEVEL=0` });
    const suite = factsOf(codes[name]);
    expect(told.suite).toBe(name);
    const secret = (label: string): Uint8Array => secretOf(told, label);
    const open = (label: string): RecordOpener => made(tls13Opener(codes[name], trafficKeys(secret(label), suite)));

    // The server's first flight ends in its Finished, which covers everything before it.
    const transcript = new Transcript();
    const fromServer = records(told.fromServer).filter(({ type }) => type !== change_cipher_spec);
    const fromClient = records(told.fromClient).filter(({ type }) => type !== change_cipher_spec);
    transcript.add(first(fromClient).fragment);
    transcript.add(first(fromServer).fragment);
    const flight = open('SERVER_HANDSHAKE_TRAFFIC_SECRET');
    const messages = new HandshakeDeframer();
    let count = 0;
    for (const record of fromServer.slice(1)) {
      const content = flight.open(record);
      if (content === null) break;
      count++;
      expect(content.type).toBe(handshake);
      messages.push(content.plaintext);
      for (let message = messages.next(); message !== null && !('kind' in message); message = messages.next()) {
        if (message.type === handshakeTypes.codes.finished) {
          const base = secret('SERVER_HANDSHAKE_TRAFFIC_SECRET');
          const ours = verifyData(suite.prfHash, base, transcript.hash(suite.prfHash));
          expect(toHex(message.body)).toBe(toHex(ours));
        }
        transcript.add(message.raw);
      }
    }
    expect(count).toBeGreaterThan(0);
    const finished = made(open('CLIENT_HANDSHAKE_TRAFFIC_SECRET').open(fromClient[1] ?? first(fromClient)));
    const ours = verifyData(suite.prfHash, secret('CLIENT_HANDSHAKE_TRAFFIC_SECRET'), transcript.hash(suite.prfHash));
    expect(toHex(finished.plaintext.subarray(4))).toBe(toHex(ours));

    expect(contents(open('CLIENT_TRAFFIC_SECRET_0'), fromClient.slice(2))).toContain('ping');
    expect(contents(open('SERVER_TRAFFIC_SECRET_0'), fromServer.slice(1 + count))).toContain('pong');
  });

  it.each([
    ['ECDHE-RSA-AES128-GCM-SHA256', 'TLSv1.2', 'encrypt_then_mac where it can'],
    ['ECDHE-ECDSA-AES256-GCM-SHA384', 'TLSv1.2', 'encrypt_then_mac where it can'],
    ['AES256-GCM-SHA384', 'TLSv1.2', 'encrypt_then_mac where it can'],
    ['ECDHE-RSA-CHACHA20-POLY1305', 'TLSv1.2', 'encrypt_then_mac where it can'],
    ['ECDHE-ECDSA-AES128-CCM', 'TLSv1.2', 'encrypt_then_mac where it can'],
    ['ECDHE-ECDSA-AES256-CCM8', 'TLSv1.2', 'encrypt_then_mac where it can'],
    ['DHE-RSA-AES128-CCM8', 'TLSv1.2', 'encrypt_then_mac where it can'],
    ['ECDHE-RSA-AES128-SHA', 'TLSv1.2', 'encrypt_then_mac where it can'],
    ['ECDHE-RSA-AES128-SHA256', 'TLSv1.2', 'encrypt_then_mac where it can'],
    ['ECDHE-ECDSA-AES256-SHA384', 'TLSv1.2', 'encrypt_then_mac where it can'],
    ['AES128-SHA', 'TLSv1.2', 'encrypt_then_mac where it can'],
    ['AES256-SHA256', 'TLSv1.2', 'encrypt_then_mac where it can'],
    ['DHE-RSA-CAMELLIA256-SHA256', 'TLSv1.2', 'encrypt_then_mac where it can'],
    ['ECDHE-ECDSA-CAMELLIA256-SHA384', 'TLSv1.2', 'encrypt_then_mac where it can'],
    ['ECDHE-ARIA128-GCM-SHA256', 'TLSv1.2', 'encrypt_then_mac where it can'],
    ['ECDHE-ECDSA-ARIA256-GCM-SHA384', 'TLSv1.2', 'encrypt_then_mac where it can'],
    ['ECDHE-RSA-AES256-SHA', 'TLSv1.1', 'encrypt_then_mac where it can'],
    ['AES128-SHA', 'TLSv1.1', 'encrypt_then_mac where it can'],
    ['ECDHE-RSA-AES128-SHA', 'TLSv1', 'encrypt_then_mac where it can'],
    ['CAMELLIA256-SHA', 'TLSv1', 'encrypt_then_mac where it can'],
    ['ECDHE-RSA-AES128-SHA', 'TLSv1.2', 'mac then encrypt'],
    ['ECDHE-RSA-AES128-SHA256', 'TLSv1.2', 'mac then encrypt'],
    ['ECDHE-ECDSA-AES256-SHA384', 'TLSv1.2', 'mac then encrypt'],
    ['DHE-RSA-CAMELLIA256-SHA256', 'TLSv1.2', 'mac then encrypt'],
    ['AES128-SHA', 'TLSv1.1', 'mac then encrypt'],
    ['ECDHE-RSA-AES128-SHA', 'TLSv1', 'mac then encrypt'],
  ] as const)('%s, %s, %s', async (name, version, order) => {
    const told = await converse(name.includes('ECDSA') ? ecdsa : rsa, version, {
      ciphers: `${name}:@SECLEVEL=0`,
      secureOptions: order === 'mac then encrypt' ? noEncryptThenMac : 0,
    });
    expect(told.protocol).toBe(version);
    const [client, server] = [records(told.fromClient), records(told.fromServer)];
    const serverHello = first(server).fragment;
    const code = codeOf(told.suite);
    const suite = factsOf(code);
    const protocol = first(server).version;
    const master = secretOf(told, 'CLIENT_RANDOM');
    const keys = keyBlock(suite, master, first(client).fragment.subarray(6, 38), serverHello.subarray(6, 38), protocol);
    const options = { encryptThenMac: order !== 'mac then encrypt' };
    const clientSide = made(tls12Opener(code, protocol, keys.client, options));
    const serverSide = made(tls12Opener(code, protocol, keys.server, options));

    const [clientClear, clientSealed] = atChangeCipherSpec(client);
    const [serverClear, serverSealed] = atChangeCipherSpec(server);
    const clientFinished = made(clientSide.open(first(clientSealed)));
    const serverFinished = made(serverSide.open(first(serverSealed)));
    expect([clientFinished.type, serverFinished.type]).toEqual([handshake, handshake]);

    // ClientHello, the server's flight up to ServerHelloDone, the client's, the ticket if there is one.
    const transcript = new Transcript();
    const ticketFrom = serverClear.findIndex(({ fragment }) => fragment[0] === 4);
    const flight = ticketFrom === -1 ? serverClear : serverClear.slice(0, ticketFrom);
    for (const { fragment } of [first(clientClear), ...flight, ...clientClear.slice(1)]) transcript.add(fragment);
    const prf = prfHashOf(suite, protocol);
    expect(toHex(clientFinished.plaintext.subarray(4))).toBe(
      toHex(verifyData12(prf, master, 'client', transcript.hash(prf))),
    );
    transcript.add(clientFinished.plaintext);
    for (const { fragment } of serverClear.slice(flight.length)) transcript.add(fragment);
    expect(toHex(serverFinished.plaintext.subarray(4))).toBe(
      toHex(verifyData12(prf, master, 'server', transcript.hash(prf))),
    );

    expect(contents(clientSide, clientSealed.slice(1))).toContain('ping');
    expect(contents(serverSide, serverSealed.slice(1))).toContain('pong');
  });
});

/** Every protection that a suite can have here, with both its directions made anew by `make`. */
const protections: readonly { name: string; make: () => [RecordSealer | null, RecordOpener | null] }[] = [
  ...[0x1301, 0x1302, 0x1303, 0x1304, 0x1305].map((code) => ({
    name: nameOf(code),
    make: (): [RecordSealer | null, RecordOpener | null] => {
      const keys = trafficKeys(new Uint8Array(48).fill(7), factsOf(code));
      return [tls13Sealer(code, keys), tls13Opener(code, keys)];
    },
  })),
  ...[0xc02f, 0xc030, 0xcca8, 0xc0ac, 0xc0af, 0xc05c].map((code) => protection12(code, tls12, false)),
  ...[tls10, tls11, tls12].flatMap((protocol) =>
    [0x002f, 0x0035, 0x000a, 0x0041].flatMap((code) =>
      [false, true].map((encryptThenMac) => protection12(code, protocol, encryptThenMac)),
    ),
  ),
  ...[0xc027, 0xc028, 0xc03d].flatMap((code) => [false, true].map((etm) => protection12(code, tls12, etm))),
];

describe.each(protections)('$name', ({ make }) => {
  const pair = (): [RecordSealer, RecordOpener] => {
    const [sealer, opener] = make();
    return [made(sealer), made(opener)];
  };

  it('opens what it sealed, of any length, in order', () => {
    const [sealer, opener] = pair();
    for (const length of [0, 1, 15, 16, 17, 255, 16_384, 4]) {
      const plaintext = Uint8Array.from(randomBytes(length));
      const record = parsed(sealer.seal(application_data, tls12, plaintext));
      const content = opener.open(record);
      expect(content?.type).toBe(application_data);
      expect(toHex(content?.plaintext ?? Uint8Array.of(1))).toBe(toHex(plaintext));
    }
  });

  it('refuses a record with any one octet changed, out of its place, or of another type', () => {
    const [sealer, opener] = pair();
    const one = sealer.seal(handshake, tls12, utf8('the first'));
    const two = sealer.seal(handshake, tls12, utf8('the second'));
    expect(opener.open(parsed(two))).toBeNull();
    for (let at = 5; at < one.length; at++) {
      const changed = Uint8Array.from(one);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(opener.open(parsed(changed)), `octet ${at}`).toBeNull();
    }
    const retyped = Uint8Array.from(one);
    retyped[0] = alert;
    expect(opener.open(parsed(retyped))).toBeNull();
    // None of that moved the sequence number.
    expect(fromUtf8(opener.open(parsed(one))?.plaintext ?? utf8('nothing'))).toBe('the first');
    expect(opener.open(parsed(one))).toBeNull();
    expect(fromUtf8(opener.open(parsed(two))?.plaintext ?? utf8('nothing'))).toBe('the second');
  });

  it('refuses every octet string that nobody sealed, and throws at none', () => {
    const [, opener] = pair();
    assert(
      property(uint8Array({ maxLength: 120 }), nat(255), (fragment, type) => {
        const header = Uint8Array.of(type, 3, 3, 0, fragment.length);
        return opener.open({ type, version: tls12, header, fragment }) === null;
      }),
      { numRuns: 300 },
    );
  });
});

describe('TLS 1.3 records', () => {
  const suite = codes.TLS_AES_128_GCM_SHA256;
  const keys = trafficKeys(new Uint8Array(32).fill(3), factsOf(suite));

  it('loses the zeros after the content type, and is refused where it is nothing but zeros', () => {
    // The sealer's content is "plaintext, type": with type 0 a record of nothing but zeros comes about.
    const padded = Uint8Array.of(...utf8('padded'), handshake, 0, 0, 0);
    const [sealer, opener] = [made(tls13Sealer(suite, keys)), made(tls13Opener(suite, keys))];
    const content = opener.open(parsed(sealer.seal(0, tls12, padded)));
    expect(content).toMatchObject({ type: handshake });
    expect(fromUtf8(content?.plaintext ?? utf8(''))).toBe('padded');
    expect(opener.open(parsed(sealer.seal(0, tls12, new Uint8Array(40))))).toBeNull();
  });
});

describe('suites without protection here', () => {
  const keys = { macKey: new Uint8Array(20), key: new Uint8Array(16), iv: new Uint8Array(16) };
  const options = { encryptThenMac: false };

  it.each([
    'TLS_RSA_WITH_RC4_128_SHA',
    'TLS_RSA_WITH_NULL_SHA',
    'TLS_RSA_WITH_DES_CBC_SHA',
    'TLS_RSA_EXPORT_WITH_DES40_CBC_SHA',
    'TLS_RSA_WITH_SEED_CBC_SHA',
    'TLS_RSA_WITH_IDEA_CBC_SHA',
    'TLS_GOSTR341112_256_WITH_KUZNYECHIK_CTR_OMAC',
    'TLS_AES_128_GCM_SHA256',
    'TLS_EMPTY_RENEGOTIATION_INFO_SCSV',
  ] as const)('TLS 1.2 has none for %s', (name) => {
    const full = { ...keys, key: new Uint8Array(suiteFacts(codes[name])?.keyOctets ?? 0) };
    expect(tls12Opener(codes[name], tls12, full, options)).toBeNull();
    expect(tls12Sealer(codes[name], tls12, full, options)).toBeNull();
  });

  it.each([
    'TLS_SM4_GCM_SM3',
    'TLS_AEGIS_128L_SHA256',
    'TLS_SHA256_SHA256',
    'TLS_RSA_WITH_AES_128_GCM_SHA256',
  ] as const)('TLS 1.3 has none for %s', (name) => {
    const one = trafficKeys(new Uint8Array(32), factsOf(codes[name]));
    expect(tls13Opener(codes[name], one)).toBeNull();
    expect(tls13Sealer(codes[name], one)).toBeNull();
  });

  it('has none for keys of another length', () => {
    const short = { key: new Uint8Array(15), iv: new Uint8Array(12) };
    expect(tls13Opener(codes.TLS_AES_128_GCM_SHA256, short)).toBeNull();
    expect(tls12Opener(codes.TLS_RSA_WITH_AES_256_CBC_SHA, tls12, keys, options)).toBeNull();
    expect(tls12Opener(codes.TLS_RSA_WITH_AES_128_GCM_SHA256, tls12, keys, options)).toBeNull();
  });
});

function protection12(code: number, protocol: number, encryptThenMac: boolean) {
  return {
    name: `${nameOf(code)}, protocol 0x${protocol.toString(16).padStart(4, '0')}${encryptThenMac ? ', encrypt_then_mac' : ''}`,
    make: (): [RecordSealer | null, RecordOpener | null] => {
      const random = new Uint8Array(32);
      const { client } = keyBlock(factsOf(code), new Uint8Array(48).fill(9), random, random, protocol);
      const options = { encryptThenMac };
      return [tls12Sealer(code, protocol, client, options), tls12Opener(code, protocol, client, options)];
    },
  };
}

function nameOf(code: number): string {
  return factsOf(code).name;
}

function factsOf(code: number): SuiteFacts {
  return made(suiteFacts(code));
}

function codeOf(name: string): number {
  for (const [code, one] of cipherSuites.names) if (one === name) return code;
  throw new Error(`no suite ${name}`);
}

function made<T>(value: T | null): T {
  if (value === null) throw new Error('null where something was due');
  return value;
}

function first<T>(items: readonly T[]): T {
  const [item] = items;
  if (item === undefined) throw new Error('nothing there');
  return item;
}

function secretOf(told: Conversation, label: string): Uint8Array {
  const secret = told.secrets.get(label);
  if (secret === undefined) throw new Error(`no ${label}`);
  return secret;
}

const parsed = (record: Uint8Array): ProtectedRecord => first(records(record));

function records(octets: Uint8Array): ProtectedRecord[] {
  const all: ProtectedRecord[] = [];
  for (let at = 0; at < octets.length;) {
    const header = octets.subarray(at, at + 5);
    const [type = 0, major = 0, minor = 0, high = 0, low = 0] = header;
    const end = at + 5 + ((high << 8) | low);
    all.push({ type, version: (major << 8) | minor, header, fragment: octets.subarray(at + 5, end) });
    at = end;
  }
  return all;
}

/** Records before and after ChangeCipherSpec. */
function atChangeCipherSpec(all: readonly ProtectedRecord[]): [ProtectedRecord[], ProtectedRecord[]] {
  const at = all.findIndex(({ type }) => type === change_cipher_spec);
  return [all.slice(0, at), all.slice(at + 1)];
}

/** Application data in the records, as text; an unopened record fails. */
function contents(direction: RecordOpener, sealed: readonly ProtectedRecord[]): string[] {
  const opened = sealed.map((record) => made(direction.open(record)));
  return opened.filter(({ type }) => type === application_data).map(({ plaintext }) => fromUtf8(plaintext));
}
