/**
 * Real errors, not remembered ones: the clients on this machine meet the lab's faults, and `explain` reads what they print. With
 * WHYTLS_RECORD=1 their texts are kept in test/diagnose/text/recorded.ndjson, which is read where the clients are missing.
 */
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readText } from '../../src/cli/explain/reader.ts';
import { startLab } from '../../src/cli/lab-session.ts';
import type { LabSession } from '../../src/cli/lab-session.ts';
import { faultById } from '../../src/lab/lab.ts';
import { clients } from '../support/complaining-clients.ts';
import { hasPeer } from '../support/peers.ts';
import { cannotTell, isDecisive } from '../support/recorded-errors.ts';

/** What a client meets without options of its own, and complains about. */
const met = [
  'cert-expired',
  'cert-not-yet-valid',
  'self-signed-leaf',
  'untrusted-root',
  'missing-intermediate',
  'hostname-mismatch',
  'hostname-mismatch-ip',
  'ocsp-staple-expired',
  'protocol-version',
  'no-shared-cipher',
  'no-shared-sigalg',
  'dh-too-small',
  'legacy-renegotiation',
  'sni-unrecognized',
  'sni-refused',
  'alpn-mismatch',
  'alert-internal-error',
  'decrypt-error',
  'client-cert-required',
  'plaintext-http',
  'plaintext-ssh',
  'plaintext-mongodb',
  'unexpected-eof',
  'connection-reset',
  'connection-refused',
  'dns-failure',
] as const;

const here = clients.filter(({ program }) => hasPeer(program));
const texts = new Map<string, ReadonlyMap<string, string>>();
let lab: LabSession;

beforeAll(async () => {
  lab = await startLab(met.map(faultById).filter((fault) => fault !== null));
  const targets = lab.entries.flatMap(({ fault, up }) =>
    up === null ? [] : [{ id: fault.id, host: up.argv[0]?.replace(/:\d+$/, '') ?? '', port: up.port, ca: up.caFile }],
  );
  await Promise.all(
    here.map(async ({ name, complaints }) => {
      texts.set(name, await complaints(targets));
    }),
  );
  if (process.env['WHYTLS_RECORD'] === '1') record(targets.map(({ ca }) => ca));
}, 120_000);

afterAll(() => lab.stop());

describe.each(here)('what $name prints', ({ name }) => {
  it('is more than silence about most of it', () => {
    const printed = [...(texts.get(name) ?? [])].filter(([, text]) => text.trim() !== '');
    expect(printed.length).toBeGreaterThan(met.length / 2);
  });

  it.each(met)('about %s names the cause', (fault) => {
    const text = texts.get(name)?.get(fault) ?? '';
    const diagnosis = faultById(fault)?.diagnosis ?? '';
    // Some clients do not mind.
    if (text.trim() === '' || cannotTell(name, fault)) return;
    const ids = readText(text).candidates.map(({ id }) => id);
    if (isDecisive(fault)) expect(ids[0]).toBe(diagnosis);
    else expect(ids).toContain(diagnosis);
  });
});

/** Without what belongs to this machine: its folders. */
function record(files: readonly (string | null)[]): void {
  const folders = [...new Set(files.flatMap((file) => (file === null ? [] : [dirname(file)])))];
  const root = join(import.meta.dirname, '..', '..');
  const clean = (text: string): string =>
    [...folders, root]
      .reduce((cleaned, folder) => cleaned.replaceAll(`${folder}/`, ''), text)
      .replaceAll(/(["'( ])\/[\w./-]*\/(?=[\w.-]+\.py\b)/g, '$1')
      // The first calls of each trace are enough.
      .replaceAll(/((?:^\s+at .*\n){3})(?:^\s+at .*\n)+/gm, '$1')
      .slice(0, 4000);
  const lines = clients.flatMap(({ name, version }) =>
    [...(texts.get(name) ?? [])]
      .filter(([, text]) => text.trim() !== '')
      .map(([fault, text]) => JSON.stringify({ client: name, version: version(), fault, text: clean(text) })),
  );
  writeFileSync(join(root, 'test', 'diagnose', 'text', 'recorded.ndjson'), `${lines.join('\n')}\n`);
}
