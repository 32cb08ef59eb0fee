/** A server that wants a client certificate (openssl s_server), through the command line: none, the right one, wrong ones. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { main } from '../../src/cli/main.ts';
import type { Report } from '../../src/report/report.ts';
import { createKey, issueCertificate } from '../../src/x509/pki/issue/issue.ts';
import type { Issued, KeyKind } from '../../src/x509/pki/issue/issue.ts';
import { credentials } from '../support/credentials.ts';
import { fakeIo } from '../support/fake-io.ts';
import { hasPeer } from '../support/peers.ts';
import { output, startOpensslServer } from '../support/peers/openssl.ts';
import type { OpensslServer } from '../support/peers/openssl.ts';

const folder = mkdtempSync(join(tmpdir(), 'whytls-client-'));
const file = (name: string, text?: string): string => {
  if (text !== undefined) writeFileSync(join(folder, name), text);
  return join(folder, name);
};

const day = 86_400_000;
let ca: Issued;
let servers: Record<'tls12' | 'tls13', OpensslServer>;

const client = (kind: KeyKind, more: { notAfter?: number; issuer?: Issued; usage?: string } = {}): Promise<Issued> =>
  issueCertificate({
    subject: [['CN', 'client']],
    issuer: more.issuer ?? ca,
    key: createKey(kind),
    notBefore: Date.now() - 2 * day,
    notAfter: more.notAfter ?? Date.now() + day,
    extendedKeyUsage: [more.usage ?? 'clientAuth'],
  });

beforeAll(async () => {
  const server = await credentials('rsa-2048');
  ca = await issueCertificate({
    subject: [['CN', 'Client CA']],
    ca: true,
    notBefore: Date.now() - day,
    notAfter: Date.now() + 30 * day,
  });
  file('root.pem', server.root.pem);
  const shared = [
    '-cert',
    file('leaf.pem', server.leaf.pem),
    '-key',
    file('leaf.key', server.leaf.keyPem),
    '-cert_chain',
    file('chain.pem', server.intermediate.pem),
    '-CAfile',
    file('client-ca.pem', ca.pem),
    '-Verify',
    '2',
    '-verify_return_error',
  ];
  const [tls12, tls13] = await Promise.all([
    startOpensslServer([...shared, '-tls1_2']),
    startOpensslServer([...shared, '-tls1_3']),
  ]);
  servers = { tls12, tls13 };
});

afterAll(async () => {
  await Promise.all(Object.values(servers).map((server) => server.stop()));
  rmSync(folder, { recursive: true });
});

async function look(
  version: 'tls12' | 'tls13',
  ...more: string[]
): Promise<{ code: number; report: Report; said: string }> {
  const io = fakeIo();
  const target = [`localhost:${servers[version].port}`, '--ip', '127.0.0.1', '--tlsCAFile', file('root.pem'), '--json'];
  const code = await main([...target, ...more], io);
  return { code, report: JSON.parse(io.printed() || 'null') as Report, said: io.complained() };
}

describe.skipIf(!hasPeer('openssl'))('a client certificate', () => {
  it.each(['tls12', 'tls13'] as const)('is found missing (%s)', async (version) => {
    const { code, report } = await look(version);
    expect(report.findings.filter(({ rootCause }) => rootCause).map(({ id }) => id)).toEqual(['client-cert-required']);
    expect(code).toBe(1);
  });

  it.each([
    ['tls12', 'rsa-2048'],
    ['tls12', 'rsa-pss-2048'],
    ['tls12', 'ec-p256'],
    ['tls12', 'ec-p384'],
    ['tls12', 'ec-p521'],
    ['tls12', 'ed25519'],
    ['tls12', 'ed448'],
    ['tls13', 'rsa-2048'],
    ['tls13', 'rsa-pss-2048'],
    ['tls13', 'ec-p256'],
    ['tls13', 'ec-p384'],
    ['tls13', 'ec-p521'],
    ['tls13', 'ed25519'],
    ['tls13', 'ed448'],
  ] as const)('is accepted (%s, %s)', async (version, kind) => {
    const { pem, keyPem } = await client(kind);
    const { code, report } = await look(version, '--tlsCertificateKeyFile', file(`${kind}.pem`, keyPem + pem));
    expect(report.findings).toEqual([]);
    expect(report.verdict).toBe('ok');
    expect(code).toBe(0);
  });

  it.each([
    ['tls12', 'expired'],
    ['tls13', 'expired'],
    ['tls12', 'of another CA'],
    ['tls13', 'of another CA'],
  ] as const)('is found rejected (%s, %s)', async (version, fault) => {
    const stranger = await credentials();
    const { pem, keyPem } =
      fault === 'expired'
        ? await client('ec-p256', { notAfter: Date.now() - day })
        : await client('ec-p256', { issuer: stranger.root });
    const { code, report } = await look(version, '--tlsCertificateKeyFile', file('bad.pem', keyPem + pem));
    expect(report.findings.filter(({ rootCause }) => rootCause).map(({ id }) => id)).toEqual(['client-cert-rejected']);
    // RFC 8446 section 6.2: certificate_expired, unknown_ca.
    expect(report.endpoints[0]?.handshake.alert?.description).toBe(
      fault === 'expired' ? 'certificate_expired' : 'unknown_ca',
    );
    expect(code).toBe(1);
  });

  it.each(['tls12', 'tls13'] as const)('sends its intermediate certificates along (%s)', async (version) => {
    const intermediate = await issueCertificate({
      subject: [['CN', 'Client Issuing CA']],
      ca: true,
      issuer: ca,
      notBefore: Date.now() - day,
      notAfter: Date.now() + 30 * day,
    });
    const { pem, keyPem } = await client('ec-p256', { issuer: intermediate });
    // The server knows the root alone.
    const alone = await look(version, '--tlsCertificateKeyFile', file('alone.pem', keyPem + pem));
    expect(alone.report.findings.filter(({ rootCause }) => rootCause).map(({ id }) => id)).toEqual([
      'client-cert-rejected',
    ]);
    const whole = file('whole.pem', pem + intermediate.pem + keyPem);
    expect((await look(version, '--tlsCertificateKeyFile', whole)).report.verdict).toBe('ok');
  });

  it('may come in PKCS #12 with a password, which appears nowhere', async () => {
    const { pem, keyPem } = await client('rsa-2048');
    const made = [
      'pkcs12',
      '-export',
      '-in',
      file('one.pem', keyPem + pem),
      '-out',
      file('one.p12'),
      '-passout',
      'pass:hush-hush',
    ];
    await output('openssl', made);
    const given = ['--tlsCertificateKeyFile', file('one.p12'), '--tlsCertificateKeyFilePassword'];
    const right = await look('tls13', ...given, 'hush-hush');
    expect(right.report.verdict).toBe('ok');
    expect(JSON.stringify(right)).not.toContain('hush-hush');
    const wrong = await look('tls13', ...given, 'loud-loud');
    expect(wrong.code).toBe(2);
    expect(wrong.said).toMatch(/^whytls: .*one\.p12: the password does not open the private key.*\n$/);
    expect(wrong.said).not.toContain('loud-loud');
  });

  it.each([
    [
      'a key alone',
      (one: Issued) => one.keyPem,
      'no certificate; put both into one file: cat key.pem cert.pem > combined.pem',
    ],
    [
      'a certificate alone',
      (one: Issued) => one.pem,
      'no private key; put both into one file: cat key.pem cert.pem > combined.pem',
    ],
    ['nothing', () => '', 'the file is empty'],
  ])('is refused in one line when the file holds %s', async (_name, content, words) => {
    const { code, said } = await look(
      'tls13',
      '--tlsCertificateKeyFile',
      file('half.pem', content(await client('ec-p256'))),
    );
    expect(code).toBe(2);
    expect(said).toContain(words);
    expect(said.trim().split('\n')).toHaveLength(1);
  });
});
