/** GnuTLS's gnutls-serv: a stack that shares no line with OpenSSL. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Plan } from '../../src/tls/handshake/plan.ts';
import { cipherSuites } from '../../src/tls/wire/registries/cipher-suite.ts';
import { namedGroups } from '../../src/tls/wire/registries/named-group.ts';
import { MatrixFiles, expectAgreed, shake } from '../support/matrix.ts';
import type { SuiteName, Version } from '../support/matrix.ts';
import { hasPeer } from '../support/peers.ts';
import { freePort, startPeer } from '../support/peers/peer-process.ts';
import type { PeerServer } from '../support/peers/peer-process.ts';

let files: MatrixFiles;
beforeAll(async () => {
  files = await MatrixFiles.make();
});
afterAll(() => files.remove());

/** `priority`: GnuTLS's own language for what may be negotiated. */
async function start(priority: string, ...options: readonly string[]): Promise<PeerServer> {
  const port = await freePort();
  return startPeer({
    program: 'gnutls-serv',
    options: [
      ...['rsa', 'ec'].flatMap((kind) => [
        '--x509certfile',
        files.path(`${kind}.pem`),
        '--x509keyfile',
        files.path(`${kind}.key`),
      ]),
      '--port',
      String(port),
      '--priority',
      priority,
      '--http',
      '--quiet',
      ...options,
    ],
    ports: [port],
    signal: 'SIGKILL',
  });
}

const versionNames = {
  TLSv1: 'VERS-TLS1.0',
  'TLSv1.1': 'VERS-TLS1.1',
  'TLSv1.2': 'VERS-TLS1.2',
  'TLSv1.3': 'VERS-TLS1.3',
} as const;

/** Debian allows what is old to be switched on, no more. */
const permissive =
  'NORMAL:-VERS-ALL:+VERS-TLS1.0:+VERS-TLS1.1:+VERS-TLS1.2:+VERS-TLS1.3:' +
  '+CIPHER-ALL:+3DES-CBC:+CAMELLIA-128-CBC:+CAMELLIA-128-GCM:+SHA1:+SIGN-ALL:+SIGN-RSA-SHA1:+SIGN-ECDSA-SHA1:+RSA:+DHE-RSA:+GROUP-ALL';

const suites: readonly (readonly [Version, SuiteName, 'rsa' | 'ec'])[] = [
  ['TLSv1', 'TLS_RSA_WITH_AES_128_CBC_SHA', 'rsa'],
  ['TLSv1', 'TLS_RSA_WITH_3DES_EDE_CBC_SHA', 'rsa'],
  ['TLSv1', 'TLS_DHE_RSA_WITH_AES_256_CBC_SHA', 'rsa'],
  ['TLSv1', 'TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA', 'rsa'],
  ['TLSv1', 'TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA', 'ec'],
  ['TLSv1.1', 'TLS_RSA_WITH_AES_256_CBC_SHA', 'rsa'],
  ['TLSv1.1', 'TLS_DHE_RSA_WITH_3DES_EDE_CBC_SHA', 'rsa'],
  ['TLSv1.1', 'TLS_ECDHE_ECDSA_WITH_3DES_EDE_CBC_SHA', 'ec'],
  ['TLSv1.2', 'TLS_RSA_WITH_3DES_EDE_CBC_SHA', 'rsa'],
  ['TLSv1.2', 'TLS_RSA_WITH_AES_128_GCM_SHA256', 'rsa'],
  ['TLSv1.2', 'TLS_RSA_WITH_AES_256_CCM', 'rsa'],
  ['TLSv1.2', 'TLS_RSA_WITH_CAMELLIA_128_CBC_SHA', 'rsa'],
  ['TLSv1.2', 'TLS_DHE_RSA_WITH_AES_128_GCM_SHA256', 'rsa'],
  ['TLSv1.2', 'TLS_DHE_RSA_WITH_CHACHA20_POLY1305_SHA256', 'rsa'],
  ['TLSv1.2', 'TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384', 'rsa'],
  ['TLSv1.2', 'TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256', 'rsa'],
  ['TLSv1.2', 'TLS_ECDHE_ECDSA_WITH_AES_128_CCM', 'ec'],
  ['TLSv1.2', 'TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256', 'ec'],
  ['TLSv1.3', 'TLS_AES_128_GCM_SHA256', 'ec'],
  ['TLSv1.3', 'TLS_AES_256_GCM_SHA384', 'ec'],
  ['TLSv1.3', 'TLS_CHACHA20_POLY1305_SHA256', 'ec'],
  ['TLSv1.3', 'TLS_AES_128_CCM_SHA256', 'ec'],
];

