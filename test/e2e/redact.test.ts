/** With `--redact` nothing that comes out names anybody's host, whatever is wrong with it; and it still tells the same. */
import { createServer } from 'node:tls';
import type { Server } from 'node:tls';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { main } from '../../src/cli/main.ts';
import type { Report } from '../../src/report/report.ts';
import { reportJsonSchema } from '../../src/report/schema/output.ts';
import { issueCertificate } from '../../src/x509/pki/issue/issue.ts';
import { fakeIo } from '../support/fake-io.ts';
import { listening } from '../support/listening.ts';

const validate = z.fromJSONSchema(reportJsonSchema() as z.core.JSONSchema.JSONSchema);
const day = 86_400_000;
const folder = mkdtempSync(join(tmpdir(), 'whytls-redact-'));
const servers: Server[] = [];

interface Peer {
  readonly port: number;
  /** Octets, fingerprints and serial numbers of its certificates, as they may be printed. */
  readonly traces: readonly string[];
}

const peers = new Map<string, Peer>();

beforeAll(async () => {
  const validity = { notBefore: Date.now() - 30 * day, notAfter: Date.now() + 60 * day };
  const organisation = [
    ['O', 'Kermit Bank'],
    ['OU', 'Payments'],
  ] as const;
  const root = await issueCertificate({ subject: [['CN', 'Kermit Root X'], ...organisation], ca: true, ...validity });
  writeFileSync(join(folder, 'roots.pem'), root.pem);
  const issuer = await issueCertificate({
    subject: [['CN', 'Kermit Issuing CA 7'], ...organisation],
    ca: true,
    issuer: root,
    ...validity,
  });
  const serve = async (name: string, change: object, chain: (leaf: string) => string): Promise<void> => {
    const leaf = await issueCertificate({
      subject: [['CN', 'db1.pay.kermit.com'], ...organisation],
      san: [{ dns: 'db1.pay.kermit.com' }, { dns: '*.pay.kermit.com' }, { dns: 'kermitdb' }, { ip: '198.18.7.7' }],
      issuer,
      ocspUrl: 'http://ocsp.kermit.com/',
      caIssuersUrl: 'http://pki.kermit.com/issuing.cer',
      ...validity,
      ...change,
    });
    // It hangs up on whatever is said: a driver learns at once that this is no MongoDB.
    const server = createServer({ cert: chain(leaf.pem), key: leaf.keyPem }, (socket) => {
      socket.on('data', () => socket.end('no'));
    });
    servers.push(server);
    const traces = [leaf, issuer, root].flatMap(({ der, certificate }) => [
      certificate.serial,
      ...(Buffer.from(der).toString('base64').match(/.{60}/g) ?? []).slice(0, 3),
    ]);
    peers.set(name, { port: await listening(server), traces });
  };
  const whole = (leaf: string): string => leaf + issuer.pem;
  await serve('sound', {}, whole);
  await serve('expired', { notAfter: Date.now() - day }, whole);
  await serve('incomplete', {}, (leaf) => leaf);
  await serve('renamed', { san: [{ dns: 'other.kermit.com' }] }, whole);
  await serve('nameless', { san: null }, whole);
});

afterAll(() => {
  for (const server of servers) server.close();
  rmSync(folder, { recursive: true, force: true });
});

async function look(peer: string, more: readonly string[], at = 'db1.pay.kermit.com') {
  const { port = 0 } = peers.get(peer) ?? {};
  const io = fakeIo();
  const target = `mongodb://kermitadmin:hush@${at}:${port}/?tls=true&replicaSet=kermit-rs`;
  const code = await main(
    [target, '--ip', '127.0.0.1', '--tlsCAFile', join(folder, 'roots.pem'), '--no-network-lookups', ...more],
    io,
  );
  return { code, out: io.printed() };
}

const rootCauses = (report: Report): readonly string[] =>
  report.findings.filter(({ rootCause }) => rootCause).map(({ id }) => id);

const forms: readonly (readonly string[])[] = [
  [],
  ['--verbose'],
  ['--json'],
  ['--format', 'markdown'],
  ['--quiet'],
  ['--lang', 'zh'],
];

describe('a report with placeholders on a server that is', () => {
  it.each(['sound', 'expired', 'incomplete', 'renamed', 'nameless'])('%s', async (peer) => {
    const { traces = [] } = peers.get(peer) ?? {};
    for (const form of forms) {
      const { out } = await look(peer, [...form, '--redact']);
      // The folder is the test's own.
      const said = out.replaceAll(folder, '');
      expect(said).not.toMatch(/kermit|Payments|198\.18/i);
      expect(traces.filter((trace) => said.includes(trace))).toStrictEqual([]);
    }
    const [plain, hidden] = [await look(peer, ['--json']), await look(peer, ['--json', '--redact'])];
    const [before, after] = [JSON.parse(plain.out) as Report, JSON.parse(hidden.out) as Report];
    expect(() => validate.parse(after)).not.toThrow();
    expect(hidden.code).toBe(plain.code);
    expect(rootCauses(after)).toStrictEqual(rootCauses(before));
    expect(after.verdict).toBe(before.verdict);
    expect(after.endpoints[0]?.chain).toHaveLength(before.endpoints[0]?.chain.length ?? -1);
  });

  it('there by an address alone', async () => {
    const { out } = await look('sound', ['--redact', '--json'], '198.18.7.7');
    expect(out.replaceAll(folder, '')).not.toMatch(/kermit|198\.18/i);
    expect((JSON.parse(out) as Report).target.host).toBe('192.0.2.1');
  });

  it('told with names that fit each other still', async () => {
    const report = JSON.parse((await look('sound', ['--redact', '--json'])).out) as Report;
    const { host } = report.target;
    const [leaf, issuer] = report.endpoints[0]?.chain ?? [];
    expect(host).toMatch(/^host-\d+\.host-\d+\.domain-1\.example$/);
    expect(leaf?.san[0]).toBe(`DNS:${host}`);
    expect(leaf?.san[1]).toBe(`DNS:*.${host.split('.').slice(1).join('.')}`);
    expect(leaf?.issuer).toBe(issuer?.subject);
    expect(leaf?.subject).toMatch(/^OU=name-\d+,O=name-\d+,CN=host-\d+\.host-\d+\.domain-1\.example$/);
    expect(leaf?.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(leaf?.sha256).not.toBe(issuer?.sha256);
    expect(report.run?.command).toContain(`mongodb://user:***@${host}`);
  });

  it('not stored at the same time: what is stored must be what was sent', async () => {
    const io = fakeIo();
    expect(await main(['127.0.0.1:1', '--redact', '--save', 'o.json'], io)).toBe(2);
    expect(io.complained()).toBe('whytls: --redact and --save exclude each other: keep one\n');
    expect([...io.files]).toStrictEqual([]);
  });

  it('told again from a stored observation', async () => {
    const io = fakeIo();
    const { port = 0 } = peers.get('expired') ?? {};
    await main([`db1.pay.kermit.com:${port}`, '--ip', '127.0.0.1', '--save', 'o.json', '--quiet'], io);
    const again = fakeIo({ input: [io.files.get('o.json') ?? ''] });
    await main(['replay', '-', '--redact', '--verbose'], again);
    expect(again.printed()).not.toMatch(/kermit|Payments/i);
  });
});
