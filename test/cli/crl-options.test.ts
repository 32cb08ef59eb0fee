/** Options of revocation lists, from what is typed to what is told. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startLab } from '../../src/cli/lab/session.ts';
import type { LabSession } from '../../src/cli/lab/session.ts';
import { main } from '../../src/cli/main.ts';
import { readSettings } from '../../src/cli/probe/settings.ts';
import { readArguments } from '../../src/cli/usage/args.ts';
import { faultById } from '../../src/lab/lab.ts';
import type { Report } from '../../src/report/report.ts';
import { reportSchema } from '../../src/report/schema/probe.ts';
import { fakeIo } from '../support/fake-io.ts';
import { value } from '../support/result.ts';

const folder = mkdtempSync(join(tmpdir(), 'whytls-crl-options-'));
let lab: LabSession;

beforeAll(async () => {
  lab = await startLab(['cert-revoked-crl', 'crl-unreachable', 'cert-revoked'].flatMap((id) => faultById(id) ?? []));
});

afterAll(async () => {
  rmSync(folder, { recursive: true });
  await lab.stop();
});

const crlsOf = async (...argv: readonly string[]) => {
  const given = readArguments(['db1.example.net:27017', ...argv]);
  if (given === null) throw new Error('not plain');
  return value(await readSettings(given, {})).options.crls;
};

const argvOf = (id: string): readonly string[] => lab.entries.find(({ fault }) => fault.id === id)?.up?.argv ?? [];

describe('options of revocation lists', () => {
  it('are read', async () => {
    expect(await crlsOf()).toBeUndefined();
    expect(await crlsOf('--tlsCRLFile', 'a.pem')).toStrictEqual({
      tlsCRLFile: 'a.pem',
      crlFile: null,
      distributionPoints: false,
    });
    expect(await crlsOf('--crl=b.der', '--crl-distribution-points')).toStrictEqual({
      tlsCRLFile: null,
      crlFile: 'b.der',
      distributionPoints: true,
    });
  });

  it.each([
    ['--tlsCRLFile', 'absent.pem', null, /^whytls: --tlsCRLFile: \S+ cannot be read \(fileNotFound\): .*\n$/],
    ['--crl', 'text.pem', 'hello', /^whytls: --crl: \S+ holds no CRL that can be read: .*\n$/],
  ])('%s %s, which cannot be used, ends with 2 and one line', async (option, name, content, line) => {
    const path = join(folder, name);
    if (content !== null) writeFileSync(path, content);
    const io = fakeIo();
    expect(await main(['127.0.0.1:1', option, path, '--json'], io)).toBe(2);
    expect(io.complained()).toMatch(line);
    const { findings } = JSON.parse(io.printed()) as Report;
    expect(findings.map(({ id }) => id)).toContain('crl-problem');
  });

  it('say that PyMongo takes no such file when PyOpenSSL is there', async () => {
    const argv = argvOf('cert-revoked-crl').map((word) => (word === 'pymongo' ? 'pymongo-ocsp' : word));
    const io = fakeIo();
    // The client does not even begin, and neither do we.
    expect(await main([...argv, '--json'], io)).toBe(2);
    expect(io.complained()).toContain('tlsCRLFile cannot be used with PyOpenSSL');
    const { findings } = JSON.parse(io.printed()) as Report;
    expect(findings.map(({ id }) => id)).toEqual(['options-conflict']);
    expect(findings[0]?.clientErrors[0]?.message).toBe('tlsCRLFile cannot be used with PyOpenSSL');
  });
});

describe('the report', () => {
  it('shows which list was used, for whom, with its times', async () => {
    const json = fakeIo();
    await main([...argvOf('cert-revoked-crl'), '--json'], json);
    const report = reportSchema.parse(JSON.parse(json.printed()));
    expect(report.endpoints[0]?.crls).toMatchObject([
      {
        source: 'tlsCRLFile',
        form: 'pem',
        problem: null,
        lists: [
          {
            issuer: 'CN=Issuing CA,O=whytls lab',
            entries: 1,
            delta: false,
            lookups: [
              { subject: 'CN=localhost,O=whytls lab', byClient: true, revoked: true, problems: [{ kind: 'revoked' }] },
            ],
          },
        ],
      },
    ]);
    const text = fakeIo();
    await main([...argvOf('cert-revoked-crl')], text);
    expect(text.printed().replaceAll(/\s+/g, ' ')).toMatch(
      /CRL \S+cert-revoked-crl\.crl\.pem: CRL of CN=Issuing CA,O=whytls lab of \S+Z, next by \S+Z, 1 entry, CN=localhost,O=whytls lab: revoked/,
    );
  });

  it('shows what could not be fetched, and that it was not to be', async () => {
    const text = fakeIo();
    expect(await main([...argvOf('crl-unreachable')], text)).toBe(0);
    expect(text.printed()).toMatch(/CRL\s+http:\S+\.crl: HTTP status 404/);
    const off = fakeIo();
    await main([...argvOf('crl-unreachable'), '--no-network-lookups', '--lang', 'zh'], off);
    expect(off.printed()).toMatch(/CRL\s+http:\S+\.crl：未尝试/);
  });

  it('says that PyMongo uses one of the two where there is a staple as well', async () => {
    const crlFile = argvOf('cert-revoked-crl').at(-1) ?? '';
    const [target = '', option = '', caFile = ''] = argvOf('cert-revoked');
    const stapled = [target, option, caFile, '--client', 'pymongo'];
    const text = fakeIo();
    await main([...stapled, '--tlsCRLFile', crlFile], text);
    expect(text.printed().replaceAll(/\s+/g, ' ')).toContain('PyMongo never uses CRLs and OCSP in one handshake');
    const without = fakeIo();
    await main(stapled, without);
    expect(without.printed()).not.toContain('PyMongo never uses');
  });
});
