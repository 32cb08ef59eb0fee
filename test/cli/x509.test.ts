/** `whytls x509` through the command line, over files. */
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { dayMs } from '../../src/base/time.ts';
import { main } from '../../src/cli/main.ts';
import type { DeploymentReport } from '../../src/report/deployment-report.ts';
import { reportJsonSchema } from '../../src/report/schema/output.ts';
import { issueCertificate } from '../../src/x509/pki/issue/issue.ts';
import type { CertificatePlan, Issued } from '../../src/x509/pki/issue/issue.ts';
import { fakeIo } from '../support/fake-io.ts';
import { hasPeer } from '../support/peers.ts';
import { opensslSays } from '../support/peers/openssl-verify.ts';

const validate = z.fromJSONSchema(reportJsonSchema() as z.core.JSONSchema.JSONSchema);
const folder = mkdtempSync(join(tmpdir(), 'whytls-x509-'));
const at = Date.UTC(2026, 10, 22);
const file = (name: string): string => join(folder, name);
let root: Issued;

async function make(name: string, subject: CertificatePlan['subject'], plan: Partial<CertificatePlan> = {}) {
  const made = await issueCertificate({
    subject,
    issuer: root,
    notBefore: at - dayMs,
    notAfter: at + 365 * dayMs,
    ...plan,
  });
  // As MongoDB has it: key and certificate in one file.
  writeFileSync(file(name), made.keyPem + made.pem);
  return made;
}
const both = ['serverAuth', 'clientAuth'];
const client = { extendedKeyUsage: ['clientAuth'], keyUsage: ['digitalSignature'] } as const;
const cluster = (cn: string): CertificatePlan['subject'] => [
  ['O', 'MongoDB'],
  ['OU', 'Dept1'],
  ['CN', cn],
];

beforeAll(async () => {
  root = await issueCertificate({
    subject: [['CN', 'Root']],
    ca: true,
    notBefore: at - dayMs,
    notAfter: at + 3650 * dayMs,
  });
  writeFileSync(file('ca.pem'), root.pem);
  mkdirSync(file('members'));
  await make(
    'app.pem',
    [
      ['O', 'Ex, Inc.'],
      ['OU', 'Apps'],
      ['CN', 'Zoë "x"'],
    ],
    client,
  );
  await make('members/db1.pem', cluster('db1'), { extendedKeyUsage: both, san: [{ dns: 'db1.example.net' }] });
  await make('members/db2.pem', cluster('db2'), { extendedKeyUsage: both, san: [{ dns: 'db2.example.net' }] });
  await make('cn-only.pem', cluster('db3.example.net'), { extendedKeyUsage: both });
  await make('overridden.pem', cluster('db4.example.net'), { extendedKeyUsage: both, san: [{ ip: '192.0.2.4' }] });
  await make('due.pem', [['CN', 'due']], { ...client, notBefore: at - 10 * dayMs, notAfter: at + 30 * dayMs });
  await make('expired.pem', [['CN', 'gone']], { ...client, notBefore: at - 9 * dayMs, notAfter: at - dayMs });
  await make('member-like.pem', cluster('app'), client);
  const own = await issueCertificate({
    subject: [['CN', 'self']],
    ...client,
    notBefore: at - dayMs,
    notAfter: at + 365 * dayMs,
  });
  writeFileSync(file('self.pem'), own.pem);
});
afterAll(() => rmSync(folder, { recursive: true }));

async function run(...argv: readonly string[]) {
  const io = fakeIo();
  const when = argv.includes('--at') ? [] : ['--at', '2026-11-22'];
  const code = await main(['x509', ...when, ...argv], io);
  return { code, out: io.printed(), err: io.complained() };
}

async function judged(...argv: readonly string[]): Promise<DeploymentReport> {
  const { out } = await run('--json', '--ca', file('ca.pem'), ...argv);
  const report: unknown = JSON.parse(out);
  validate.parse(report);
  return report as DeploymentReport;
}

const ids = (report: DeploymentReport): readonly string[] => [
  ...report.findings.map(({ id }) => id),
  ...report.certificates.flatMap(({ findings }) => findings.map(({ id }) => id)),
];

