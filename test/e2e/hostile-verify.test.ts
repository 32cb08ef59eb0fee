/**
 * Hostile certificates in a batch of the program, in a process of its own: every line is answered, it never fails itself, which
 * would be exit code 3, and takes less than 256 MiB.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { utf8 } from '../../src/base/octets.ts';
import { issueCrl } from '../../src/x509/pki/issue/issue-crl.ts';
import { createKey, issueCertificate } from '../../src/x509/pki/issue/issue.ts';
import type { CertificatePlan, Issued } from '../../src/x509/pki/issue/issue.ts';
import { writePem } from '../../src/x509/pki/pem.ts';
import type { ChainLine } from '../../src/report/chain-report.ts';
import { measuredProgram } from '../support/measured.ts';
import type { MeasuredProgram } from '../support/measured.ts';

const now = Date.UTC(2026, 5, 15);
const day = 86_400_000;
const times = { notBefore: now - 30 * day, notAfter: now + 60 * day };
const mebi = 2 ** 20;

let program: MeasuredProgram;
let root: Issued;
let leaf: Issued;

beforeAll(async () => {
  root = await issueCertificate({ subject: [['CN', 'Root']], ca: true, ...times });
  [program, leaf] = await Promise.all([measuredProgram(), leafBy(root)]);
});
afterAll(() => program.remove());

const leafBy = (issuer: Issued, change: Partial<CertificatePlan> = {}): Promise<Issued> =>
  issueCertificate({ subject: [['CN', 'db1']], san: [{ dns: 'db1.example' }], issuer, ...times, ...change });

const pem = (der: Uint8Array): string => writePem('CERTIFICATE', der);

/** A line that asks about a chain. */
const asked = (chain: readonly string[], change: object = {}): string =>
  JSON.stringify({ id: 'x', chain, ca: [root.pem], at: '2026-06-15', host: 'db1.example', ...change });

async function answers(lines: readonly string[]): Promise<readonly ChainLine[]> {
  const fed = await program.feed(
    lines.map((line) => `${line}\n`),
    'verify',
    '--batch',
    '-',
  );
  expect(fed.exitCode, fed.complained).toBeLessThan(3);
  expect(fed.peak).toBeLessThan(256 * mebi);
  const read = fed.printed
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as ChainLine);
  expect(read).toHaveLength(lines.length);
  return read;
}

const idsOf = ({ findings }: ChainLine): readonly string[] => findings.map(({ id }) => id);

/** A sequence in a sequence in a sequence, of definite length, so many times. */
function nested(depth: number): Uint8Array {
  const headers: Buffer[] = [];
  let length = 0;
  for (let i = 0; i < depth; i++) {
    const header = length < 0x80 ? [0x30, length] : [0x30, 0x83, length >> 16, (length >> 8) & 0xff, length & 0xff];
    headers.push(Buffer.from(header));
    length += header.length;
  }
  return Buffer.concat(headers.toReversed());
}

