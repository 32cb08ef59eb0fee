import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { main } from '../../../src/cli/main.ts';
import { longestLine } from '../../../src/cli/input/lines.ts';
import { chainLineSchema } from '../../../src/report/schema/chain.ts';
import { reportJsonSchema } from '../../../src/report/schema/output.ts';
import { issueCertificate } from '../../../src/x509/pki/issue/issue.ts';
import type { CertificatePlan, Issued } from '../../../src/x509/pki/issue/issue.ts';
import { issueCrl } from '../../../src/x509/pki/issue/issue-crl.ts';
import { writePem } from '../../../src/x509/pki/pem.ts';
import { fakeIo } from '../../support/fake-io.ts';

const validate = z.fromJSONSchema(reportJsonSchema() as z.core.JSONSchema.JSONSchema);
const now = Date.UTC(2026, 5, 15);
const day = 86_400_000;
const times = { notBefore: now - 30 * day, notAfter: now + 60 * day };
const at = '2026-06-15T00:00:00Z';
const host = 'db1.example.net';

let root: Issued;
let intermediate: Issued;
let leaf: Issued;

const leafBy = (issuer: Issued, change: Partial<CertificatePlan> = {}): Promise<Issued> =>
  issueCertificate({ subject: [['CN', host]], san: [{ dns: host }], issuer, ...times, ...change });

beforeAll(async () => {
  root = await issueCertificate({ subject: [['CN', 'Example Root']], ca: true, ...times });
  intermediate = await issueCertificate({ subject: [['CN', 'Issuing CA']], ca: true, issuer: root, ...times });
  leaf = await leafBy(intermediate);
});

/** A sound line, and what to change. */
const asked = (change: object = {}): object => ({
  id: 'a',
  chain: [leaf.pem, intermediate.pem],
  ca: [root.pem],
  host,
  at,
  ...change,
});

async function run(lines: readonly (object | string)[], argv: readonly string[] = []) {
  const input = lines.map((line) => `${typeof line === 'string' ? line : JSON.stringify(line)}\n`);
  const io = fakeIo({ input });
  const code = await main(['verify', '--batch', '-', ...argv], io);
  const answers = io
    .printed()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      expect(() => validate.parse(JSON.parse(line))).not.toThrow();
      return chainLineSchema.parse(JSON.parse(line));
    });
  return { code, answers, err: io.complained() };
}

