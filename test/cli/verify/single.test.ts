import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { main } from '../../../src/cli/main.ts';
import { chainReportSchema } from '../../../src/report/schema/chain.ts';
import { reportJsonSchema } from '../../../src/report/schema/output.ts';
import { issueCertificate } from '../../../src/x509/pki/issue/issue.ts';
import type { CertificatePlan, Issued } from '../../../src/x509/pki/issue/issue.ts';
import { issueOcspResponse } from '../../../src/x509/pki/issue/issue-ocsp.ts';
import { issueCrl } from '../../../src/x509/pki/issue/issue-crl.ts';
import { writePem } from '../../../src/x509/pki/pem.ts';
import { fakeIo } from '../../support/fake-io.ts';
import { opensslSays } from '../../support/peers/openssl-verify.ts';
import { hasPeer } from '../../support/peers.ts';

const validate = z.fromJSONSchema(reportJsonSchema() as z.core.JSONSchema.JSONSchema);
const folder = mkdtempSync(join(tmpdir(), 'whytls-verify-'));
const file = (name: string, content: string | Uint8Array = ''): string => {
  const path = join(folder, name);
  if (content !== '') writeFileSync(path, content);
  return path;
};

const now = Date.UTC(2026, 5, 15);
const day = 86_400_000;
const times = { notBefore: now - 30 * day, notAfter: now + 60 * day };
const at = ['--at', '2026-06-15'];
const host = 'db1.example.net';

let root: Issued;
let intermediate: Issued;
let leaf: Issued;
let ca = '';

const leafBy = (issuer: Issued, change: Partial<CertificatePlan> = {}): Promise<Issued> =>
  issueCertificate({ subject: [['CN', host]], san: [{ dns: host }], issuer, ...times, ...change });

beforeAll(async () => {
  root = await issueCertificate({ subject: [['CN', 'Example Root']], ca: true, ...times });
  intermediate = await issueCertificate({ subject: [['CN', 'Issuing CA']], ca: true, issuer: root, ...times });
  leaf = await leafBy(intermediate);
  ca = file('ca.pem', root.pem);
  file('chain.pem', leaf.pem + intermediate.pem);
});
afterAll(() => rmSync(folder, { recursive: true }));

async function run(argv: readonly string[], io = fakeIo()) {
  const code = await main(['verify', ...argv], io);
  return { code, out: io.printed(), err: io.complained(), files: io.files };
}

async function judged(...argv: readonly string[]) {
  const { code, out, err } = await run([...at, ...argv, '--json']);
  expect(err).toBe('');
  expect(() => validate.parse(JSON.parse(out))).not.toThrow();
  return { code, ...chainReportSchema.parse(JSON.parse(out)) };
}

