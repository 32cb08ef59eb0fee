/** Go's crypto/tls. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cipherSuites } from '../../src/tls/wire/registries/cipher-suite.ts';
import { MatrixFiles, expectAgreed, shake } from '../support/matrix.ts';
import type { SuiteName, Version } from '../support/matrix.ts';
import { hasPeer } from '../support/peers.ts';
import { startLineServer } from '../support/peers/line-server.ts';
import type { LineServer } from '../support/peers/line-server.ts';

const cases: readonly (readonly [Version, SuiteName, 'rsa' | 'ec'])[] = [
  ['TLSv1', 'TLS_RSA_WITH_AES_128_CBC_SHA', 'rsa'],
  ['TLSv1', 'TLS_RSA_WITH_3DES_EDE_CBC_SHA', 'rsa'],
  ['TLSv1', 'TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA', 'ec'],
  ['TLSv1.1', 'TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA', 'rsa'],
  ['TLSv1.1', 'TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA', 'rsa'],
  ['TLSv1.2', 'TLS_RSA_WITH_AES_128_CBC_SHA256', 'rsa'],
  ['TLSv1.2', 'TLS_RSA_WITH_AES_256_GCM_SHA384', 'rsa'],
  ['TLSv1.2', 'TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256', 'rsa'],
  ['TLSv1.2', 'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256', 'rsa'],
  ['TLSv1.2', 'TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384', 'ec'],
  ['TLSv1.2', 'TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256', 'ec'],
];
const codes: Readonly<Record<Version, string>> = { TLSv1: '301', 'TLSv1.1': '302', 'TLSv1.2': '303', 'TLSv1.3': '304' };
const demanding = ['TLSv1.3', 'TLSv1.2'] as const;

describe.skipIf(!hasPeer('go'))('against Go', () => {
  let files: MatrixFiles;
  let server: LineServer;

  beforeAll(async () => {
    files = await MatrixFiles.make();
    const source = fileURLToPath(new URL('../support/peers/tls-servers.go', import.meta.url));
    const program = files.path('tls-servers');
    const built = spawnSync('go', ['build', '-o', program, source], {
      encoding: 'utf8',
      cwd: files.folder,
      env: { ...process.env, GO111MODULE: 'auto', GOFLAGS: '', CGO_ENABLED: '0' },
    });
    if (built.status !== 0) throw new Error(`go build: ${built.stderr}`);
    const servers = [
      ...cases.map(([version, suite]) => {
        return `${codes[version]}-${codes[version]};${cipherSuites.codes[suite].toString(16)};none`;
      }),
      '304-304;*;none',
      ...demanding.map((version) => `${codes[version]}-${codes[version]};*;need`),
    ];
    server = await startLineServer(program, servers, {
      CERTIFICATES: ['rsa', 'ec'].map((kind) => files.path(`${kind}.pem`)).join(),
      CLIENT_ROOT: files.path('ec-root.pem'),
      // What current releases have switched off.
      GODEBUG: 'tls10server=1,tlsrsakex=1,tls3des=1',
    });
    // The first build compiles all of Go's TLS.
  }, 180_000);
  afterAll(async () => {
    await server.stop();
    files.remove();
  });

  for (const [index, [version, suite, kind]] of cases.entries()) {
    it(`${version}, ${suite}`, async () => {
      const offer = { cipherSuites: [cipherSuites.codes[suite]], versions: [Number(`0x${codes[version]}`)] };
      expectAgreed(await shake(server.ports[index] ?? 0, offer), { version, suite, chain: files.chain(kind) });
    });
  }

  it.each(['TLS_AES_128_GCM_SHA256', 'TLS_AES_256_GCM_SHA384', 'TLS_CHACHA20_POLY1305_SHA256'] as const)(
    'TLSv1.3, %s, with each kind of key',
    async (suite) => {
      for (const [kind, scheme] of [
        ['rsa', 0x0804],
        ['ec', 0x0403],
      ] as const) {
        const offer = { cipherSuites: [cipherSuites.codes[suite]], versions: [0x0304], signatureSchemes: [scheme] };
        const capture = await shake(server.ports[cases.length] ?? 0, offer);
        expectAgreed(capture, { version: 'TLSv1.3', suite, chain: files.chain(kind) });
      }
    },
  );

  for (const [index, version] of demanding.entries()) {
    it(`${version}: takes our certificate, and refuses us without`, async () => {
      const port = server.ports[cases.length + 1 + index] ?? 0;
      expectAgreed(await shake(port, { clientCredential: files.client }), { version });
      const { problem } = await shake(port);
      // Before TLS 1.3 it was bad_certificate for long, and is handshake_failure in current releases.
      const descriptions = version === 'TLSv1.3' ? [116] : [40, 42];
      expect(problem).toMatchObject({ kind: 'alertReceived' });
      expect(descriptions).toContain(problem?.kind === 'alertReceived' ? problem.description : null);
    });
  }
});
