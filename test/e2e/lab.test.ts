/** Every lab fault, probed as a user would: exactly its own root cause, none of the others. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startLab } from '../../src/cli/lab/session.ts';
import type { LabSession } from '../../src/cli/lab/session.ts';
import { faults } from '../../src/lab/lab.ts';
import { main } from '../../src/cli/main.ts';
import type { Report } from '../../src/report/report.ts';
import { fakeIo } from '../support/fake-io.ts';

let lab: LabSession;

beforeAll(async () => {
  lab = await startLab(faults);
});

afterAll(() => lab.stop());

describe('the lab', () => {
  it.each(faults.map(({ id }) => id))('%s yields exactly its own root cause', async (id) => {
    const entry = lab.entries.find(({ fault }) => fault.id === id);
    if (entry?.up === null || entry === undefined) throw new Error(`${id} could not be started`);
    const io = fakeIo({ env: { LANG: 'C.UTF-8', ...entry.up.env } });
    const exitCode = await main([...entry.up.argv, '--json'], io);
    expect(io.complained()).toBe('');
    const report = JSON.parse(io.printed()) as Report;
    const { diagnosis, severity = 'error' } = entry.fault;
    const roots = report.findings.filter(({ rootCause }) => rootCause).map((one) => [one.id, one.severity]);
    expect(roots).toEqual(diagnosis === null ? [] : [[diagnosis, severity]]);
    const verdict = diagnosis === null || severity === 'info' ? 'ok' : severity === 'warning' ? 'warn' : 'fail';
    expect(report.verdict).toBe(verdict);
    expect(exitCode).toBe(verdict === 'fail' ? 1 : 0);
  });
});
