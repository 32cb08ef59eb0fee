/** Java's JSSE, with keys from keytool. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toHex } from '../../src/base/octets.ts';
import { MatrixFiles, expectAgreed, shake } from '../support/matrix.ts';
import type { SuiteName, Version } from '../support/matrix.ts';
import { hasPeer } from '../support/peers.ts';
import { startLineServer } from '../support/peers/line-server.ts';
import type { LineServer } from '../support/peers/line-server.ts';

const run = promisify(execFile);
const isThere = hasPeer('java') && hasPeer('keytool');

const cases: readonly (readonly [Version, SuiteName, 'rsa' | 'ec'])[] = [
  ['TLSv1', 'TLS_RSA_WITH_AES_128_CBC_SHA', 'rsa'],
  ['TLSv1', 'TLS_DHE_RSA_WITH_AES_256_CBC_SHA', 'rsa'],
  ['TLSv1', 'TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA', 'ec'],
  ['TLSv1.1', 'TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA', 'rsa'],
  ['TLSv1.2', 'TLS_RSA_WITH_AES_256_CBC_SHA256', 'rsa'],
  ['TLSv1.2', 'TLS_RSA_WITH_AES_128_GCM_SHA256', 'rsa'],
  ['TLSv1.2', 'TLS_DHE_RSA_WITH_AES_128_GCM_SHA256', 'rsa'],
  ['TLSv1.2', 'TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384', 'rsa'],
  ['TLSv1.2', 'TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256', 'rsa'],
  ['TLSv1.2', 'TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384', 'ec'],
  ['TLSv1.3', 'TLS_AES_128_GCM_SHA256', 'ec'],
  ['TLSv1.3', 'TLS_AES_256_GCM_SHA384', 'ec'],
  ['TLSv1.3', 'TLS_CHACHA20_POLY1305_SHA256', 'ec'],
];
const demanding = ['TLSv1.3', 'TLSv1.2', 'TLSv1'] as const;

describe.skipIf(!isThere)('against JSSE', () => {
  let files: MatrixFiles;
  let server: LineServer;

  /** One keytool run; each starts a Java of its own. */
  const keytool = (...options: string[]): Promise<unknown> =>
    run('keytool', [
      '-J-XX:TieredStopAtLevel=1',
      '-storepass',
      'changeit',
      '-keystore',
      files.path('java.p12'),
      ...options,
    ]);
  const generate = (alias: string, ...key: string[]): Promise<unknown> =>
    keytool(
      '-genkeypair',
      '-alias',
      alias,
      '-dname',
      'CN=localhost',
      '-ext',
      'san=dns:localhost',
      '-validity',
      '30',
      ...key,
    );

  beforeAll(async () => {
    files = await MatrixFiles.make();
    await generate('rsa', '-keyalg', 'RSA', '-keysize', '2048');
    await generate('ec', '-keyalg', 'EC', '-groupname', 'secp256r1');
    await keytool('-importcert', '-noprompt', '-alias', 'trusted', '-file', files.path('ec-root.pem'));
    for (const alias of ['rsa', 'ec'])
      await keytool('-exportcert', '-alias', alias, '-file', files.path(`java-${alias}.der`));
    const source = fileURLToPath(new URL('../support/peers/TlsServers.java', import.meta.url));
    const servers = [
      ...cases.map(([version, suite]) => `${version};${suite};none`),
      ...demanding.map((version) => `${version};*;need`),
    ];
    server = await startLineServer('java', ['-XX:TieredStopAtLevel=1', '-Xshare:auto', source, ...servers], {
      KEYSTORE: files.path('java.p12'),
    });
  }, 120_000);
  afterAll(async () => {
    await server.stop();
    files.remove();
  });

  for (const [index, [version, suite, kind]] of cases.entries()) {
    it(`${version}, ${suite}`, async () => {
      // In TLS 1.3 the schemes say which of its keys the server is to use.
      const signatureSchemes = version === 'TLSv1.3' ? { signatureSchemes: [0x0403] } : {};
      const capture = await shake(server.ports[index] ?? 0, signatureSchemes);
      const chain = [toHex(new Uint8Array(readFileSync(files.path(`java-${kind}.der`))))];
      expectAgreed(capture, { version, suite, chain });
    });
  }

  for (const [index, version] of demanding.entries()) {
    const port = (): number => server.ports[cases.length + index] ?? 0;

    it(`${version}: takes a certificate that it trusts`, async () => {
      const capture = await shake(port(), { clientCredential: files.client });
      expectAgreed(capture, { version });
      expect(capture.clientCertificate).toMatchObject({ kind: 'sent' });
    });

    it(`${version}: refuses a client without one`, async () => {
      const { problem, certificateRequest } = await shake(port());
      expect(certificateRequest?.certificateAuthorities).toContain(toHex(files.ec.root.certificate.subject.der));
      // Not certificate_required, even in TLS 1.3 (Java 17): "Empty client certificate chain" is bad_certificate to it.
      expect(problem).toMatchObject({ kind: 'alertReceived' });
      expect([42, 116]).toContain(problem?.kind === 'alertReceived' ? problem.description : null);
    });
  }
});
