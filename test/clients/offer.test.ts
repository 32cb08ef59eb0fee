import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { openssl } from '../../src/clients/profiles/openssl.ts';
import { pymongoOcsp } from '../../src/clients/profiles/pymongo-ocsp.ts';
import { pymongo } from '../../src/clients/profiles/pymongo.ts';
import { clients } from '../../src/clients/index.ts';
import { namedGroups } from '../../src/tls/wire/registries/named-group.ts';
import { protocolVersions } from '../../src/tls/wire/registries/protocol-version.ts';
import { signatureSchemes } from '../../src/tls/wire/registries/signature-scheme.ts';
import { cipherSuites } from '../../src/tls/wire/registries/cipher-suite.ts';
import { listening } from '../support/listening.ts';
import { hasPeer } from '../support/peers.ts';

/** TLS_EMPTY_RENEGOTIATION_INFO_SCSV, which the handshake adds, and the two groups that we cannot finish with. */
const scsv = 0x00ff;
const beyondUs: readonly number[] = [0x0103, 0x0104];

const version = (): string => execFileSync('openssl', ['version'], { encoding: 'utf8' });
const isOpenssl30 = hasPeer('openssl') && version().startsWith('OpenSSL 3.0.');

describe('the offer of OpenSSL 3.0', () => {
  it.skipIf(!isOpenssl30)('is what s_client sends', async () => {
    const server = createServer();
    const port = await listening(server);
    const client = spawn('openssl', ['s_client', '-connect', `127.0.0.1:${port}`, '-servername', 'db1.example.net'], {
      stdio: 'ignore',
    });
    const [socket] = (await once(server, 'connection')) as [Socket];
    const hello = helloFrom(((await once(socket, 'data')) as [Buffer])[0]);
    socket.destroy();
    client.kill('SIGKILL');
    server.close();
    expect(openssl.offer.cipherSuites).toStrictEqual(hello.cipherSuites.filter((suite) => suite !== scsv));
    expect(openssl.offer.groups).toStrictEqual(hello.list(10).filter((group) => !beyondUs.includes(group)));
    expect(openssl.offer.signatureSchemes).toStrictEqual(hello.list(13));
    expect(openssl.offer.keyShares).toStrictEqual(hello.keyShares());
    expect(hello.list(43, 1)).toStrictEqual(expect.arrayContaining([...openssl.offer.versions]));
  });
});

describe("PyMongo's offer on the ssl module", () => {
  /** The list of Python 3.10 and later, which builds of Debian replace by OpenSSL's own. */
  const list = '@SECLEVEL=2:ECDH+AESGCM:ECDH+CHACHA20:ECDH+AES:DHE+AES:!aNULL:!eNULL:!aDSS:!SHA1:!AESCCM';
  const script = `
import ssl, sys
context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
context.minimum_version = ssl.TLSVersion.TLSv1_2
context.set_ciphers('${list}')
out = ssl.MemoryBIO()
tls = context.wrap_bio(ssl.MemoryBIO(), out, server_hostname='db1.example.net')
try:
    tls.do_handshake()
except ssl.SSLWantReadError:
    print(ssl.OPENSSL_VERSION, out.read().hex(), sep='\\n')
`;

  it.skipIf(!hasPeer('python3'))('is what that Python sends', () => {
    const [library = '', hex = ''] = execFileSync('python3', ['-c', script], { encoding: 'utf8' }).split('\n');
    const hello = helloFrom(Buffer.from(hex, 'hex'));
    expect(pymongo.offer.cipherSuites).toStrictEqual(hello.cipherSuites.filter((suite) => suite !== scsv));
    expect(pymongo.offer.versions).toStrictEqual(hello.list(43, 1));
    if (!library.startsWith('OpenSSL 3.0.')) return;
    expect(pymongo.offer.groups).toStrictEqual(hello.list(10).filter((group) => !beyondUs.includes(group)));
    expect(pymongo.offer.signatureSchemes).toStrictEqual(hello.list(13));
    expect(pymongo.offer.keyShares).toStrictEqual(hello.keyShares());
  });

  it('has no static RSA and no SHA-1, other than that of PyOpenSSL', () => {
    const staticRsa = cipherSuites.codes.TLS_RSA_WITH_AES_128_CBC_SHA;
    expect(pymongo.offer.cipherSuites).toHaveLength(17);
    expect(pymongo.offer.cipherSuites).not.toContain(staticRsa);
    expect(pymongoOcsp.offer.cipherSuites).toContain(staticRsa);
  });
});

describe('every profile', () => {
  it.each(clients)('$id offers only what has a name, and shares only what it offers', ({ offer }) => {
    const all = [
      [offer.versions, protocolVersions],
      [offer.cipherSuites, cipherSuites],
      [offer.groups, namedGroups],
      [offer.signatureSchemes, signatureSchemes],
    ] as const;
    for (const [values, registry] of all) {
      expect(values.length).toBeGreaterThan(0);
      expect(new Set(values).size).toBe(values.length);
      for (const value of values) expect(registry.names.has(value)).toBe(true);
    }
    expect(offer.groups).toStrictEqual(expect.arrayContaining([...offer.keyShares]));
  });
});

/** As much of a ClientHello (RFC 8446 4.1.2) as the comparison needs, read by hand: not by the code under test. */
function helloFrom(record: Buffer) {
  expect(record[0]).toBe(22);
  const body = record.subarray(5 + 4 + 2 + 32);
  const afterSession = 1 + (body[0] ?? 0);
  const suitesLength = body.readUInt16BE(afterSession);
  const suites = body.subarray(afterSession + 2, afterSession + 2 + suitesLength);
  let at = afterSession + 2 + suitesLength;
  at += 1 + (body[at] ?? 0) + 2;
  const extensions = new Map<number, Buffer>();
  while (at + 4 <= body.length) {
    const length = body.readUInt16BE(at + 2);
    extensions.set(body.readUInt16BE(at), body.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  const pairs = (octets: Buffer): readonly number[] =>
    Array.from({ length: octets.length >> 1 }, (_, index) => octets.readUInt16BE(index * 2));
  const content = (type: number): Buffer => extensions.get(type) ?? Buffer.alloc(0);
  return {
    cipherSuites: pairs(suites),
    /** A vector of two-octet values after a length of `prefix` octets. */
    list: (type: number, prefix: 1 | 2 = 2) => pairs(content(type).subarray(prefix)),
    keyShares: (): readonly number[] => {
      const entries = content(51).subarray(2);
      const groups: number[] = [];
      for (let i = 0; i + 4 <= entries.length; i += 4 + entries.readUInt16BE(i + 2))
        groups.push(entries.readUInt16BE(i));
      return groups;
    },
  };
}