describe.concurrent('a batch of hostile certificates', { timeout: 60_000 }, () => {
  it('cut off at every octet', async () => {
    const cuts = Array.from(leaf.der, (_, end) => asked([pem(leaf.der.subarray(0, end))]));
    for (const answer of await answers(cuts)) {
      expect(answer.accepted).toBe(false);
      expect(idsOf(answer)).toEqual(['certificate-malformed']);
    }
  });

  it('with one bit turned over: no such leaf is accepted', async () => {
    const flips = Array.from({ length: leaf.der.length }, (_, at) => {
      const der = Uint8Array.from(leaf.der);
      der[at] = (der[at] ?? 0) ^ (1 << (at % 8));
      return asked([pem(der)]);
    });
    for (const answer of await answers(flips)) {
      expect(answer.accepted).toBe(false);
      expect(idsOf(answer)).not.toEqual([]);
    }
  });

  it('of indefinite and of huge length, and nested deeply', async () => {
    const ders = [
      ...['3080', '308030800000', '3084ffffffff', '3089ffffffffffffffffff', '30850100000000'].map((hex) =>
        Buffer.from(hex, 'hex'),
      ),
      Buffer.alloc(200_000, Buffer.from([0x30, 0x80])),
      nested(20_000),
      Buffer.alloc(2 * mebi, 0x30),
      Buffer.alloc(mebi),
    ];
    const lines = ders.flatMap((der) => [
      asked([pem(der)]),
      asked([leaf.pem, pem(der)]),
      asked([leaf.pem], { ca: [pem(der), root.pem] }),
    ]);
    const read = await answers(lines);
    read.forEach((answer, index) => {
      // A store is used for the sound certificates in it.
      if (index % 3 === 2) expect(answer.accepted).toBe(true);
      else expect([answer.accepted, idsOf(answer)]).toEqual([false, ['certificate-malformed']]);
    });
  });

  it('with 10,000 names, under 10,000 name constraints', async () => {
    const names = Array.from({ length: 10_000 }, (_, i) => ({ dns: `host-${i}.example.net` }));
    const half = names.slice(0, 5000);
    const constrained = await issueCertificate({
      subject: [['CN', 'Narrow CA']],
      ca: true,
      issuer: root,
      nameConstraints: { permitted: half, excluded: half.map(({ dns }) => ({ dns: `x${dns}` })) },
      ...times,
    });
    const [free, bound] = await Promise.all([leafBy(root, { san: names }), leafBy(constrained, { san: names })]);
    const read = await answers([
      asked([free.pem]),
      asked([free.pem], { host: 'host-9999.example.net' }),
      asked([bound.pem, constrained.pem], { host: 'host-1.example.net' }),
    ]);
    expect(read.map(({ opensslError }) => opensslError?.code ?? null)).toEqual([62, null, 1]);
  });

  it('a hundred of them cross-signed under one name', async () => {
    const keys = Array.from({ length: 10 }, () => createKey('ec-p256'));
    const same = {
      subject: [['CN', 'Same']],
      ca: true,
      subjectKeyIdentifier: null,
      authorityKeyIdentifier: null,
    } as const;
    const selfSigned = await Promise.all(keys.map((key) => issueCertificate({ ...same, ...times, key })));
    const crossed = await Promise.all(
      keys.flatMap((key, i) =>
        selfSigned.filter((_, j) => j !== i).map((issuer) => issueCertificate({ ...same, ...times, key, issuer })),
      ),
    );
    const [issuer] = selfSigned;
    if (issuer === undefined) throw new Error('no key was made');
    const end = await leafBy(issuer, { authorityKeyIdentifier: null });
    const all = crossed.map((certificate) => certificate.pem);
    const read = await answers([
      asked([end.pem, ...all]),
      asked([end.pem, ...all], { ca: all }),
      asked([end.pem, ...all], { ca: [...all, ...selfSigned.map((certificate) => certificate.pem)] }),
      asked([end.pem, ...all, ...all.toReversed()], { ca: all, partialChain: true, strict: true }),
    ]);
    for (const answer of read) expect(answer.error).toBeNull();
    expect(read[0]?.accepted).toBe(false);
  });

  it('with names that would reach for the terminal', async () => {
    const name = 'ä\u202e\u0007\u001b[31m<'.repeat(5000);
    const shouting = await leafBy(root, { subject: [['CN', name]], san: [{ dns: `${'a'.repeat(65_000)}.net` }] });
    const { printed } = await program.feed([asked([shouting.pem])], 'verify', '--batch', '-');
    // oxlint-disable-next-line no-control-regex -- these very characters must not be there
    expect(printed).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
  });

  it('many in a chain, in a store, and on a revocation list', async () => {
    const entries = Array.from({ length: 100_000 }, (_, i) => ({ serial: BigInt(i + 1), revokedAt: now - day }));
    const crl = writePem('X509 CRL', issueCrl({ issuer: root, thisUpdate: now - day, nextUpdate: now + day, entries }));
    const read = await answers([
      asked(Array.from({ length: 9000 }, () => leaf.pem)),
      asked([leaf.pem], { ca: Array.from({ length: 9000 }, () => root.pem) }),
      asked(Array.from({ length: 100_000 }, () => pem(Uint8Array.of(0x30)))),
      asked([leaf.pem], { crls: [crl] }),
    ]);
    expect(read.map(({ accepted }) => accepted)).toEqual([true, true, false, true]);
  });
});

describe.concurrent('a batch of hostile lines', { timeout: 60_000 }, () => {
  const eight = 8 * mebi;

  it('is answered line by line, whatever they hold', async () => {
    const lines: readonly (readonly [string, string])[] = [
      ['of 16 MiB', `"${'x'.repeat(2 * eight)}"`],
      ['of opening brackets', '['.repeat(eight - 1)],
      ['of objects', `[${'{},'.repeat(eight / 3 - 2)}{}]`],
      ['of nested objects', '{"a":'.repeat(eight / 5 - 1)],
      ['of keys', `{${Array.from({ length: 600_000 }, (_, i) => `"k${i}":0`).join(',')}}`],
      ['of numbers', `{"id":[${'1.5,'.repeat(eight / 4 - 10)}1]}`],
      ['of texts', `{"chain":[${'"ab",'.repeat(eight / 5 - 10)}"x"]}`],
      ['with a long id', asked([leaf.pem], { id: 'x'.repeat(4 * mebi) })],
      ['with a long host', asked([leaf.pem], { host: 'x'.repeat(4 * mebi) })],
    ];
    // Twice, so that what one line leaves behind would be seen.
    const read = await answers([...lines, ...lines].map(([, line]) => line));
    const kinds = read.map(({ accepted, error }) => [accepted, error?.kind]);
    const expected = ['tooLong', 'tooNested', 'tooNested', 'tooNested', ...Array.from({ length: 5 }, () => 'badField')];
    expect(kinds).toEqual([...expected, ...expected].map((kind) => [null, kind]));
  });

  it('and of octets that are no text', async () => {
    const octets = Uint8Array.from({ length: 100_000 }, (_, i) => (i * 7919) & 0xff);
    const { exitCode, printed } = await program.feed(
      [octets, utf8(`\n${asked([leaf.pem])}`)],
      'verify',
      '--batch',
      '-',
    );
    expect(exitCode).toBe(2);
    expect(JSON.parse(printed.trimEnd().split('\n').at(-1) ?? '')).toMatchObject({ accepted: true });
  });

  it('ended without a line feed, and an empty one', async () => {
    const { exitCode, printed } = await program.feed([asked([leaf.pem])], 'verify', '--batch', '-');
    expect(exitCode).toBe(0);
    expect(printed.match(/\n/g)).toHaveLength(1);
    expect(await program.feed([], 'verify', '--batch', '-')).toMatchObject({
      exitCode: 0,
      printed: '',
      complained: '',
    });
  });
});