describe('whytls verify', () => {
  it('accepts a sound chain in one sentence, and ends with 0', async () => {
    const { code, out, err } = await run(['--chain', file('chain.pem'), '--ca', ca, '--host', host, ...at]);
    // A line may break anywhere: the folder is as long as it is.
    expect(out.replaceAll(/\s+/g, ' ')).toMatch(
      /^✔ OpenSSL accepts \S+chain\.pem for db1\.example\.net: valid until 2026-08-14 \(60 days\)\. /,
    );
    expect(out).toContain('CN=db1.example.net → CN=Issuing CA → CN=Example Root');
    expect({ code, err }).toEqual({ code: 0, err: '' });
  });

  it('tells in JSON what the contract says', async () => {
    expect(await judged('--chain', file('chain.pem'), '--ca', ca, '--host', host)).toMatchObject({
      code: 0,
      schema: 'whytls.verify/1',
      id: file('chain.pem'),
      accepted: true,
      opensslError: null,
      text: null,
      findings: [],
      host,
      judgedAt: '2026-06-15T00:00:00.000Z',
      client: { id: 'openssl' },
      path: [
        { subject: 'CN=db1.example.net', from: 'leaf' },
        { subject: 'CN=Issuing CA', from: 'sent' },
        { subject: 'CN=Example Root', from: 'trustStore' },
      ],
    });
    expect(await judged('--chain', file('chain.pem'), '--ca', ca, '--host', 'db2.example.net')).toMatchObject({
      code: 1,
      accepted: false,
      opensslError: { code: 62, name: 'X509_V_ERR_HOSTNAME_MISMATCH', depth: 0 },
      text: 'hostname mismatch',
      findings: [{ id: 'hostname-mismatch', rootCause: true }],
    });
  });

  it('checks no name where none is given, and an address where one is', async () => {
    expect(await judged('--chain', file('chain.pem'), '--ca', ca)).toMatchObject({ accepted: true, host: null });
    const error = { code: 64, name: 'X509_V_ERR_IP_ADDRESS_MISMATCH', depth: 0 };
    expect(await judged('--chain', file('chain.pem'), '--ca', ca, '--host', '192.0.2.1')).toMatchObject({
      opensslError: error,
    });
  });

  it('speaks of the file, and names the command that judges it again', async () => {
    const { code, out } = await run(['--chain', file('leaf.pem', leaf.pem), '--ca', ca, ...at]);
    expect(code).toBe(1);
    expect(out).not.toMatch(/server sen|connection|s_client -connect|probe/);
    expect(out).toContain(`whytls verify --chain ${file('leaf.pem')} --ca ${ca}`);
    expect(out).toContain('Chain as given');
  });

  it('speaks Chinese, and in one line', async () => {
    const { out } = await run(['--chain', file('leaf.pem', leaf.pem), '--ca', ca, '--lang', 'zh', ...at]);
    expect(out).toMatch(/^✖ OpenSSL 不信任服务器证书的签发者/);
    expect(out).not.toMatch(/服务器没有发送|再次探测|Chain as/);
    const quiet = await run(['--chain', file('chain.pem'), '--ca', ca, '-q', '--lang', 'zh', ...at]);
    expect(quiet.out).toMatch(/^✔ OpenSSL 接受 .*有效期至 2026-08-14（还有 60 天）。\n$/);
  });

  it('reads the chain from standard input, as s_client -showcerts prints it', async () => {
    const printed = ` 0 s:CN = ${host}\n   i:CN = Issuing CA\n${leaf.pem} 1 s:CN = Issuing CA\n${intermediate.pem}---\n`;
    const io = fakeIo({ input: [printed.slice(0, 100), printed.slice(100)] });
    const { code, out } = await run(['--chain', '-', '--ca', ca, ...at], io);
    expect(code).toBe(0);
    expect(out).toContain('OpenSSL accepts the chain: ');
  });

  it('passes over the key in a combined file, and never shows it', async () => {
    const combined = file('combined.pem', leaf.keyPem + leaf.pem + intermediate.pem);
    for (const flag of ['--json', '--verbose']) {
      const { code, out, err } = await run(['--chain', combined, '--ca', ca, flag, ...at]);
      expect(code).toBe(0);
      expect(out + err).not.toContain('PRIVATE KEY');
      expect(out + err).not.toContain(leaf.keyPem.split('\n')[1]);
    }
  });

  it('reads DER, and intermediates from a file of their own', async () => {
    expect(await judged('--chain', file('leaf.der', leaf.der), '--ca', file('ca.der', root.der))).toMatchObject({
      accepted: false,
      opensslError: { code: 20 },
    });
    const extra = file('extra.pem', intermediate.pem);
    const again = await judged('--chain', file('leaf.der'), '--extra', extra, '--ca', file('ca.der'));
    expect(again).toMatchObject({ accepted: true, chain: [{ subject: 'CN=db1.example.net' }] });
  });

  it('writes the report into a file, and fails on warnings where asked', async () => {
    const soon = ['--chain', file('chain.pem'), '--ca', ca, '--at', '2026-08-10', '--json'];
    const { code, out, files } = await run([...soon, '--output', 'r.json']);
    expect({ code, out }).toEqual({ code: 0, out: '' });
    expect(JSON.parse(files.get('r.json') ?? '')).toMatchObject({ verdict: 'warn', accepted: true });
    expect((await run([...soon, '--fail-on', 'warning'])).code).toBe(1);
  });
});

describe('the stores of this machine', () => {
  it('are compared where the one that decides refuses, and then alone', async () => {
    const other = file('other.pem', (await issueCertificate({ subject: [['CN', 'Other']], ca: true, ...times })).pem);
    const env = { LANG: 'C.UTF-8', NODE_EXTRA_CA_CERTS: ca };
    const asked = ['--chain', file('chain.pem'), '--no-local-python', '--json', ...at] as const;
    const { out } = await run([...asked, '--ca', other], fakeIo({ env }));
    const refused = chainReportSchema.parse(JSON.parse(out));
    expect(refused.trustStores[0]).toMatchObject({ name: 'tlsCAFile', path: other, decides: true, accepted: false });
    expect(refused.trustStores).toContainEqual(
      expect.objectContaining({ name: 'nodeExtra', path: ca, decides: false, accepted: true }),
    );
    const told = await run(
      [...asked, '--ca', other].filter((word) => word !== '--json'),
      fakeIo({ env }),
    );
    expect(told.out).toMatch(/Trust stores of this machine\n/);
    const fine = await run([...asked, '--ca', ca], fakeIo({ env }));
    expect(chainReportSchema.parse(JSON.parse(fine.out)).trustStores).toHaveLength(1);
    const client = await run([...asked, '--ca', other, '--purpose', 'client'], fakeIo({ env }));
    expect(chainReportSchema.parse(JSON.parse(client.out)).trustStores).toHaveLength(1);
  });
});

