import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { main } from '../../../src/cli/main.ts';
import { reportJsonSchema } from '../../../src/report/schema/output.ts';
import { fakeIo } from '../../support/fake-io.ts';

const expired =
  'pymongo: db1.example.net:27018: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: certificate has expired (_ssl.c:1006)';

async function run(
  argv: readonly string[],
  given: Parameters<typeof fakeIo>[0] = {},
  files: Readonly<Record<string, string>> = {},
) {
  const io = fakeIo(given);
  for (const [path, text] of Object.entries(files)) io.files.set(path, text);
  const code = await main(['explain', ...argv], io);
  return { code, out: io.printed(), err: io.complained(), io };
}

const validate = z.fromJSONSchema(reportJsonSchema() as z.core.JSONSchema.JSONSchema);

interface Line {
  readonly id: string | null;
  readonly diagnoses: readonly { readonly id: string; readonly matched: string }[];
  readonly unknownTls: object | null;
  readonly error: { readonly kind: string; readonly line: number } | null;
}
const linesOf = (out: string): readonly Line[] =>
  out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);

describe('whytls explain', () => {
  it('takes the text as arguments, from a file, and from standard input, and says the same', async () => {
    const asArgument = await run([expired]);
    expect(asArgument).toMatchObject({ code: 0, err: '' });
    expect(asArgument.out).toContain('cert-expired');
    expect((await run(expired.split(' '))).out).toBe(asArgument.out);
    expect((await run(['--file', 'error.log'], {}, { 'error.log': expired })).out).toBe(asArgument.out);
    expect((await run([], { input: [expired.slice(0, 40), expired.slice(40)] })).out).toBe(asArgument.out);
    expect((await run(['--file', '-'], { input: [expired] })).out).toBe(asArgument.out);
  });

  it('names the server of the text in its commands, and capitals where there is none', async () => {
    expect((await run([expired])).out).toContain('whytls db1.example.net:27018');
    const nameless = (await run(['certificate verify failed: certificate has expired'])).out;
    expect(nameless).toContain('whytls HOST:PORT');
    expect(nameless).not.toContain('example.net');
  });

  it('shows the commands of every system, but of the programs only that of the one that complained', async () => {
    const unknownIssuer = 'SSL certificate problem: unable to get local issuer certificate';
    const { out } = await run([`curl: (60) ${unknownIssuer} https://db.example.com:8443/`]);
    for (const line of ['# Debian, Ubuntu', '# macOS', '# Windows (PowerShell)', '# Docker image', '# curl'])
      expect(out).toContain(`\n         ${line}\n`);
    expect(out).toContain('curl --cacert ca.pem https://db.example.com:8443/');
    expect(out).not.toMatch(/# (?:PyMongo|Node|Java)\n|rejectUnauthorized/);
    expect((await run([unknownIssuer])).out).toMatch(/# Java\n/);
  });

  it('refers to pages of the program that complained alone', async () => {
    const go = await run(['x509: certificate signed by unknown authority, dial tcp db.example.com:443']);
    expect(go.out).toContain('# Go\n');
    expect(go.out).not.toMatch(/# (?:curl|Java|psql)\n/);
    expect(go.out).not.toMatch(/curl\.se|libpq-ssl|keytool/);
  });

  it('begins in plain text where the program that complained does', async () => {
    const { out } = await run([
      'psql: error: connection to server at "db.example.com" (192.0.2.7), port 5432 failed: SSL error: certificate verify failed',
    ]);
    expect(out).toMatch(/whytls db\.example\.com:5432 --starttls postgres(?: |\n)/);
    expect(out).toMatch(/openssl s_client -connect db\.example\.com:5432 .*-starttls postgres/);
    expect(out).not.toMatch(/whytls db\.example\.com:5432(?! --starttls)/);
  });

  it('warns of what people do instead, and says what it would hide', async () => {
    const { out } = await run([expired]);
    const section = out.split('What is no remedy\n')[1] ?? '';
    expect(section).toMatch(/^ +tlsInsecure=true, tlsAllowInvalidCertificates=true: .*expired/);
    expect((await run([expired, '--lang', 'zh'])).out).toContain('不要这样做\n');
  });

  it('reads UTF-16 as PowerShell writes it, and what a Chinese console writes', async () => {
    const utf16 = new Uint8Array([0xff, 0xfe, ...Buffer.from('certificate has expired', 'utf16le')]);
    expect((await run(['--quiet'], { input: [utf16] })).out).toContain('(cert-expired)');
    // 证书已过期 in GBK.
    const gbk = new Uint8Array([0xd6, 0xa4, 0xca, 0xe9, 0xd2, 0xd1, 0xb9, 0xfd, 0xc6, 0xda]);
    expect((await run(['--quiet', '--lang', 'zh'], { input: [gbk] })).out).toContain('(cert-expired)');
  });

  it('answers in Chinese', async () => {
    const { out } = await run([expired, '--lang', 'zh']);
    expect(out.split('\n')[0]).toMatch(/证书已过期/);
    expect(out).toContain('解决办法');
    expect(out).not.toMatch(/What to do|Sources/);
  });

  it('says it when there is no TLS problem, and when there is one that it does not know', async () => {
    expect((await run(['MongoServerError: bad auth : Authentication failed.'])).out).toMatch(/^✔ No TLS problem/);
    const unknown = await run(['SSL routines: the flux capacitor failed at 10.0.0.1:443']);
    expect(unknown.out).toMatch(/^⚠ A TLS error that whytls does not know/);
    expect(unknown.out).toContain('whytls 10.0.0.1:443');
  });

  it('prints JSON that is valid against the schema', async () => {
    for (const text of [expired, 'Authentication failed', 'SSL routines: the flux capacitor failed']) {
      const { out } = await run([text, '--json']);
      expect(validate.safeParse(JSON.parse(out)).success).toBe(true);
    }
    const { out } = await run(['--list', '--json']);
    expect(validate.safeParse(JSON.parse(out)).success).toBe(true);
  });

  it('lists the diagnoses, and prints the page of one', async () => {
    expect((await run(['--list'])).out).toMatch(/^ *cert-expired {2,}\S/m);
    expect((await run(['cert-expired'])).out).toMatch(/^# Certificate has expired\n/);
  });

  it('knows the diagnoses of a deployment, too, and both languages', async () => {
    expect((await run(['--list'])).out).toMatch(/^ *x509-member-dn {2,}\S/m);
    expect((await run(['--list', '--lang', 'zh'])).out).toMatch(/^ *x509-member-dn {2,}\p{Script=Han}/mu);
    expect((await run(['x509-member-dn'])).out).toMatch(/^## What to do$/m);
    const { out } = await run(['cert-expired', '--lang', 'zh']);
    expect(out).toMatch(/^# 证书已过期\n/);
    expect(out).toMatch(/^## 解决办法$/m);
    expect(out).not.toMatch(/^## What/m);
  });

  it('lists by family, in one column for all, and what is no error says so', async () => {
    const lines = (await run(['--list'])).out.split('\n');
    const columns = lines.flatMap((line) => /^ {4}[a-z0-9-]+ +/.exec(line)?.[0].length ?? []);
    expect(columns.length).toBeGreaterThan(60);
    expect(new Set(columns).size).toBe(1);
    expect(lines).toContain('  Revocation');
    expect(lines.find((line) => line.includes('cert-expiring-soon'))).toContain('warning: ');
    const zh = (await run(['--list', '--lang', 'zh'])).out;
    expect(zh).toMatch(/^ {2}吊销$/m);
    expect(zh.split('\n').filter((line) => line !== '' && !/\p{Script=Han}|MongoDB/u.test(line))).toStrictEqual([]);
  });

  it('knows an id however it is typed, and guesses one that it does not know', async () => {
    expect((await run(['Cert_Expired'])).out).toMatch(/^# Certificate has expired\n/);
    expect(await run(['cert-expird'])).toMatchObject({
      code: 2,
      out: '',
      err: 'whytls: there is no diagnosis "cert-expird": did you mean cert-expired?\n',
    });
    expect((await run(['quite-another-word'])).err).toMatch(/^whytls: [^\n]*explain --list[^\n]*\n$/);
    expect((await run(['cert-expird', '--lang', 'zh'])).err).toMatch(/没有名为“cert-expird”的诊断.*cert-expired/);
    // A word that an error could be is a text.
    expect((await run(['ERR_TLS_CERT_ALTNAME_INVALID'])).out).toContain('hostname-mismatch');
  });

  it('gives the page as JSON that is valid against the schema, in both languages', async () => {
    for (const language of ['en', 'zh']) {
      const { out } = await run(['missing-intermediate', '--json', '--lang', language]);
      const page = JSON.parse(out) as { readonly remedies: readonly { readonly commands: readonly string[] }[] };
      expect(validate.safeParse(page).success).toBe(true);
      expect(page.remedies.flatMap(({ commands }) => commands)).toContain('# nginx');
    }
  });

  it('never shows a credential', async () => {
    const secrets = [
      'mongodb://bob:hunter2@db1.example.net:27018 certificate has expired',
      'https://bob:hunter2@db1.example.net/ SSL certificate problem: certificate has expired',
      'Authorization: Basic hunter2aGVsbG8= certificate has expired',
      'curl -u bob:hunter2 https://db1.example.net: certificate has expired',
      'tlsCertificateKeyFilePassword=hunter2 certificate has expired',
      '-----BEGIN PRIVATE KEY-----hunter2-----END PRIVATE KEY----- certificate has expired',
      `${'x'.repeat(3000)}:hunter2@db1.example.net: certificate has expired`,
    ];
    for (const text of secrets) {
      for (const argv of [
        ['--', text],
        ['--json', '--', text],
      ]) {
        const { out } = await run(argv);
        expect(out).toContain('cert-expired');
        expect(out).not.toContain('hunter2');
      }
    }
  });

  it('shows nothing of the text that could move the cursor', async () => {
    const { out } = await run(['\u001b[2Jcertificate has expired\u0007 \u202egnp.exe']);

    expect(out.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });

  it.each([
    ['nothing at all', [], {}],
    ['an empty file', ['--file', 'empty.log'], { 'empty.log': ' \n' }],
    ['a file that is not there', ['--file', 'missing.log'], {}],
    ['a text and a file', ['text', '--file', 'a.log'], {}],
    ['a batch as Markdown', ['--batch', '-', '--format', 'markdown'], {}],
    ['a batch as HTML', ['--batch', '-', '--format', 'html'], {}],
    ['JSON and Markdown at once', ['text', '--json', '--format', 'markdown'], {}],
    ['JSON and text at once', ['text', '--json', '--format', 'text'], {}],
  ])('refuses %s in one line', async (_, argv, files) => {
    const { code, out, err } = await run(argv, {}, files);
    expect({ code, out }).toStrictEqual({ code: 2, out: '' });
    expect(err).toMatch(/^whytls: [^\n]+\n$/);
  });

  it('writes into a file', async () => {
    const { code, out, io } = await run([expired, '--output', 'answer.txt']);
    expect({ code, out }).toStrictEqual({ code: 0, out: '' });
    expect(io.files.get('answer.txt')).toContain('cert-expired');
  });
});

describe('whytls explain --batch', () => {
  it('answers line by line, in order, whatever the pieces', async () => {
    const input = [
      JSON.stringify({ id: 'a', text: expired }),
      JSON.stringify({ id: 2, text: 'Authentication failed' }),
      JSON.stringify({ text: 'tls: first record does not look like a TLS handshake' }),
      '',
    ].join('\n');
    const { code, out, err } = await run(['--batch', '-'], { input: Array.from(input) });
    expect({ code, err }).toStrictEqual({ code: 0, err: '' });
    const lines = linesOf(out);
    expect(lines.map(({ id }) => id)).toStrictEqual(['a', 2, null]);
    expect(lines.map(({ diagnoses }) => diagnoses[0]?.id)).toStrictEqual([
      'cert-expired',
      undefined,
      'plaintext-server',
    ]);
    for (const line of lines) expect(validate.safeParse(line).success).toBe(true);
  });

  it('tells which lines it could not read, and goes on', async () => {
    const input = [
      '{"id":"a"',
      '[]',
      '{"id":{},"text":"x"}',
      '{"id":"d"}',
      '{"id":"e","text":"certificate has expired"}',
      '',
    ].join('\n');
    const { code, out, err } = await run(['--batch', '-'], { input: [input] });
    const lines = linesOf(out);
    expect(lines.map(({ error }) => error?.kind)).toStrictEqual([
      'notJson',
      'notAnObject',
      'badId',
      'noText',
      undefined,
    ]);
    expect(lines.map(({ error }) => error?.line)).toStrictEqual([1, 2, 3, 4, undefined]);
    for (const line of lines) expect(validate.safeParse(line).success).toBe(true);
    expect(lines.at(-1)?.diagnoses[0]?.id).toBe('cert-expired');
    expect(code).toBe(2);
    expect(err).toMatch(/^whytls: 4 lines could not be read; the first is line 1[^\n]*\n$/);
  });

  it('refuses options that a batch cannot have', async () => {
    expect((await run(['--batch', '-', '--output', 'x'])).code).toBe(2);
    expect((await run(['--batch', 'missing.ndjson'])).code).toBe(2);
  });
});
