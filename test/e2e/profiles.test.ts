/**
 * Clients that are no drivers: what whytls foresees through their eyes of the lab's faults, beside what they printed when they met
 * the same faults (test/recorded/clients/).
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
import { recordedClients } from '../support/clients/recordings.ts';
import { severalAtATime } from '../support/peers/openssl-verify.ts';

/** Faults that these clients are not asked about in this way, and why. */
const leftOut: ReadonlyMap<string, string> = new Map([
  ['hostname-mismatch-wildcard', 'the name does not resolve: the probe is told the address'],
  ['alpn-mismatch', 'our profiles offer no ALPN'],
  ['client-roots-missing', 'of the options that are given'],
  ['tls-required', 'the same'],
  ['insecure-options', 'the same'],
  ['not-mongodb', 'only drivers expect MongoDB'],
  ['replica-set-host', 'the same'],
]);

/** Where the recording says nothing of what we foresee, and why. */
const silent: ReadonlyMap<string, string> = new Map([
  ['openssl ocsp-staple-malformed', 's_client was asked with -status'],
  ['openssl connect-timeout', 'it was ended before it could say anything'],
  ['openssl handshake-timeout', 'the same'],
]);

interface Met {
  readonly id: string;
  readonly target: string;
  readonly files: { readonly tlsCAFile?: string; readonly tlsCRLFile?: string };
}

describe('other clients and the lab', () => {
  const folder = mkdtempSync(join(tmpdir(), 'whytls-profiles-'));
  let started: readonly StartedFault[] = [];
  let met: readonly Met[] = [];

  beforeAll(async () => {
    started = await startFaults(faults, context);
    met = started.flatMap(({ fault: { id }, running }): Met[] => {
      if (!running.ok || leftOut.has(id)) return [];
      const { host, port, caFile, probeArguments } = running.value;
      const file = (name: string, content: string | Uint8Array): string => {
        writeFileSync(join(folder, `${id}-${name}`), content);
        return join(folder, `${id}-${name}`);
      };
      const { crlFile, trustStore } = probeArguments;
      const trusted = caFile === null || trustStore !== undefined ? {} : { tlsCAFile: file('ca', caFile) };
      const lists = crlFile === undefined || crlFile === null ? {} : { tlsCRLFile: file('crl', crlFile) };
      return [{ id, target: `${host}:${port}`, files: { ...trusted, ...lists } }];
    });
  }, 60_000);
  afterAll(async () => {
    await stopFaults(started);
    rmSync(folder, { recursive: true, force: true });
  });

  it.each([
    ['curl', 'curl', 'curl 7'],
    ['python-3.10', 'python-ssl', '3.11'],
    ['python-3.13', 'python-ssl', '3.13'],
    ['openssl', 'openssl-s_client', 'OpenSSL 3.0'],
  ])('%s: connects or not, and prints what we say', { timeout: 120_000 }, async (client, recording, version) => {
    const lines = (recordedClients().get(recording) ?? []).filter((line) => line.version.startsWith(version));
    expect(lines.length).toBeGreaterThan(30);
    const differencesIn = async (those: readonly Met[], lanes: number) => {
      const reports = await severalAtATime(lanes, those, ({ target, files }) =>
        probe(target, { client, timeoutMs: 8000, connectTimeoutMs: 2000, ...files }),
      );
      return those.flatMap(({ id }, index) => {
        const report = reports[index];
        const they = normal(lines.find(({ fault }) => fault === id)?.text ?? null);
        const we = report?.verdict === 'fail' ? normal(printed(report)) : null;
        if (silent.has(`${client} ${id}`)) return [];
        const agree = we === null || they === null ? we === they : they.includes(we);
        return agree ? [] : [{ id, we, they }];
      });
    };
    const first = await differencesIn(met, 16);
    const again = met.filter(({ id }) => first.some((one) => one.id === id));
    // A machine that is busy makes us wait too long: what differs is asked once more.
    const differences = again.length === 0 ? first : await differencesIn(again, 2);
    expect(differences).toStrictEqual([]);
  });
});

/** What the client prints for the first error that has words. */
const printed = ({ findings }: Report): string =>
  findings.find(({ severity, clientErrors }) => severity === 'error' && clientErrors.length > 0)?.clientErrors[0]
    ?.message ?? '';

/** Without what differs by build, by run or by address. */
const normal = (text: string | null): string | null =>
  text === null
    ? null
    : text
        .replaceAll(/_ssl\.c:[\d…]+/g, '_ssl.c')
        .replaceAll(/[0-9A-F]{12,16}:(?=error:)/g, '')
        .replaceAll(/:\.\.\/[^:]*:[\d…]+/g, '')
        .replaceAll(/(?<=localhost|127\.0\.0\.1)(?::| port )\d+/g, '')
        .replaceAll(/(?<=after )[\d…]+ (?=ms|milliseconds)/g, '')
        .replaceAll(/(?<=CRL file: )\S+/g, '')
        .trim();
