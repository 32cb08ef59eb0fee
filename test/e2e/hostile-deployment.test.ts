/**
 * A server that answers hello with what no deployment would: thousands of hosts, endless names, escape sequences, addresses in
 * other people's networks. The probe ends in time, keeps within its memory and its number of connections, and prints nothing raw.
 */
import { writeFileSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer as createTcpServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer } from 'node:tls';
import type { Server } from 'node:tls';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { mongodbSpeaker } from '../../src/lab/mongodb-reply.ts';
import { issueCertificate } from '../../src/x509/pki/issue/issue.ts';
import { listening } from '../support/listening.ts';
import { measuredProgram } from '../support/measured.ts';
import type { Fed, MeasuredProgram } from '../support/measured.ts';
import type { Report } from '../../src/report/report.ts';
import { testCa } from '../support/mongodb-server.ts';

const limit = 256 * 2 ** 20;
const folder = mkdtempSync(join(tmpdir(), 'whytls-hostile-'));
const caFile = join(folder, 'ca.pem');
let program: MeasuredProgram;
let own: { readonly cert: string; readonly key: string };
const servers: Server[] = [];

beforeAll(async () => {
  const ca = await testCa();
  const validity = { notBefore: Date.now() - 86_400_000, notAfter: Date.now() + 90 * 86_400_000 };
  const leaf = await issueCertificate({
    subject: [['CN', 'localhost']],
    san: [{ dns: 'localhost' }],
    issuer: ca,
    ...validity,
  });
  own = { cert: leaf.pem, key: leaf.keyPem };
  writeFileSync(caFile, ca.pem);
  program = await measuredProgram();
});
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});
afterAll(() => {
  program.remove();
  rmSync(folder, { recursive: true });
});

/** Probes a server that answers hello so. */
async function probed(hello: Readonly<Record<string, unknown>>, ...more: readonly string[]): Promise<Fed> {
  const newSpeaker = await mongodbSpeaker({ hello });
  const server = createServer(own, (socket) => {
    const speaker = newSpeaker();
    socket.on('data', (octets) => socket.write(speaker(octets).answer));
    socket.on('error', () => socket.destroy());
  });
  server.on('tlsClientError', () => {});
  servers.push(server);
  const port = await listening(server);
  const options = ['--tlsCAFile', caFile, '--ip', '127.0.0.1', '--client', 'pymongo', '--timeout', '4000'];
  return program.feed([], `localhost:${port}`, ...options, ...more);
}

const reportOf = ({ printed }: Fed): Report => JSON.parse(printed) as Report;

function expectBounded({ exitCode, complained, peak, printed }: Fed): void {
  expect(complained).toBe('');
  expect([0, 1]).toContain(exitCode);
  expect(peak).toBeLessThan(limit);
  // A report that is pasted into a ticket: whatever a server sends, it does not fill the ticket.
  expect(printed.length).toBeLessThan(1_000_000);
}

/** A host that refuses connections at once. */
async function closedPort(): Promise<number> {
  const server = createTcpServer();
  const port = await listening(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const many = (hosts: number, port: number): readonly string[] =>
  Array.from({ length: hosts }, (_, place) => `127.1.${place >> 8}.${place & 255}:${port}`);

it('may advertise 1,500 hosts: 50 are kept, and it tells how many there were', async () => {
  const measured = await probed({ setName: 'rs0', hosts: many(1500, await closedPort()) }, '--json');
  expectBounded(measured);
  const { target, endpoints, findings } = reportOf(measured);
  expect(endpoints.length).toBeLessThanOrEqual(50);
  expect(target.hosts.length).toBeLessThanOrEqual(51);
  expect(endpoints[0]?.mongodb?.server?.hostCount).toBe(1500);
  expect(findings.map(({ id }) => id)).toContain('replica-set-host');
});

it('may advertise 10,000 hosts: no server of MongoDB answers at such length, and none of them is probed', async () => {
  const measured = await probed({ setName: 'rs0', hosts: many(10_000, await closedPort()) }, '--json');
  expectBounded(measured);
  expect(reportOf(measured).target.hosts).toHaveLength(1);
  expect(reportOf(measured).findings.map(({ id }) => id)).toStrictEqual(['not-mongodb']);
});

it('may advertise names of 64 KiB, and a set of such a name', async () => {
  const long = 'x'.repeat(65_536);
  const measured = await probed(
    { setName: long, me: long, primary: long, hosts: [long, `${long}:27017`, 'a.'.repeat(30_000)] },
    '--json',
  );
  expectBounded(measured);
  expect(reportOf(measured).target.hosts).toHaveLength(1);
  expect(measured.printed).not.toContain('x'.repeat(5000));
});

it('may advertise control characters, which reach no terminal and no shell', async () => {
  const evil = '\u001b]0;owned\u0007\u001b[2J$(touch /tmp/owned)`id`\u202e\n;.example.net:27017';
  const measured = await probed(
    { setName: evil, me: evil, hosts: [evil, "a';id;'.example.net:27017", '-oProxy=x:27017'] },
    '--verbose',
  );
  expectBounded(measured);
  expect(measured.printed.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
});

it('may advertise hosts that never answer, in networks that are not its own: the time of the probe holds', async () => {
  // Reserved for documentation (RFC 5737) and benchmarks (RFC 2544): nobody is there.
  const hosts = Array.from({ length: 40 }, (_, place) =>
    place % 2 === 0 ? `192.0.2.${place}:1` : `198.18.0.${place}:1`,
  );
  const measured = await probed({ setName: 'rs0', hosts }, '--json');
  expectBounded(measured);
  expect(reportOf(measured).durationMs).toBeLessThan(4000 + 1500);
});

it.each([
  ['strange types', { setName: 7, hosts: { a: 1 }, maxWireVersion: 'x', localTime: 'never', me: [1], primary: null }],
  [
    'numbers out of range',
    {
      setName: 'rs0',
      hosts: ['a.example.net:0', 'b.example.net:99999', ':27017', '[::1', '[::1]:x', ''],
      maxWireVersion: 2 ** 31 - 1,
    },
  ],
  [
    'a deep document',
    { setName: 'rs0', deep: Array.from({ length: 120 }).reduce<unknown>((inner) => ({ inner }), {}) },
  ],
])('may answer with %s', async (_, hello) => {
  const measured = await probed(hello, '--json');
  expectBounded(measured);
  expect(reportOf(measured).target.hosts).toHaveLength(1);
});