describe('whytls x509', () => {
  it('S2.46: finds nothing wrong with any number of sound members and a client of their own', async () => {
    const sound = ['--client', file('app.pem'), '--member', file('members'), '--ca', file('ca.pem')];
    const { code, out } = await run(...sound, '--host', 'db1.example.net', 'db2.example.net');
    expect(out.split('\n')[0]).toBe("✔ All 3 certificates keep MongoDB's x.509 rules.");
    expect(code).toBe(0);
  });

  it.skipIf(!hasPeer('openssl'))(
    'S2.18: prints the user name that openssl prints, and the command that creates it',
    async () => {
      const { certificates } = await judged('--client', file('app.pem'));
      const user = certificates[0]?.user;
      const said = await opensslSays(['x509', '-in', file('app.pem'), '-noout', '-subject', '-nameopt', 'RFC2253']);
      expect(said).toBe(`subject=${user?.name}\n`);
      expect(certificates[0]?.subjectRfc2253).toBe(user?.name);
      const sent: unknown[] = [];
      const db = { getSiblingDB: (name: string) => ({ runCommand: (command: unknown) => sent.push(name, command) }) };
      runInNewContext(user?.createUser ?? '', { db });
      expect(sent).toMatchObject(['$external', { createUser: user?.name }]);
    },
  );

  it('S2.09: warns of a client that mongod warns of, to the second', async () => {
    expect(ids(await judged('--client', file('due.pem')))).toStrictEqual([]);
    const later = await judged('--client', file('due.pem'), '--at', '2026-11-22T00:00:01Z');
    expect(ids(later)).toStrictEqual(['cert-expiring-soon']);
  });

  it('S2.08 S2.31: refuses what has expired', async () => {
    const { code, out } = await run('--client', file('expired.pem'), '--ca', file('ca.pem'));
    expect(code).toBe(1);
    expect(out).toContain('cert-expired');
  });

  it('S2.03: tells a self-signed certificate', async () => {
    expect(ids(await judged('--client', file('self.pem')))).toContain('self-signed-leaf');
  });

  it('S2.12: tells a client that looks like a member', async () => {
    const report = await judged('--client', file('member-like.pem'), '--member', file('members'));
    expect(ids(report)).toContain('x509-client-dn-clash');
  });

  it('S2.23 S2.27: tells a server whose name is only in the CN', async () => {
    const report = await judged('--server', file('cn-only.pem'), '--host', 'db3.example.net');
    expect(ids(report)).toContain('san-missing');
  });

  it('S2.40: lets the CN count only where there is no subjectAltName at all', async () => {
    const alone = await judged('--member', file('cn-only.pem'), '--host', 'db3.example.net');
    expect(ids(alone)).not.toContain('x509-member-host');
    const overridden = await judged('--member', file('overridden.pem'), '--host', 'db4.example.net');
    expect(ids(overridden)).toContain('x509-member-host');
  });

  it('S2.41 S2.42: reads IP addresses, and before 4.2 does not', async () => {
    const asked = ['--member', file('overridden.pem'), '--host', '192.0.2.4'];
    expect(ids(await judged(...asked))).not.toContain('x509-member-host');
    expect(ids(await judged(...asked, '--server-version', '4.0'))).toContain('x509-member-host');
  });

  it('asks of each file the host that it holds, and of the one that holds none the host that is left', async () => {
    const hosts = ['db2.example.net', 'db1.example.net', 'db9.example.net'];
    const { certificates } = await judged('--member', file('members'), file('cn-only.pem'), '--host', ...hosts);
    expect(certificates.map(({ host }) => host)).toStrictEqual([
      'db1.example.net',
      'db2.example.net',
      'db9.example.net',
    ]);
    expect(certificates[2]?.findings.map(({ id }) => id)).toContain('hostname-mismatch');
  });

  it('S2.35: takes the override into account', async () => {
    const report = await judged('--member', file('members'), '--cluster-auth-dn-override', 'O=Else');
    expect(ids(report)).toStrictEqual(['x509-member-mismatch']);
  });

  it('takes patterns and folders, in both languages', async () => {
    const { out } = await run('--member', file('members/db?.pem'), '--ca', file('ca.pem'), '--lang', 'zh');
    expect(out).toContain('全部 2 个证书符合 MongoDB 的 x.509 规则');
  });

  it('never shows a private key', async () => {
    for (const more of [[], ['--json'], ['--verbose']]) {
      const { out, err } = await run('--client', file('app.pem'), '--ca', file('ca.pem'), ...more);
      expect(out + err).not.toContain('PRIVATE KEY');
    }
  });

  it.each([
    [[], 'which certificates'],
    [['--client', 'nowhere.pem'], 'nowhere.pem cannot be read (fileNotFound)'],
    [['--client', 'x', '--cluster-auth-dn-override', 'CN=x'], 'at least one of O, OU and DC'],
    [['--client', 'x', '--cluster-auth-dn-override', ''], 'needs a value'],
    [['--client', 'x', '--server-version', 'new'], 'a release such as 4.0'],
    [['--client', 'x', '--host', 'a b'], '--host'],
    [['--client'], '--client needs a value'],
    [['--clients', 'x'], 'did you mean --client?'],
    [['x'], 'not expected'],
  ])('%j: one line, and 2', async (argv, said) => {
    const { code, out, err } = await run(...argv);
    expect({ code, out }).toStrictEqual({ code: 2, out: '' });
    expect(err).toContain(said);
    expect(err.trimEnd()).not.toContain('\n');
  });

  it('says what is in a file that holds no certificate', async () => {
    const { keyPem } = await make('unused.pem', [['CN', 'x']]);
    writeFileSync(file('key.pem'), keyPem);
    const { code, err } = await run('--client', file('key.pem'));
    expect(code).toBe(2);
    expect(err).toContain('private key');
    expect(err).not.toContain('BEGIN');
  });
});
