/** The Python on PATH: asked where something was found whose remedies differ by it, and nowhere else. */
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { main } from '../../src/cli/main.ts';
import type { Report } from '../../src/report/report.ts';
import { start, stopAll } from '../lab/running.ts';
import { fakeIo } from '../support/fake-io.ts';
import { hasPeer } from '../support/peers.ts';

const folder = mkdtempSync(join(tmpdir(), 'whytls-python-'));
const mark = join(folder, 'was-run');
const caFile = join(folder, 'ca.pem');
afterEach(async () => {
  rmSync(mark, { force: true });
  await stopAll();
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A program that is called python3, says this, and leaves a mark. It has no PATH to find others by. */
function pythonThatSays(text: string): void {
  const file = join(folder, 'python3');
  writeFileSync(file, `#!/bin/sh\n: > '${mark}'\nprintf '%s\\n' '${text}'\n`);
  chmodSync(file, 0o755);
}

async function probed(fault: string, more: readonly string[] = [], path = folder): Promise<Report> {
  const { host, port, caFile: pem } = await start(fault);
  writeFileSync(caFile, pem ?? '');
  const io = fakeIo({ env: { LANG: 'C.UTF-8', PATH: path } });
  const client = more.includes('--client') ? [] : ['--client', 'pymongo'];
  await main([`${host}:${port}`, '--tlsCAFile', caFile, '--json', ...client, ...more], io);
  return JSON.parse(io.printed()) as Report;
}
const remediesOf = (report: Report): string => JSON.stringify(report.findings.map(({ remedies }) => remedies));

const old =
  '{"version": "3.9.18", "implementation": "CPython", "library": "OpenSSL 1.1.1w  11 Sep 2023", "suites": [47]}';

describe.skipIf(process.platform === 'win32')('the Python on PATH', () => {
  it('is not run where all is well, nor where its answers would change nothing', async () => {
    pythonThatSays(old);
    for (const fault of ['healthy', 'cert-expired', 'connection-refused']) {
      expect((await probed(fault)).python).toBeNull();
      expect(existsSync(mark)).toBe(false);
    }
  });

  it('tells what it is where that decides what to do; so does the release of the server', async () => {
    pythonThatSays(old);
    const report = await probed('no-shared-cipher');
    expect(report.findings[0]?.id).toBe('no-shared-cipher');
    expect(report.python).toMatchObject({ version: '3.9.18', packages: [] });
    expect(remediesOf(report)).toContain('Your Python here is 3.9.18 with OpenSSL 1.1.1w');
    expect(remediesOf(report)).toContain('PyMongo connects from here');
    expect(remediesOf(report)).toContain('this server is 3.6');
    expect(report.endpoints[0]?.experiments.at(-1)).toMatchObject({ result: 'MongoDB 3.6' });
  });

  it('is left alone on demand, and for clients that have nothing to do with it', async () => {
    pythonThatSays(old);
    expect((await probed('no-shared-cipher', ['--no-local-python'])).python).toBeNull();
    // A server that refuses Node's hello, too.
    expect((await probed('protocol-version', ['--client', 'node'])).python).toBeNull();
    expect(existsSync(mark)).toBe(false);
  });

  it.each(['', '{"version": 3}', '[]', `{"version": "3", "library": "${'x'.repeat(70_000)}"}`])(
    'may answer nonsense: %.20s',
    async (text) => {
      pythonThatSays(text);
      const report = await probed('protocol-version');
      expect(report.python).toBeNull();
      expect(remediesOf(report)).toContain('howsmyssl');
    },
  );

  it.skipIf(!hasPeer('python3'))('says the truth of a real one', async () => {
    const report = await probed('protocol-version', [], process.env['PATH'] ?? '');
    expect(report.python?.library).toMatch(/^(?:OpenSSL|LibreSSL) \d/);
    expect(remediesOf(report)).toContain(`Nothing is to be done here: your Python is ${report.python?.version}`);
  });
});
