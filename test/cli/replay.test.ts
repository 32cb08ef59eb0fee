/** What a user of `replay` meets: files that are none, options that do not fit, other eyes and other times. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startLab } from '../../src/cli/lab/session.ts';
import type { LabSession } from '../../src/cli/lab/session.ts';
import { main } from '../../src/cli/main.ts';
import { faultById } from '../../src/lab/lab.ts';
import type { Report } from '../../src/report/report.ts';
import { fakeIo } from '../support/fake-io.ts';

let lab: LabSession;
const stored = new Map<string, string>();

beforeAll(async () => {
  lab = await startLab(['healthy', 'no-shared-cipher', 'missing-intermediate'].flatMap((id) => faultById(id) ?? []));
  for (const { fault, up } of lab.entries) {
    const io = fakeIo();
    await main([...(up?.argv ?? []), '--save', 'o.json', '--quiet'], io);
    stored.set(fault.id, io.files.get('o.json') ?? '');
  }
});

afterAll(() => lab.stop());

async function replay(input: string | Uint8Array, ...more: readonly string[]) {
  const io = fakeIo({ input: [input] });
  const code = await main(['replay', '-', ...more], io);
  return { code, out: io.printed(), err: io.complained() };
}

async function reportOf(id: string, ...more: readonly string[]) {
  const { code, out } = await replay(stored.get(id) ?? '', '--json', ...more);
  return { code, report: JSON.parse(out) as Report };
}

describe('replay', () => {
  it.each([
    ['garbage', '\u0000\u0001\u001b[2J', 'is no JSON'],
    ['half a file', '{"schema": "whytls.observation/1", "obs', 'is no JSON'],
    ['a report', '{"schema":"whytls.report/1"}', 'is no observation'],
    ['a later version', '{"schema":"whytls.observation/9"}', 'another version (whytls.observation/9)'],
    ['something hollow', '{"schema":"whytls.observation/1"}', 'damaged observation (observedAt)'],
    ['brackets', '['.repeat(1_000_000), 'larger than any observation'],
  ])('refuses %s in one line, with code 2', async (_, input, said) => {
    const { code, out, err } = await replay(input);
    expect({ code, out }).toStrictEqual({ code: 2, out: '' });
    expect(err).toMatch(/^whytls: [^\n]+\n$/);
    expect(err).toContain(said);
  });

  it('refuses a file that is not there, and asks for one where none is named', async () => {
    for (const argv of [['replay', '/nowhere/o.json'], ['replay']]) {
      const io = fakeIo();
      expect(await main(argv, io)).toBe(2);
      expect(io.complained()).toMatch(/^whytls: [^\n]+\n$/);
    }
  });

  it('refuses an unknown client and an impossible time', async () => {
    for (const more of [
      ['--client', 'nobody'],
      ['--at', '2026-02-31'],
    ]) {
      const { code, err } = await replay(stored.get('healthy') ?? '', ...more);
      expect(code).toBe(2);
      expect(err).toContain(more[0]);
    }
  });

  it('judges by another time', async () => {
    const { code, report } = await reportOf('healthy', '--at', '2200-01-01');
    expect(code).toBe(1);
    expect(report.judgedAt).toBe('2200-01-01T00:00:00.000Z');
    expect(report.findings.filter(({ rootCause }) => rootCause).map(({ id }) => id)).toContain('cert-expired');
  });

  it('tells the version and the machine of whoever observed, not of whoever replays', async () => {
    const other = (stored.get('healthy') ?? '').replaceAll(process.versions.node, '20.1.2');
    const { out } = await replay(other, '--json');
    expect((JSON.parse(out) as Report).run?.node).toBe('20.1.2');
  });

  it('says what it cannot tell of a client that offers what was not offered', async () => {
    const { code, report } = await reportOf('no-shared-cipher', '--client', 'openssl');
    expect(code).toBe(1);
    const [finding] = report.findings;
    expect(finding?.id).toBe('client-not-observed');
    expect(report.undetermined.map(({ id }) => id)).toContain('no-shared-cipher');
    expect(report.endpoints[0]?.handshake.protocol).toBeNull();
  });

  it('keeps what does not depend on who looks', async () => {
    const { report } = await reportOf('missing-intermediate', '--client', 'openssl');
    expect(report.findings.map(({ id }) => id)).toContain('missing-intermediate');
  });
});
