/** Suites that we can name and not complete, chosen by a real server: looked at up to ServerHelloDone, and no further. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { main } from '../../src/cli/main.ts';
import type { Report } from '../../src/report/report.ts';
import { toHex } from '../../src/base/octets.ts';
import { cipherSuites } from '../../src/tls/wire/registries/cipher-suite.ts';
import { credentials } from '../support/credentials.ts';
import type { Credentials } from '../support/credentials.ts';
import { fakeIo } from '../support/fake-io.ts';
import { shake } from '../support/matrix.ts';
import { startOpensslServer } from '../support/peers/openssl.ts';
import { hasPeer } from '../support/peers.ts';

const folder = mkdtempSync(join(tmpdir(), 'whytls-beyond-'));
let rsa: Credentials;

beforeAll(async () => {
  rsa = await credentials('rsa-2048');
  writeFileSync(join(folder, 'cert.pem'), rsa.leaf.pem);
  writeFileSync(join(folder, 'key.pem'), rsa.leaf.keyPem);
});
afterAll(() => rmSync(folder, { recursive: true }));

const certified = (): readonly string[] => ['-cert', join(folder, 'cert.pem'), '-key', join(folder, 'key.pem')];

describe.skipIf(!hasPeer('openssl'))('a suite beyond us', () => {
  it.each([
    ['NULL-SHA256', 'TLS_RSA_WITH_NULL_SHA256', 'cipher', true],
    ['ECDHE-RSA-NULL-SHA', 'TLS_ECDHE_RSA_WITH_NULL_SHA', 'cipher', true],
    ['ADH-AES128-SHA256', 'TLS_DH_anon_WITH_AES_128_CBC_SHA256', 'keyExchange', false],
    ['AECDH-AES128-SHA', 'TLS_ECDH_anon_WITH_AES_128_CBC_SHA', 'keyExchange', false],
  ] as const)('%s is captured up to ServerHelloDone', async (openssl, name, what, hasCertificate) => {
    const server = await startOpensslServer([...certified(), '-tls1_2', '-cipher', `${openssl}:@SECLEVEL=0`]);
    try {
      const offer = { versions: [0x0303], cipherSuites: [cipherSuites.codes[name]] };
      const capture = await shake(server.port, offer);
      expect(capture.problem).toEqual({
        kind: 'cannotComplete',
        what,
        value: cipherSuites.codes[name],
        waitingFor: 'serverHelloDone',
      });
      expect(capture.completed).toBe(false);
      expect(capture.messages.findLast(({ from }) => from === 'server')?.name).toBe('server_hello_done');
      expect(capture.certificates).toEqual(hasCertificate ? [toHex(rsa.leaf.der)] : []);
      if (openssl.startsWith('ADH')) expect(capture.dhBits).toBeGreaterThanOrEqual(1024);
      if (openssl.includes('ECDH')) expect(capture.group).not.toBeNull();
    } finally {
      await server.stop();
    }
  });

  it('is found by the experiments, and the report says where they stopped', async () => {
    const server = await startOpensslServer([...certified(), '-tls1_2', '-cipher', 'NULL-SHA256:@SECLEVEL=0']);
    try {
      const io = fakeIo();
      const code = await main([`localhost:${server.port}`, '--ip', '127.0.0.1', '--json'], io);
      expect(code).toBe(1);
      const report = JSON.parse(io.printed()) as Report;
      expect(report.findings[0]?.id).toBe('no-shared-cipher');
      const results = report.endpoints[0]?.experiments.map(({ result }) => result) ?? [];
      expect(results.some((one) => one.includes('TLS_RSA_WITH_NULL_SHA256 (seen up to ServerHelloDone'))).toBe(true);
    } finally {
      await server.stop();
    }
  });
});
