/** Servers of several Node versions: OpenSSL 1.1.1 of 2021 and 2023, and 3.5. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cipherSuites, opensslNameOf } from '../../src/tls/wire/registries/cipher-suite.ts';
import { namedGroups } from '../../src/tls/wire/registries/named-group.ts';
import { MatrixFiles, expectAgreed, shake } from '../support/matrix.ts';
import type { SuiteName, Version } from '../support/matrix.ts';
import { startLineServer } from '../support/peers/line-server.ts';
import type { LineServer } from '../support/peers/line-server.ts';
import { nodePeer, nodeServers } from '../support/peers/node-peers.ts';

interface Case {
  readonly version: Version;
  readonly suite: SuiteName;
  readonly kind: 'rsa' | 'ec';
}

const common: readonly Case[] = [
  { version: 'TLSv1.2', suite: 'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256', kind: 'rsa' },
  { version: 'TLSv1.2', suite: 'TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384', kind: 'rsa' },
  { version: 'TLSv1.2', suite: 'TLS_RSA_WITH_AES_256_GCM_SHA384', kind: 'rsa' },
  { version: 'TLSv1.2', suite: 'TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256', kind: 'ec' },
  { version: 'TLSv1.2', suite: 'TLS_ECDHE_ECDSA_WITH_AES_128_CCM', kind: 'ec' },
];
const old: readonly Case[] = [
  { version: 'TLSv1', suite: 'TLS_RSA_WITH_AES_128_CBC_SHA', kind: 'rsa' },
  { version: 'TLSv1', suite: 'TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA', kind: 'rsa' },
  { version: 'TLSv1.1', suite: 'TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA', kind: 'ec' },
  { version: 'TLSv1.1', suite: 'TLS_RSA_WITH_CAMELLIA_128_CBC_SHA', kind: 'rsa' },
];
const newest: readonly Case[] = [
  { version: 'TLSv1.3', suite: 'TLS_AES_256_GCM_SHA384', kind: 'ec' },
  { version: 'TLSv1.3', suite: 'TLS_CHACHA20_POLY1305_SHA256', kind: 'rsa' },
];

describe.each([
  [10, [...old, ...common]],
  [16, [...old, ...common, ...newest]],
  [24, [...old, ...common, ...newest]],
] as const)('against Node %i', (major, cases) => {
  const program = nodePeer(major);
  let files: MatrixFiles;
  let server: LineServer | null = null;

  beforeAll(async () => {
    files = await MatrixFiles.make();
    if (program === null) return;
    const keys = (kind: 'rsa' | 'ec'): object => {
      const { leaf, intermediate } = files[kind];
      return { cert: leaf.pem + intermediate.pem, key: leaf.keyPem };
    };
    const servers = [
      ...cases.map(({ version, suite, kind }) => ({
        ...keys(kind),
        minVersion: version,
        maxVersion: version,
        ciphers:
          version === 'TLSv1.3'
            ? suite
            : `${opensslNameOf(cipherSuites.codes[suite])}${major < 16 ? '' : ':@SECLEVEL=0'}`,
      })),
      { ...keys('ec'), ALPNProtocols: ['http/1.1'] },
      { ...keys('rsa'), requestCert: true, rejectUnauthorized: true, ca: files.ec.root.pem, maxVersion: 'TLSv1.2' },
    ];
    server = await startLineServer(program, ['-e', nodeServers], { SERVERS: JSON.stringify(servers) });
  });
  afterAll(async () => {
    await server?.stop();
    files.remove();
  });

  for (const [index, { version, suite, kind }] of cases.entries()) {
    it.skipIf(program === null)(`${version}, ${suite}`, async () => {
      const capture = await shake(server?.ports[index] ?? 0, {
        cipherSuites: [cipherSuites.codes[suite]],
      });
      expectAgreed(capture, { version, suite, chain: files.chain(kind) });
    });
  }

  it.skipIf(program === null)('its defaults: the newest version that it has, and ALPN', async () => {
    const capture = await shake(server?.ports[cases.length] ?? 0, { alpn: ['h2', 'http/1.1'] });
    // TLS 1.3 came with Node 12.
    expectAgreed(capture, { version: major < 12 ? 'TLSv1.2' : 'TLSv1.3', chain: files.chain('ec') });
    expect(capture.alpn).toBe('http/1.1');
    expect(capture.group).toBe(namedGroups.codes.x25519);
  });

  it.skipIf(program === null)('takes our certificate', async () => {
    const capture = await shake(server?.ports[cases.length + 1] ?? 0, { clientCredential: files.client });
    expectAgreed(capture, { version: 'TLSv1.2', chain: files.chain('rsa') });
    expect(capture.clientCertificate).toMatchObject({ kind: 'sent' });
  });
});
