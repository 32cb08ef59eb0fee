/** What `--save` stores, judged again: as the same client the very same report, as another that one's verdict or none. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clients } from '../../src/clients/index.ts';
import * as z from 'zod';
import { startLab } from '../../src/cli/lab/session.ts';
import type { LabSession } from '../../src/cli/lab/session.ts';
import { main } from '../../src/cli/main.ts';
import { faults } from '../../src/lab/lab.ts';
import type { Report } from '../../src/report/report.ts';
import { reportJsonSchema } from '../../src/report/schema/output.ts';
import { fakeIo } from '../support/fake-io.ts';

const validate = z.fromJSONSchema(reportJsonSchema() as z.core.JSONSchema.JSONSchema);

let lab: LabSession;

beforeAll(async () => {
  lab = await startLab(faults);
});

afterAll(() => lab.stop());

const serverOf = (id: string) => {
  const up = lab.entries.find(({ fault }) => fault.id === id)?.up ?? null;
  if (up === null) throw new Error(`${id} could not be started`);
  return up;
};

/** Probes a fault and stores what was seen. */
async function probed(id: string, ...more: readonly string[]) {
  const { argv, env } = serverOf(id);
  const io = fakeIo({ env: { LANG: 'C.UTF-8', ...env } });
  const replaced = more.includes('--client') ? without(argv, '--client') : argv;
  const code = await main([...replaced, '--json', '--save', 'o.json', ...more], io);
  return { code, out: io.printed(), saved: io.files.get('o.json') ?? '' };
}

const without = (argv: readonly string[], option: string): readonly string[] => {
  const at = argv.indexOf(option);
  return at === -1 ? argv : argv.toSpliced(at, 2);
};

async function replayed(saved: string, ...more: readonly string[]) {
  const io = fakeIo({ input: [saved] });
  const code = await main(['replay', '-', ...more], io);
  return { code, out: io.printed(), err: io.complained() };
}

const reportOf = (json: string) => JSON.parse(json) as Report;

const errorsOf = ({ findings }: Report) =>
  findings.filter(({ rootCause, severity }) => rootCause && severity === 'error').map(({ id }) => id);

describe('a stored observation', () => {
  it.concurrent.each(faults.map(({ id }, place) => [id, place] as const))(
    'of %s gives the same report',
    async (id, place) => {
      const first = await probed(id);
      const again = await replayed(first.saved, '--json');
      expect(again).toStrictEqual({ code: first.code, out: first.out, err: '' });

      // Another client each time: what it is told must be what it meets, or that it is not known.
      const observedAs = reportOf(first.out).client.id;
      const others = clients.filter((client) => client.id !== observedAs);
      const client = others[place % others.length]?.id ?? '';
      const other = await replayed(first.saved, '--json', '--client', client);
      const report = reportOf(other.out);
      expect(() => validate.parse(report)).not.toThrow();
      const met = errorsOf(reportOf((await probed(id, '--client', client)).out));
      if (errorsOf(report).includes('client-not-observed')) return;
      // A hello that was not said is told as open only where nothing else stands in the way.
      const told = errorsOf(report);
      const open = [...report.undetermined.map((one) => one.id), 'not-mongodb'].filter((one) => !told.includes(one));
      expect([client, told]).toStrictEqual([client, met.filter((one) => !open.includes(one))]);
    },
  );
});