describe('the rules of verify', () => {
  it('are those of the client: level, CN, wildcards', async () => {
    const partial = file('partial.pem', (await leafBy(root, { san: [{ dns: 'db*.example.net' }] })).pem);
    const asked = ['--chain', partial, '--ca', ca, '--host', host] as const;
    expect((await judged(...asked)).accepted).toBe(true);
    expect((await judged(...asked, '--client', 'pymongo')).accepted).toBe(false);
    const named = file('cn.pem', (await leafBy(root, { san: null })).pem);
    expect((await judged('--chain', named, '--ca', ca, '--host', host)).accepted).toBe(true);
    const strict = await judged('--chain', named, '--ca', ca, '--host', host, '--client', 'pymongo-ocsp');
    expect(strict.opensslError?.code).toBe(62);
  });

  it('can be set: security level, depth, strict mode, partial chains, purpose', async () => {
    const chain = ['--chain', file('chain.pem'), '--ca', ca] as const;
    expect((await judged(...chain, '--auth-level', '3')).accepted).toBe(true);
    expect((await judged(...chain, '--auth-level', '4')).opensslError?.code).toBe(66);
    expect((await judged(...chain, '--max-depth', '0')).opensslError?.code).toBe(22);
    expect((await judged(...chain, '--purpose', 'client')).opensslError?.code).toBe(26);
    const partial = ['--chain', file('leaf.pem', leaf.pem), '--ca', file('int.pem', intermediate.pem)] as const;
    expect((await judged(...partial)).opensslError?.code).toBe(2);
    expect((await judged(...partial, '--partial-chain')).accepted).toBe(true);
    const sloppy = file('sloppy.pem', (await leafBy(root, { authorityKeyIdentifier: null })).pem);
    expect((await judged('--chain', sloppy, '--ca', ca)).accepted).toBe(true);
    expect((await judged('--chain', sloppy, '--ca', ca, '--strict')).accepted).toBe(false);
  });

  it('see the certificate of a client as mongod does', async () => {
    const wrong = await leafBy(root, { extendedKeyUsage: ['serverAuth'] });
    const { out } = await run(['--chain', file('client.pem', wrong.pem), '--ca', ca, '--purpose', 'client', ...at]);
    expect(out).toMatch(/^✖ The client's certificate is not made for a TLS client, so mongod refuses it\./);
    expect(out).toContain('SSL peer certificate validation failed: unsuitable certificate purpose');
    expect(out).not.toContain('rotateCertificates');
    const right = await leafBy(root, { extendedKeyUsage: ['clientAuth'] });
    const fine = await judged('--chain', file('right.pem', right.pem), '--ca', ca, '--purpose', 'client');
    expect(fine).toMatchObject({ accepted: true, purpose: 'client', client: { id: 'mongod' } });
  });

  it('judge an OCSP response, by the client that looks at it', async () => {
    const response = await issueOcspResponse({
      certificate: leaf.certificate,
      issuer: intermediate,
      status: 'revoked',
      reason: 'keyCompromise',
      thisUpdate: now - day,
      nextUpdate: now + day,
    });
    const forms = [
      file('ocsp.der', response),
      file(
        'ocsp.pem',
        `-----BEGIN OCSP RESPONSE-----\n${Buffer.from(response).toString('base64')}\n-----END OCSP RESPONSE-----\n`,
      ),
      file('ocsp.txt', Buffer.from(response).toString('base64')),
    ];
    for (const staple of forms) {
      const chain = ['--chain', file('chain.pem'), '--ca', ca, '--staple', staple] as const;
      const seen = await judged(...chain, '--client', 'pymongo-ocsp');
      expect(seen).toMatchObject({
        code: 1,
        accepted: false,
        opensslError: null,
        ocsp: { status: 'revoked', valid: true },
      });
      expect(seen.findings.map(({ id }) => id)).toEqual(['cert-revoked']);
      expect((await judged(...chain)).accepted).toBe(true);
    }
    const { out } = await run(['--chain', file('chain.pem'), '--ca', ca, '--staple', forms[0] ?? '', ...at]);
    expect(out).not.toMatch(/stapled/i);
  });
});

describe('the CRLs of verify', () => {
  it('are read as PEM and DER, for the leaf or for the whole path', async () => {
    const plan = { thisUpdate: now - day, nextUpdate: now + day };
    const serial = BigInt(`0x${leaf.certificate.serial}`);
    const entries = [{ serial, revokedAt: now - 2 * day, reason: 'keyCompromise' }] as const;
    const der = issueCrl({ ...plan, issuer: intermediate, entries });
    const chain = ['--chain', file('chain.pem'), '--ca', ca] as const;
    const revoked = await judged(...chain, '--crl', file('crl.der', der));
    expect(revoked).toMatchObject({
      code: 1,
      opensslError: { code: 23, depth: 0 },
      findings: [{ id: 'cert-revoked' }],
    });
    const empty = [issueCrl({ ...plan, issuer: intermediate }), issueCrl({ ...plan, issuer: root })];
    const both = file('crl.pem', empty.map((crl) => writePem('X509 CRL', crl)).join(''));
    const whole = await judged(...chain, '--crl', both, '--crl-check', 'chain');
    expect(whole.accepted).toBe(true);
    expect(whole.crls).toMatchObject([
      { issuer: 'CN=Issuing CA', entries: 0, lookups: [{ subject: `CN=${host}`, byClient: true, problems: [] }] },
      { issuer: 'CN=Example Root', lookups: [{ subject: 'CN=Issuing CA' }, { subject: 'CN=Example Root' }] },
    ]);
    const { out } = await run([...chain, '--crl', both, ...at]);
    expect(out).toMatch(/CRL +CRL of CN=Issuing CA of /);
    const one = file('one.der', empty[0]);
    expect((await judged(...chain, '--crl', one)).accepted).toBe(true);
    expect((await judged(...chain, '--crl', one, '--crl-check', 'chain')).opensslError?.code).toBe(3);
    expect((await judged(...chain, '--crl-check', 'leaf')).opensslError?.code).toBe(3);
  });

  it('are named by the command that judges it again', async () => {
    const late = file('late.der', issueCrl({ issuer: intermediate, thisUpdate: now - 9 * day, nextUpdate: now - day }));
    const { out } = await run(['--chain', file('chain.pem'), '--ca', ca, '--crl', late, ...at]);
    expect(out).toMatch(/^✖ The CRL of CN=Issuing CA expired on 2026-06-14/);
    expect(out).toContain(`--chain ${file('chain.pem')} --crl crl.pem --ca ${ca}`);
    expect(out).not.toMatch(/refuses the connection|-connect/);
  });
});

describe('a file that cannot be used', () => {
  const cases: readonly (readonly [string, () => readonly string[], RegExp])[] = [
    ['is not there', () => ['--chain', file('none.pem')], /--chain: \S+none\.pem cannot be read \(fileNotFound\)/],
    [
      'holds a key alone',
      () => ['--chain', file('key.pem', leaf.keyPem)],
      /holds a private key, but a certificate is wanted$/,
    ],
    [
      'is a key in DER',
      () => ['--chain', file('key.der', derOf(leaf.keyPem))],
      /holds a private key, but a certificate/,
    ],
    ['is empty', () => ['--chain', file('empty.pem', '\n')], /it is empty; it should hold a certificate$/],
    [
      'is text',
      () => ['--chain', file('text.pem', 'hello')],
      /holds neither PEM nor DER; it should hold a certificate$/,
    ],
    [
      'is UTF-16',
      () => ['--chain', file('utf16.pem', Buffer.from(`\ufeff${leaf.pem}`, 'utf16le'))],
      /is UTF-16 text; save it/,
    ],
    [
      'holds a request',
      () => ['--chain', file('r.pem', pemOf('CERTIFICATE REQUEST'))],
      /holds a certificate request, but/,
    ],
    [
      'is PKCS #7',
      () => ['--chain', file('p7.pem', pemOf('PKCS7'))],
      /PKCS #7, .*openssl pkcs7 -in file\.p7b -print_certs/,
    ],
    ['holds other PEM', () => ['--chain', file('x.pem', pemOf('X\u0007Y'))], /only PEM of other kinds \(X\\u\{7\}Y\)$/],
    [
      'is cut off',
      () => ['--chain', file('cut.pem', leaf.pem.slice(0, 200))],
      /PEM block 1 \(CERTIFICATE\) is cut off or is not base64/,
    ],
    ['is a folder', () => ['--chain', folder], /cannot be read \(EISDIR\)/],
    [
      'trusts no certificate',
      () => ['--chain', file('chain.pem'), '--ca', file('key.pem')],
      /--ca: \S+: it holds a private key/,
    ],
    [
      'trusts garbage',
      () => ['--chain', file('chain.pem'), '--ca', file('bad.pem', pemOf('CERTIFICATE'))],
      /--ca: \S+: certificate 1 in it cannot be read/,
    ],
    [
      'adds garbage',
      () => ['--chain', file('chain.pem'), '--extra', file('bad.pem')],
      /--extra: \S+: certificate 1 in it cannot be read: Certificate\./,
    ],
    [
      'is no CRL',
      () => ['--chain', file('chain.pem'), '--crl', file('chain.pem')],
      /--crl: \S+: it holds a certificate, but a CRL/,
    ],
    [
      'is a broken CRL',
      () => ['--chain', file('chain.pem'), '--crl', file('badcrl.pem', pemOf('X509 CRL'))],
      /--crl: \S+: CRL 1 in it cannot be read/,
    ],
    [
      'is no OCSP response',
      () => ['--chain', file('chain.pem'), '--staple', file('chain.pem')],
      /--staple: \S+: it holds a certificate, but an OCSP response/,
    ],
  ];

  it.each(cases)('%s: one line, exit code 2', async (_, argv, expected) => {
    const { code, out, err } = await run([...argv()]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/^whytls: [^\n]+\n$/);
    expect(err.trimEnd()).toMatch(expected);
    expect(err).not.toContain(leaf.keyPem.split('\n')[1]);
    expect((await run([...argv(), '--lang', 'zh'])).err).toMatch(/\p{Script=Han}/u);
  });

  it('holds a certificate that cannot be decoded: that is an answer', async () => {
    const broken = file('broken.pem', pemOf('CERTIFICATE'));
    expect(await judged('--chain', broken, '--ca', ca)).toMatchObject({
      code: 1,
      accepted: false,
      opensslError: null,
      findings: [{ id: 'certificate-malformed' }],
    });
  });
});

describe('wrong usage of verify', () => {
  it.each([
    [[], /^whytls: which chain\? /],
    [['--chain', 'x', '--batch', '-'], /--batch and --chain exclude each other/],
    [['--batch', '-', '--format', 'text'], /--batch and --format text exclude each other/],
    [['--batch', '-', '--format', 'markdown'], /--batch and --format markdown exclude each other/],
    [['--batch', '-', '--format', 'html'], /--batch and --format html exclude each other/],
    [['--chain', 'x', '--json', '--format', 'markdown'], /--json and --format markdown exclude each other/],
    [['--chain', 'x', '--client', 'mongod'], /--client cannot be "mongod": give pymongo, /],
    [['--chain', 'x', '--client', 'pymongo', '--purpose', 'client'], /--client and --purpose client exclude/],
    [['--chain', 'x', '--auth-level', '6'], /--auth-level cannot be "6": give a number from 0 to 5/],
    [['--chain', 'x', '--max-depth', '-1'], /--max-depth/],
    [['--chain', 'x', '--host', 'a b'], /--host cannot be "a b": give a host name or an IP address/],
    [['--chain', 'x', '--at', 'soon'], /--at cannot be "soon"/],
    [['--chain', 'x', '--purpose', 'mail'], /--purpose cannot be "mail": give server, client/],
    [['chain.pem'], /"chain\.pem" is not expected here/],
  ])('%j', async (argv, expected) => {
    const { code, out, err } = await run(argv);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(expected);
  });
});

describe.skipIf(!hasPeer('openssl'))('beside the openssl program', () => {
  it('names the error that openssl verify names for a file', async () => {
    const weak = await leafBy(root, { key: 'rsa-1024' });
    const path = file('weak.pem', weak.pem);
    const options = ['-purpose', 'sslserver', '-auth_level', '2', '-attime', String(now / 1000), '-CAfile', ca];
    const said = await opensslSays(['verify', ...options, path]);
    const { opensslError, text } = await judged('--chain', path, '--ca', ca);
    expect(said).toContain(`error ${opensslError?.code} at ${opensslError?.depth} depth lookup: ${text}`);
  });
});

const derOf = (pem: string): Buffer => Buffer.from(pem.replaceAll(/-----.*-----|\s/g, ''), 'base64');

const pemOf = (label: string): string => `-----BEGIN ${label}-----\nMAMCAQE=\n-----END ${label}-----\n`;
