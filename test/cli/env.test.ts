/** `whytls env` through the command line, on this machine and with programs of our own on PATH. */
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { environmentReportSchema } from '../../src/report/schema/environment.ts';
import { fakeIo } from '../support/fake-io.ts';
import { hasPeer } from '../support/peers.ts';

const folder = mkdtempSync(join(tmpdir(), 'whytls-env-'));
const marker = join(folder, 'ran');
beforeAll(() => {
  for (const name of ['openssl', 'python3', 'node', 'java', 'go']) {
    writeFileSync(join(folder, name), `#!/bin/sh\necho ${name} >> '${marker}'\n`);
    chmodSync(join(folder, name), 0o755);
  }
});
afterAll(() => rmSync(folder, { recursive: true }));

const run = async (argv: readonly string[], env: Readonly<Record<string, string>> = {}) => {
  const io = fakeIo({ env: { LANG: 'C.UTF-8', ...env } });
  const code = await main(['env', ...argv], io);
  return { code, printed: io.printed(), complained: io.complained() };
};
const report = async (argv: readonly string[], env: Readonly<Record<string, string>> = {}) => {
  const { code, printed } = await run(['--json', ...argv], env);
  return { code, report: environmentReportSchema.parse(JSON.parse(printed)) };
};
const { PATH = '', HOME = '' } = process.env;

describe('whytls env', () => {
  it.skipIf(!hasPeer('openssl') || !hasPeer('java'))('says of programs what they say of themselves', async () => {
    const { report: seen } = await report([], { PATH, HOME });
    const version = execFileSync('openssl', ['version'], { encoding: 'utf8' });
    const [openssl] = seen.programs.filter(({ name }) => name === 'openssl');
    expect(version.startsWith(openssl?.library ?? '-')).toBe(true);
    expect(openssl?.folder).toBe(/"(.*)"/.exec(execFileSync('openssl', ['version', '-d'], { encoding: 'utf8' }))?.[1]);
    const script =
      'import ssl; print(ssl.OPENSSL_VERSION, ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).minimum_version.name)';
    const [python] = seen.programs.filter(({ name }) => name === 'python');
    const said = execFileSync('python3', ['-c', script], { encoding: 'utf8', env: { PATH, HOME } }).trim();
    expect(`${python?.library} ${python?.minVersion}`).toBe(said);
    expect(seen.programs.find(({ name }) => name === 'java')?.version).toMatch(/^\d+/);
    expect(seen.runtime).toEqual({ node: process.versions.node, openssl: process.versions.openssl });
    expect(seen.trustStores[0]).toMatchObject({ name: 'system', problem: null });
    expect(Date.parse(seen.clock.notBefore.at)).toBeLessThan(Date.parse(seen.clock.now));
  });

  it('runs nothing with --no-run, and says of what does not answer that it did not', async () => {
    const quiet = await report(['--no-run'], { PATH: folder });
    expect(existsSync(marker)).toBe(false);
    expect(quiet.report.programs.map(({ name, version, problem }) => [name, version, problem])).toEqual(
      ['openssl', 'python', 'node', 'java', 'go'].map((name) => [name, null, null]),
    );
    const asked = await report([], { PATH: folder });
    expect(existsSync(marker)).toBe(true);
    expect(asked.report.programs.map(({ problem }) => problem?.kind)).toEqual(Array(5).fill('other'));
  });

  it('S1.58: finds what SSL_CERT_FILE and SSL_CERT_DIR break, and shows what holds, with the exit code of a finding', async () => {
    const env = { SSL_CERT_FILE: join(folder, 'gone.pem'), SSL_CERT_DIR: folder, PATH: folder };
    const { code, report: seen } = await report(['--no-run'], env);
    expect([code, seen.verdict]).toEqual([1, 'fail']);
    expect(seen.findings.map(({ id }) => id)).toEqual(['client-roots-missing']);
    expect(seen.variables.filter(({ value }) => value !== null).map(({ name }) => name)).toEqual([
      'SSL_CERT_FILE',
      'SSL_CERT_DIR',
    ]);
    const shown = await run(['--no-run'], {});
    expect(shown.printed).toMatch(/Trust stores\n\s+✔ system\s+\/\S+, \d+ certificates/);
    const text = await run(['--no-run', '--quiet'], env);
    expect(text.printed).toContain(`${join(folder, 'gone.pem')} does not exist`);
  });

  it('exits with 1 for a warning only where that is asked', async () => {
    const env = { NODE_EXTRA_CA_CERTS: '/gone.pem' };
    expect((await run(['--no-run'], env)).code).toBe(0);
    expect((await run(['--no-run', '--fail-on', 'warning'], env)).code).toBe(1);
  });

  it.each(['en', 'zh'])('shows no password in %s', async (lang) => {
    const env = {
      HTTPS_PROXY: 'http://user:s3cret@proxy:3128',
      JAVA_TOOL_OPTIONS: '-Djavax.net.ssl.trustStore=/gone.jks -Djavax.net.ssl.trustStorePassword=s3cret',
    };
    for (const form of [[], ['--json']]) {
      const { printed } = await run(['--no-run', '--lang', lang, ...form], env);
      expect(printed).toContain('/gone.jks');
      expect(printed).not.toContain('s3cret');
    }
  });

  it('refuses what it does not know, in one line', async () => {
    const { code, complained } = await run(['--bogus']);
    expect(code).toBe(2);
    expect(complained.trim().split('\n')).toHaveLength(1);
  });
});
