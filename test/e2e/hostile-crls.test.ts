/**
 * Hostile revocation lists, given as a file and fetched from where the certificate points, read by the program in a process of
 * its own: it takes less than 256 MiB, comes to an end, and never fails itself.
 */
import { createServer } from 'node:http';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { concat, fromHex, utf8 } from '../../src/base/octets.ts';
import { buildChain } from '../../src/lab/chain-builder.ts';
import type { Chain } from '../../src/lab/chain-builder.ts';
import { nodeLoopback } from '../../src/net/node/loopback.ts';
import type { LoopbackPort } from '../../src/net/ports.ts';
import { derValue } from '../../src/x509/pki/crl/der-write.ts';
import { context, tags } from '../../src/x509/pki/der.ts';
import { issueCrl } from '../../src/x509/pki/issue/issue.ts';
import { writePem } from '../../src/x509/pki/pem.ts';
import { listening } from '../support/listening.ts';
import { measuredProgram } from '../support/measured.ts';
import type { Measured, MeasuredProgram } from '../support/measured.ts';
import { value } from '../support/result.ts';

const limit = 256 * 2 ** 20;
const now = Math.floor(Date.now() / 1000) * 1000;
const folder = mkdtempSync(join(tmpdir(), 'whytls-hostile-crls-'));
let program: MeasuredProgram;
let chain: Chain;
let server: LoopbackPort;
/** What the distribution point hands out. */
let served: Uint8Array = new Uint8Array();

const site = createServer((_, response) => void response.end(served));

beforeAll(async () => {
  const port = await listening(site);
  const crlUrl = `http://127.0.0.1:${port}/x.crl`;
  [program, chain] = await Promise.all([measuredProgram(), buildChain(now, { leaf: { serial: 0x77n, crlUrl } })]);
  writeFileSync(join(folder, 'ca.pem'), chain.root.pem);
  const certificates = chain.leaf.pem + chain.intermediate.pem;
  server = value(await nodeLoopback.tls({ certificates, privateKey: chain.leaf.keyPem }));
});

afterAll(async () => {
  program.remove();
  await server.stop();
  site.close();
  rmSync(folder, { recursive: true });
});

/** Runs the program with the list as a file, or fetched from where the leaf points. */
async function read(octets: Uint8Array, isFetched = false): Promise<Measured> {
  const file = join(folder, 'hostile.crl');
  writeFileSync(file, octets);
  served = octets;
  const how = isFetched ? ['--crl-distribution-points'] : ['--crl', file];
  const target = ['--client', 'openssl', '--tlsCAFile', join(folder, 'ca.pem'), `localhost:${server.port}`];
  const measured = await program.run(...target, ...how);
  expect(measured.peak).toBeLessThan(limit);
  expect(measured.complained).not.toMatch(/UNCAUGHT/);
  expect(measured.exitCode).toBeLessThan(3);
  return measured;
}

const algorithm = fromHex('300a06082a8648ce3d040302');
const time = fromHex('170d3236303130313030303030305a');

/** A CRL of the intermediate, put together by hand; `list` is the content of revokedCertificates. */
function crl(
  list: Uint8Array,
  change: { readonly issuer?: Uint8Array; readonly extensions?: Uint8Array } = {},
): Uint8Array {
  const { issuer = chain.intermediate.certificate.subject.der, extensions } = change;
  const tbs = derValue(
    tags.sequence,
    fromHex('020101'),
    algorithm,
    issuer,
    time,
    derValue(tags.sequence, list),
    ...(extensions === undefined ? [] : [derValue(context(0), derValue(tags.sequence, extensions))]),
  );
  return derValue(tags.sequence, tbs, algorithm, fromHex('03020000'));
}

const repeated = (part: Uint8Array, count: number): Uint8Array =>
  new Uint8Array(Buffer.alloc(part.length * count, part));
const entry = (serial: Uint8Array, ...rest: readonly Uint8Array[]): Uint8Array =>
  derValue(tags.sequence, derValue(tags.integer, serial), time, ...rest);

