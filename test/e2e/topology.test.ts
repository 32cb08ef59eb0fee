/** What comes after the handshake with a MongoDB server: the hosts that it advertises, and a login by certificate. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, it } from 'vitest';
import { main } from '../../src/cli/main.ts';
import type { RunningFault } from '../../src/lab/fault.ts';
import type { Report } from '../../src/report/report.ts';
import { issueCertificate } from '../../src/x509/pki/issue/issue.ts';
import { start, stopAll } from '../lab/running.ts';
import { fakeIo } from '../support/fake-io.ts';

const folder = mkdtempSync(join(tmpdir(), 'whytls-topology-'));
const file = (name: string, content: string): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
afterEach(stopAll);
afterAll(() => rmSync(folder, { recursive: true }));

async function probed({ port, caFile }: RunningFault, options: string, ...more: readonly string[]): Promise<Report> {
  const io = fakeIo();
  const ca = encodeURIComponent(file('ca.pem', caFile ?? ''));
  await main([`mongodb://localhost:${port}/?tls=true&tlsCAFile=${ca}${options}`, '--json', ...more], io);
  return JSON.parse(io.printed()) as Report;
}
const causes = (report: Report): readonly string[] =>
  report.findings.filter(({ rootCause }) => rootCause).map(({ id }) => id);

it('goes on to the hosts that a replica set advertises, and checks each against its own name', async () => {
  const running = await start('replica-set-host');
  const report = await probed(running, '');
  expect(report.target.hosts.map(({ host }) => host)).toStrictEqual(['localhost', '127.0.0.1']);
  expect(causes(report)).toStrictEqual(['replica-set-host']);
  expect(report.endpoints.at(-1)?.verification.accepted).toBe(false);
});

it('stays with the seed where the connection string says so', async () => {
  const report = await probed(await start('replica-set-host'), '&directConnection=true');
  expect(report.target.hosts).toHaveLength(1);
  expect(report.verdict).toBe('ok');
});

it('S2.18: tries a login by certificate, and says which user the server would have to know', async () => {
  const now = Date.now();
  const { pem, keyPem } = await issueCertificate({
    subject: [
      ['O', 'Ex, Inc.'],
      ['CN', 'app'],
    ],
    extendedKeyUsage: ['clientAuth'],
    notBefore: now - 1e6,
    notAfter: now + 1e10,
  });
  const own = encodeURIComponent(file('own.pem', keyPem + pem));
  const running = await start('healthy');
  const report = await probed(running, `&tlsCertificateKeyFile=${own}&authMechanism=MONGODB-X509`);
  expect(causes(report)).toStrictEqual(['x509-authentication']);
  expect(JSON.stringify(report.findings[0]?.remedies)).toContain('CN=app,O=Ex\\\\\\\\, Inc.');
  expect(causes(await probed(running, `&tlsCertificateKeyFile=${own}`))).toStrictEqual([]);
});
