/**
 * MongoDB's own drivers meet every fault of the lab, and so does whytls through their eyes: does it say beforehand whether they
 * connect, and what they print?
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { probe } from '../../src/index.ts';
import type { Report } from '../../src/index.ts';
import { faults, startFaults, stopFaults } from '../../src/lab/lab.ts';
import type { StartedFault } from '../../src/lab/lab.ts';
import { context } from '../lab/running.ts';
import {
  askGo,
  askJava,
  askNode,
  askPymongo,
  hasDriver,
  isDebianPython,
  systemPymongo,
} from '../support/peers/drivers.ts';
import type { Asked, Said } from '../support/peers/drivers.ts';
import { severalAtATime } from '../support/peers/openssl-verify.ts';

/** Faults that a driver cannot be asked about in this way, and why. */
const leftOut: ReadonlyMap<string, string> = new Map([
  ['hostname-mismatch-wildcard', 'the name does not resolve: the probe is told the address'],
  ['alpn-mismatch', 'no driver offers ALPN; the fault answers as if one had'],
]);

interface Met extends Asked {
  readonly id: string;
  readonly target: string;
}

describe('drivers and the lab', () => {
  const folder = mkdtempSync(join(tmpdir(), 'whytls-drivers-'));
  let started: readonly StartedFault[] = [];
  let met: readonly Met[] = [];

  beforeAll(async () => {
    started = await startFaults(faults, context);
    met = started.flatMap(({ fault: { id }, running }): Met[] => {
      if (!running.ok || leftOut.has(id)) return [];
      const { host, port, caFile: pem } = running.value;
      const caFile = pem === null ? null : join(folder, `${id}.pem`);
      if (caFile !== null && pem !== null) writeFileSync(caFile, pem);
      const trust = caFile === null ? '' : `&tlsCAFile=${encodeURIComponent(caFile)}`;
      const target = `${host}:${port}`;
      // A driver that stays with one server never hears of the members of its set.
      const how = id === 'replica-set-host' ? 'replicaSet=rs0' : 'directConnection=true';
      return [{ id, target, caFile, uri: `mongodb://${target}/?tls=true&${how}${trust}` }];
    });
  }, 60_000);
  afterAll(async () => {
    await stopFaults(started);
    rmSync(folder, { recursive: true, force: true });
  });

  /** What whytls says through a client's eyes: null, it connects; else what the client prints. Asked once. */
  function foreseen(client: string): Promise<readonly Said[]> {
    const before = asked.get(client);
    if (before !== undefined) return before;
    const now = foresee(client, met);
    asked.set(client, now);
    return now;
  }
  const asked = new Map<string, Promise<readonly Said[]>>();

  async function foresee(client: string, those: readonly Met[]): Promise<readonly Said[]> {
    const reports = await severalAtATime(8, those, ({ target, caFile }) =>
      probe(target, {
        client,
        timeoutMs: 8000,
        connectTimeoutMs: 2000,
        ...(caFile === null ? {} : { tlsCAFile: caFile }),
      }),
    );
    return reports.map((report) => (report.verdict === 'fail' ? printed(report) : null));
  }

  // The same PyMongo offers more or less, by the Python that it runs on.
  const profileOn = (debian: boolean): string => (debian ? 'pymongo-debian' : 'pymongo');
  const pymongo = hasDriver('pymongo') ? profileOn(isDebianPython('pymongo')) : 'pymongo';
  const system = systemPymongo();

  const cases = [
    [pymongo, 'pymongo', (all: readonly Asked[]) => askPymongo('pymongo', all)],
    ['pymongo-ocsp', 'pymongo-ocsp', (all: readonly Asked[]) => askPymongo('pymongo-ocsp', all)],
    ['node', 'node', (all: readonly Asked[]) => askNode(all, 20)],
    ['node-24', 'node', (all: readonly Asked[]) => askNode(all, 24)],
    ['go', 'go', askGo],
    ['java', 'java', askJava],
  ] as const;

  const others =
    system === null || profileOn(system.debian) === pymongo
      ? []
      : ([[profileOn(system.debian), 'pymongo', system.ask]] as const);

  for (const [client, driver, askDriver] of [...cases, ...others]) {
    it.skipIf(!hasDriver(driver))(
      `${client}: connects or not, and prints what we say`,
      { timeout: 240_000 },
      async () => {
        const [ours, theirs] = await Promise.all([foreseen(client), askDriver(met)]);
        const first = differencesIn(met, ours, theirs);
        const again = met.filter(({ id }) => first.some((one) => one.id === id));
        // A machine that is busy makes everybody wait too long: what differs is asked once more, one after the other.
        const differences =
          again.length === 0 ? first : differencesIn(again, await foresee(client, again), await askDriver(again));
        expect(differences).toStrictEqual([]);
      },
    );
  }

  it.skipIf(!hasDriver('pymongo-3.11'))(
    'pymongo: the release of 2020 connects or not as the current one does, whatever it prints',
    { timeout: 240_000 },
    async () => {
      const [ours, theirs] = await Promise.all([
        foreseen(hasDriver('pymongo-3.11') ? profileOn(isDebianPython('pymongo-3.11')) : 'pymongo'),
        askPymongo('pymongo-3.11', met),
      ]);
      const differences = met.flatMap(({ id }, index) =>
        (ours[index] === null) === (normal(theirs[index] ?? null) === null) ? [] : [{ id, they: theirs[index] }],
      );
      expect(differences).toStrictEqual([]);
    },
  );
});

/** Where a driver connects and we say that it does not, or the other way round, or where it prints something else. */
const differencesIn = (those: readonly Met[], ours: readonly Said[], theirs: readonly Said[]) =>
  those.flatMap(({ id }, index) => {
    const [we, they] = [normal(ours[index] ?? null), normal(theirs[index] ?? null)];
    const agree = we === null || they === null ? we === they : they.includes(we);
    return agree ? [] : [{ id, we, they }];
  });

/** What the client prints for the first error that has words; an error without words counts as printed, whatever it is. */
const printed = ({ findings }: Report): string =>
  findings.find(({ severity, clientErrors }) => severity === 'error' && clientErrors.length > 0)?.clientErrors[0]
    ?.message ?? '';

/** Without what differs by build, by run or by address. */
const normal = (text: Said): Said =>
  // TLS went well; that the server's release is too old for the driver is another matter.
  text === null || /reports (?:maximum )?wire version \d+/i.test(text)
    ? null
    : text
        .replaceAll("\\'", "'")
        .replaceAll(/_ssl\.c:[\d…]+/g, '_ssl.c')
        .replaceAll(/[0-9A-F]{12,16}:(?=error:)/g, '')
        .replaceAll(/:\.\.\/deps\/[^:]*:\d+/g, '')
        .replaceAll(/(?:localhost|127\.0\.0\.1|\[?::1\]?):\d+/g, '<address>')
        // What its parser met inside of octets that are none.
        .replaceAll(/ParseError \{.*?\}(?: \})?/g, 'ParseError')
        // What Go says of its own end, of the name server, and of the time.
        .replaceAll(/read tcp \S+->/g, 'read tcp …->')
        .replaceAll(/ on \S+: no such host/g, ' on …: no such host')
        .replaceAll(/current time \d[\dT:.Z-]*( [\d:.]+ \+0000 UTC)?/g, 'current time')
        .replaceAll(/timed out after \d+ms \(connectTimeoutMS: \d+\)/g, 'timed out')
        .trim();