/** Serial numbers of nine octets, all different. */
function manyEntries(count: number): Uint8Array {
  const one = entry(fromHex('110000000000000000'));
  const all = repeated(one, count);
  const view = new DataView(all.buffer, all.byteOffset);
  for (let i = 0; i < count; i++) view.setUint32(i * one.length + 5, i);
  return all;
}

describe('a revocation list', () => {
  it.each([
    ['in DER', false, 1_000_000, (der: Uint8Array) => der],
    ['in PEM', false, 700_000, (der: Uint8Array) => utf8(writePem('X509 CRL', der))],
    ['fetched', true, 1_000_000, (der: Uint8Array) => der],
  ])('with a million entries, %s', { timeout: 60_000 }, async (_, isFetched, count, encoded) => {
    const { report } = await read(encoded(crl(manyEntries(count))), isFetched);
    expect(report.endpoints[0]?.crls[0]?.lists[0]?.entries).toBe(count);
    // Nobody signed it; but what was only fetched is no reason for the client to refuse.
    expect(report.verdict).toBe(isFetched ? 'ok' : 'fail');
  });

  it('that was really issued with very many entries, is believed', { timeout: 60_000 }, async () => {
    const others = Array.from({ length: 2000 }, (_, i) => ({
      serial: BigInt(i) << 20n,
      revokedAt: now - 86_400_000,
    }));
    const entries = [...others, { serial: 0x77n, revokedAt: now - 1000 }];
    const { report } = await read(issueCrl({ issuer: chain.intermediate, thisUpdate: now - 86_400_000, entries }));
    expect(report.findings.map(({ id }) => id)).toEqual(['cert-revoked']);
  });

  it.each<readonly [string, () => Uint8Array]>([
    ['that names one serial number a million times', () => crl(repeated(entry(fromHex('77')), 1_000_000))],
    [
      'with an entry of a million extensions',
      () => crl(entry(fromHex('77'), derValue(tags.sequence, repeated(fromHex('300606022a030400'), 1_000_000)))),
    ],
    [
      'whose entries each name a thousand issuers',
      () => {
        const names = derValue(tags.sequence, repeated(derValue(0xa4, fromHex('3000')), 1000));
        const extension = derValue(tags.sequence, fromHex('0603551d1d'), derValue(tags.octetString, names));
        return crl(repeated(entry(fromHex('78'), derValue(tags.sequence, extension)), 7000));
      },
    ],
    [
      'with a million distribution points',
      () => {
        const names = derValue(tags.sequence, derValue(0xa0, derValue(0xa0, repeated(fromHex('860161'), 5_000_000))));
        return crl(new Uint8Array(), {
          extensions: derValue(tags.sequence, fromHex('0603551d1c'), derValue(tags.octetString, names)),
        });
      },
    ],
    [
      'whose issuer has a million names',
      () => {
        const attribute = derValue(tags.sequence, fromHex('0603550403'), derValue(tags.utf8String, utf8('x')));
        return crl(new Uint8Array(), {
          issuer: derValue(tags.sequence, repeated(derValue(tags.set, attribute), 1_500_000)),
        });
      },
    ],
    ['that nests without end', () => repeated(fromHex('30841fffffff'), 5_000_000)],
    ['that breaks off', () => crl(manyEntries(400_000)).subarray(0, 9_000_000)],
    ['that says it is longer than anything', () => concat([fromHex('3084ffffffff'), new Uint8Array(1000)])],
    ['that is longer than allowed', () => crl(manyEntries(1_300_000))],
    [
      'of PEM lines without an end',
      () => utf8(`-----BEGIN X509 CRL-----\n${'-----BEGIN X509 CRL-----\n'.repeat(1_000_000)}`),
    ],
    [
      'of a million small PEM blocks',
      () => utf8('-----BEGIN X509 CRL-----\nMAAA\n-----END X509 CRL-----\n'.repeat(400_000)),
    ],
  ])('%s', { timeout: 60_000 }, async (_, make) => {
    const { report } = await read(make());
    expect(report.verdict).toBe('fail');
    expect(report.findings.every(({ id }) => id === 'crl-problem' || id === 'cert-revoked')).toBe(true);
  });
});
