/** Servers that OpenSSL clients refuse and others accept: the report says who, by which path, and what to take away. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startLab } from '../../src/cli/lab/session.ts';
import type { LabSession } from '../../src/cli/lab/session.ts';
import { main } from '../../src/cli/main.ts';
import { faults } from '../../src/lab/lab.ts';
import type { Report } from '../../src/report/report.ts';
import { fakeIo } from '../support/fake-io.ts';

const ids = ['cert-expired-cross-sign', 'untrusted-root-cross-sign', 'missing-intermediate', 'cert-expired'];
let lab: LabSession;

beforeAll(async () => {
  lab = await startLab(faults.filter(({ id }) => ids.includes(id)));
});

afterAll(() => lab.stop());

async function probed(id: string, ...options: string[]): Promise<Report> {
  const entry = lab.entries.find(({ fault }) => fault.id === id);
  if (entry?.up === null || entry === undefined) throw new Error(`${id} could not be started`);
  const io = fakeIo();
  await main([...entry.up.argv, '--json', ...options], io);
  return JSON.parse(io.printed()) as Report;
}

const evidenceOf = ({ findings: [first] }: Report, what: RegExp): string =>
  first?.evidence.find((one) => what.test(one.what))?.value ?? '';

describe('a cross-signed intermediate, the wrong certificate of it first', () => {
  it.each([
    ['cert-expired-cross-sign', 'Bridge CA'],
    ['untrusted-root-cross-sign', 'Retired Root CA'],
  ])('%s is accepted by all who turn back', async (id, wrong) => {
    const report = await probed(id);
    const { accepted, otherPaths } = report.endpoints[0]?.verification ?? {};
    expect(accepted).toBe(false);
    expect(otherPaths?.complete).toBe(true);
    expect(otherPaths?.accepted.map(({ client }) => client)).toEqual(['go', 'java', 'browsers']);
    for (const { path, because } of otherPaths?.accepted ?? []) {
      expect(path.map(({ from }) => from)).toEqual(['leaf', 'sent', 'trustStore']);
      expect(because).toMatchObject([{ kind: 'otherIssuer', insteadOf: { issuer: `CN=${wrong},O=whytls lab` } }]);
    }
    // The way that OpenSSL went was tried, too.
    expect(otherPaths?.tried.some(({ refusals }) => refusals.length === 3)).toBe(true);
    expect(evidenceOf(report, /^Go, Java and browsers would accept it$/)).toContain(`issued by CN=${wrong}`);
    expect(report.findings[0]?.remedies[0]).toMatchObject({
      side: 'server',
      text: expect.stringContaining(`issued by CN=${wrong}`),
    });
  });

  it('says so in Chinese', async () => {
    const report = await probed('cert-expired-cross-sign', '--lang', 'zh');
    expect(evidenceOf(report, /^Go、Java 和浏览器会接受$/)).toContain('签发者 CN=Bridge CA');
    expect(report.findings[0]?.remedies[0]?.text).toContain('CN=Bridge CA');
  });
});

it('says nothing of other clients where no path helps any of them', async () => {
  const missing = await probed('missing-intermediate');
  const { otherPaths } = missing.endpoints[0]?.verification ?? {};
  // Browsers alone: what the server does not send was fetched where the leaf points.
  expect(otherPaths?.accepted.filter(({ client }) => client !== 'browsers')).toEqual([]);
  const expired = await probed('cert-expired');
  expect(expired.endpoints[0]?.verification.otherPaths).toBeNull();
  expect(evidenceOf(expired, /accept/)).toBe('');
});