describe('whytls verify --batch', () => {
  it('answers each line in one, in their order', async () => {
    const { code, answers, err } = await run([
      asked({ id: 1 }),
      asked({ id: 'b', host: 'db2.example.net' }),
      asked({ id: null, at: '2027-06-15T00:00:00Z' }),
      asked({ id: 'd', chain: [leaf.pem] }),
      asked({ id: 'e', ca: [] }),
    ]);
    expect(answers.map(({ id, accepted, opensslError, text }) => [id, accepted, opensslError?.code, text])).toEqual([
      [1, true, undefined, null],
      ['b', false, 62, 'hostname mismatch'],
      [null, false, 10, 'certificate has expired'],
      ['d', false, 20, 'unable to get local issuer certificate'],
      ['e', false, 20, 'unable to get local issuer certificate'],
    ]);
    expect(answers.map(({ findings }) => findings.map(({ id }) => id))).toEqual([
      [],
      ['hostname-mismatch'],
      ['cert-expired'],
      ['untrusted-root'],
      ['untrusted-root'],
    ]);
    expect({ code, err }).toEqual({ code: 1, err: '' });
  });

  it('ends with 0 where every chain is fine, and with 1 on warnings where asked', async () => {
    expect((await run([asked(), asked()])).code).toBe(0);
    const soon = asked({ at: '2026-08-10' });
    expect((await run([soon])).code).toBe(0);
    expect((await run([soon], ['--fail-on', 'warning'])).code).toBe(1);
    expect(await run([])).toEqual({ code: 0, answers: [], err: '' });
  });

  it('takes certificates of one PEM text, an address, and seconds for the time', async () => {
    const addressed = await leafBy(root, { san: [{ ip: '2001:db8::7' }] });
    const { answers } = await run([
      asked({ chain: [leaf.pem + intermediate.pem], ca: root.pem, at: now / 1000 }),
      asked({ chain: addressed.pem, host: '2001:DB8:0::7' }),
      asked({ chain: addressed.pem, host: '2001:db8::8' }),
    ]);
    expect(answers.map(({ accepted, opensslError }) => [accepted, opensslError?.code])).toEqual([
      [true, undefined],
      [true, undefined],
      [false, 64],
    ]);
  });

  it('lets each line set its rules, and the command line those that it does not', async () => {
    const client = await leafBy(root, { extendedKeyUsage: ['clientAuth'] });
    const sloppy = await leafBy(root, { authorityKeyIdentifier: null });
    const lines = [
      asked({ chain: [client.pem], purpose: 'client' }),
      asked({ chain: [client.pem] }),
      asked({ maxDepth: 0 }),
      asked({ authLevel: 4 }),
      asked({ chain: [sloppy.pem], strict: true }),
      asked({ chain: [sloppy.pem] }),
      asked({ chain: [leaf.pem], ca: [intermediate.pem], partialChain: true }),
      asked({ chain: [leaf.pem], ca: [intermediate.pem] }),
    ];
    const codes = async (...argv: string[]) =>
      (await run(lines, argv)).answers.map(({ opensslError }) => opensslError?.code ?? null);
    expect(await codes()).toEqual([null, 26, 22, 66, 85, null, null, 2]);
    expect(await codes('--strict', '--partial-chain')).toEqual([null, 26, 22, 66, 85, 85, null, null]);
    expect(await codes('--purpose', 'client')).toEqual([null, null, 22, 66, 85, 26, 26, 2]);
  });

  it('looks certificates up in CRLs', async () => {
    const plan = { issuer: intermediate, thisUpdate: now - day, nextUpdate: now + day };
    const serial = BigInt(`0x${leaf.certificate.serial}`);
    const empty = writePem('X509 CRL', issueCrl(plan));
    const full = writePem('X509 CRL', issueCrl({ ...plan, entries: [{ serial, revokedAt: now - day }] }));
    const { answers } = await run([
      asked({ crls: [empty] }),
      asked({ crls: [full], crlCheck: 'leaf' }),
      asked({ crls: [empty], crlCheck: 'chain' }),
      asked({ crlCheck: 'leaf' }),
    ]);
    expect(answers.map(({ opensslError }) => opensslError?.code ?? null)).toEqual([null, 23, 3, 3]);
    expect(answers[1]?.findings.map(({ id }) => id)).toEqual(['cert-revoked']);
  });

  it('judges a certificate that cannot be decoded: that is an answer', async () => {
    const broken = `-----BEGIN CERTIFICATE-----\nMAMCAQE=\n-----END CERTIFICATE-----\n`;
    const { code, answers } = await run([
      asked({ chain: [broken] }),
      asked({ chain: [leaf.pem, broken] }),
      asked({ chain: [leaf.pem.slice(0, 300)] }),
    ]);
    expect(code).toBe(1);
    for (const answer of answers) {
      expect(answer).toMatchObject({ accepted: false, opensslError: null, text: null, error: null });
      expect(answer.findings.map(({ id }) => id)).toEqual(['certificate-malformed']);
    }
  });

  it('trusts what the client trusts by default where a line names no CA', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'whytls-batch-'));
    writeFileSync(join(folder, 'roots.pem'), root.pem);
    const env = { SSL_CERT_FILE: join(folder, 'roots.pem'), SSL_CERT_DIR: folder, LANG: 'C.UTF-8' };
    const io = fakeIo({ env, input: [JSON.stringify(asked({ ca: undefined }))] });
    expect(await main(['verify', '--batch', '-'], io)).toBe(0);
    rmSync(folder, { recursive: true });
  });
});