describe.skipIf(!hasPeer('gnutls-serv'))('against gnutls-serv', () => {
  let server: PeerServer;
  beforeAll(async () => {
    server = await start(permissive, '--disable-client-cert');
  });
  afterAll(() => server.stop());

  it.each(suites)('%s, %s', async (version, suite, kind) => {
    const code = { TLSv1: 0x0301, 'TLSv1.1': 0x0302, 'TLSv1.2': 0x0303, 'TLSv1.3': 0x0304 }[version];
    const offer: Partial<Plan> = { versions: [code], cipherSuites: [cipherSuites.codes[suite]] };
    // In TLS 1.3 the suite says nothing of the certificate: the schemes do.
    const capture = await shake(
      server.port,
      kind === 'ec' && code === 0x0304 ? { ...offer, signatureSchemes: [0x0403] } : offer,
    );
    expectAgreed(capture, { version, suite, chain: files.chain(kind) });
  });

  it.each(Object.entries(versionNames))('chooses the version that it is set up for: %s', async (version, name) => {
    const only = await start(
      permissive.replace(/NORMAL:-VERS-ALL(?::\+VERS-TLS1\.\d)+/, `NORMAL:-VERS-ALL:+${name}`),
      '--disable-client-cert',
    );
    try {
      expectAgreed(await shake(only.port), { version: version as Version });
    } finally {
      await only.stop();
    }
  });

  it.each(['x25519', 'x448', 'secp256r1', 'secp384r1', 'secp521r1', 'ffdhe2048', 'ffdhe3072'] as const)(
    'group %s, at once and after HelloRetryRequest',
    async (group) => {
      const code = namedGroups.codes[group];
      for (const keyShares of [[code], []]) {
        const capture = await shake(server.port, { versions: [0x0304], groups: [code], keyShares });
        expectAgreed(capture, { version: 'TLSv1.3' });
        expect(capture.group).toBe(code);
        expect(capture.helloRetryRequest === null).toBe(keyShares.length > 0);
      }
    },
  );

  it('is heard where nothing is in common', async () => {
    const only = await start('NORMAL:-VERS-ALL:+VERS-TLS1.2', '--disable-client-cert');
    try {
      // Without TLS 1.3 it does not know supported_versions, and takes the ClientHello for one of TLS 1.2.
      const version = await shake(only.port, { versions: [0x0304] });
      expect(version.problem).toMatchObject({ kind: 'illegalChoice', what: 'protocol', value: 0x0303 });
      const suite = await shake(only.port, {
        versions: [0x0303],
        cipherSuites: [cipherSuites.codes.TLS_ECDHE_RSA_WITH_CAMELLIA_256_CBC_SHA384],
      });
      expect(suite.problem).toMatchObject({ kind: 'alertReceived', description: 40, waitingFor: 'serverHello' });
      const old = await shake(only.port, { versions: [0x0302] });
      expect(old.problem).toMatchObject({ kind: 'alertReceived', description: 70, waitingFor: 'serverHello' });
    } finally {
      await only.stop();
    }
  });

  it('takes our certificate, and says so when it needs one', async () => {
    const demanding = await start(
      permissive,
      '--require-client-cert',
      '--verify-client-cert',
      '--x509cafile',
      files.path('ec-root.pem'),
    );
    try {
      for (const version of [0x0304, 0x0303, 0x0301]) {
        const taken = await shake(demanding.port, { versions: [version], clientCredential: files.client });
        expect(taken).toMatchObject({ completed: true, problem: null, clientCertificate: { kind: 'sent' } });
        const refused = await shake(demanding.port, { versions: [version] });
        expect(refused.problem, `version ${version}`).toMatchObject({ kind: 'alertReceived' });
      }
    } finally {
      await demanding.stop();
    }
  });
});