describe('a line that cannot be read', () => {
  it('gets an answer that says why, and the others are judged', async () => {
    const lines = [
      'hello',
      '[1]',
      asked({ id: 'x', chain: [] }),
      asked({ id: 'y', chain: ['no PEM'] }),
      asked({ id: 7, at: 'soon' }),
      asked({ host: 5 }),
      asked({ host: 'a\nb' }),
      asked({ strict: 'yes' }),
      asked({ authLevel: 9 }),
      asked({ maxDepth: 1.5 }),
      asked({ purpose: 'mail' }),
      asked({ ca: [1] }),
      asked({ crls: ['none'] }),
      asked({ id: {} }),
      asked(),
    ];
    const { code, answers, err } = await run(lines);
    expect(answers).toHaveLength(lines.length);
    expect(answers.slice(0, -1).map(({ id, error }) => [id, error?.line, error?.text])).toEqual([
      [null, 1, 'it is no JSON'],
      [null, 2, 'it is JSON, but no object'],
      ['x', 3, 'chain should be a list of PEM texts'],
      ['y', 4, 'chain[0] should be a certificate in PEM'],
      [7, 5, 'at should be a UTC time such as 2026-01-31T12:00:00Z, or seconds since 1970'],
      ['a', 6, 'host should be a host name or an IP address'],
      ['a', 7, 'host should be a host name or an IP address'],
      ['a', 8, 'strict should be true or false'],
      ['a', 9, 'authLevel should be a whole number from 0 to 5'],
      ['a', 10, 'maxDepth should be a whole number from 0 to 1000'],
      ['a', 11, 'purpose should be server or client'],
      ['a', 12, 'ca should be a list of PEM texts'],
      ['a', 13, 'crls[0] should be a readable CRL in PEM'],
      [null, 14, 'id should be a short text or a number'],
    ]);
    expect(answers.slice(0, -1).every(({ accepted }) => accepted === null)).toBe(true);
    expect(answers.at(-1)).toMatchObject({ accepted: true, error: null });
    expect(code).toBe(2);
    expect(err).toBe('whytls: --batch: 14 of 15 lines could not be read, the first of them line 1: it is no JSON\n');
  });

  it('is told in Chinese, too', async () => {
    const { answers, err } = await run(['hello'], ['--lang', 'zh']);
    expect(answers[0]?.error?.text).toBe('不是 JSON');
    expect(err).toMatch(/^whytls: --batch：1 行中有 1 行无法读取/);
  });

  it('may be longer than what is held', async () => {
    const { code, answers } = await run([`"${'x'.repeat(longestLine)}"`, asked()]);
    expect(answers.map(({ accepted, error }) => [accepted, error?.kind])).toEqual([
      [null, 'tooLong'],
      [true, undefined],
    ]);
    expect(code).toBe(2);
  });

  it('shows nothing of a private key that stands in it', async () => {
    const { answers, err } = await run([asked({ chain: [leaf.keyPem] }), asked({ chain: [leaf.keyPem + leaf.pem] })]);
    expect(answers[0]?.error?.text).toBe('chain[0] should be a certificate in PEM');
    expect(JSON.stringify(answers) + err).not.toContain(leaf.keyPem.split('\n')[1]);
  });
});

describe('a batch', () => {
  it('reads a file', async () => {
    const io = fakeIo();
    io.files.set('lines.ndjson', `${JSON.stringify(asked())}\n`);
    expect(await main(['verify', '--batch', 'lines.ndjson'], io)).toBe(0);
    expect(JSON.parse(io.printed())).toMatchObject({ id: 'a', accepted: true });
  });

  it('whose file is not there is one line and exit code 2', async () => {
    const io = fakeIo();
    expect(await main(['verify', '--batch', 'none.ndjson'], io)).toBe(2);
    expect(io.printed()).toBe('');
    expect(io.complained()).toMatch(/^whytls: --batch: none\.ndjson cannot be read \(ENOENT\)[^\n]*\n$/);
  });

  it('reads the next line only when the last was answered', async () => {
    const seen: string[] = [];
    function* input(): Generator<string> {
      for (const id of ['a', 'b', 'c']) {
        seen.push(`read ${id}`);
        yield `${JSON.stringify(asked({ id }))}\n`;
      }
    }
    const io = fakeIo({ input: input() });
    io.onPrint(() => seen.push('printed'));
    await main(['verify', '--batch', '-'], io);
    expect(seen).toEqual(['read a', 'printed', 'read b', 'printed', 'read c', 'printed']);
  });

  it('ends with 130 where somebody interrupts, and what was judged is printed', async () => {
    const io = fakeIo({ input: [`${JSON.stringify(asked())}\n`] });
    const endless = {
      ...io,
      input: (path: string | null) => ({ ...io.input(path), next: oneThenNever(io.input(path)) }),
    };
    const ending = main(['verify', '--batch', '-'], endless);
    await new Promise<void>((resolve) => io.onPrint(resolve));
    io.interrupt();
    expect(await ending).toBe(130);
    expect(JSON.parse(io.printed())).toMatchObject({ accepted: true });
  });

  it('stops where nobody reads the answers', async () => {
    let reads = 0;
    function* input(): Generator<string> {
      for (;;) {
        reads++;
        yield `${JSON.stringify(asked())}\n`;
      }
    }
    const io = fakeIo({ input: input() });
    expect(await main(['verify', '--batch', '-'], { ...io, out: { ...io.out, write: () => false } })).toBe(0);
    expect(reads).toBe(1);
  });
});

/** The first piece of a stream, and then nothing for ever. */
function oneThenNever<T>(stream: { readonly next: () => Promise<T> }): () => Promise<T> {
  let isFirst = true;
  return () => {
    if (!isFirst) return new Promise(() => undefined);
    isFirst = false;
    return stream.next();
  };
}
