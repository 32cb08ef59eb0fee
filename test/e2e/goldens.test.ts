/**
 * Every fault of the lab, probed, and its report in each form as it was read and found good. A change of words shows here; to keep
 * it, WHYTLS_UPDATE_GOLDENS=1, and read what was written.
 */
import { dirname } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import * as z from 'zod';
import { failed, ok } from '../../src/base/result.ts';
import { reportTools } from '../../src/cli/compose.ts';
import { startLab } from '../../src/cli/lab/session.ts';
import type { LabSession } from '../../src/cli/lab/session.ts';
import { main } from '../../src/cli/main.ts';
import type * as nodeModule from '../../src/net/node/index.ts';
import { faults } from '../../src/lab/lab.ts';
import { renderHtml } from '../../src/report/html/html.ts';
import { renderJson } from '../../src/report/json.ts';
import { renderMarkdown } from '../../src/report/markdown/markdown.ts';
import type { Report } from '../../src/report/report.ts';
import { reportJsonSchema } from '../../src/report/schema/output.ts';
import { plainPaint } from '../../src/report/text/style.ts';
import { renderText } from '../../src/report/text/text.ts';
import { en } from '../../src/report/words/en.ts';
import { expectReadable, startChromium } from '../support/chromium.ts';
import type { Viewers } from '../support/chromium.ts';
import { fakeIo } from '../support/fake-io.ts';
import { expectGolden } from '../support/golden.ts';
import { hasPeer } from '../support/peers.ts';
import { steady } from '../support/steady-report.ts';

// A machine that has nothing but the lab's own files, and no resolver that thinks otherwise of made-up names.
vi.mock('../../src/net/node/index.ts', async (load) => {
  const { nodePorts } = await load<typeof nodeModule>();
  const real = nodePorts();
  const isOfLab = (path: string): boolean => path.includes('whytls-lab-');
  const absent = (path: string) => failed({ kind: 'fileNotFound', path } as const);
  return {
    nodePorts: (): ReturnType<typeof nodePorts> => ({
      ...real,
      platform: 'linux',
      files: {
        read: (path, most) => (isOfLab(path) ? real.files.read(path, most) : absent(path)),
        list: (path) => (isOfLab(path) ? real.files.list(path) : absent(path)),
        realPath: (path) => (isOfLab(path) ? real.files.realPath(path) : absent(path)),
      },
      programs: () => Promise.resolve({ run: (file: string) => Promise.resolve(absent(file)) }),
      bundledRoots: () => Promise.resolve([]),
      dns: {
        addresses: (name) =>
          Promise.resolve(
            name === 'localhost' ? ok(['127.0.0.1'] as const) : failed({ kind: 'nameNotFound', name } as const),
          ),
      },
    }),
  };
});

const validate = z.fromJSONSchema(reportJsonSchema() as z.core.JSONSchema.JSONSchema);

/** Pages are too large to keep one for each fault; a browser looks at all of them. */
const keptPages: readonly string[] = ['healthy', 'missing-intermediate', 'no-shared-cipher'];

let lab: LabSession;
let viewers: Viewers | null = null;

beforeAll(async () => {
  lab = await startLab(faults);
  if (hasPeer('chromium')) viewers = await startChromium();
}, 60_000);

afterAll(async () => {
  await viewers?.close();
  await lab.stop();
});

describe('the report on', () => {
  it.concurrent.each(faults.map(({ id }) => id))(
    '%s',
    async (id) => {
      const up = lab.entries.find(({ fault }) => fault.id === id)?.up;
      if (up === null || up === undefined) throw new Error(`${id} could not be started`);
      const io = fakeIo({ env: { LANG: 'C.UTF-8', ...up.env } });
      await main([...up.argv, '--json'], io);
      const json = JSON.parse(io.printed()) as Report;
      expect(() => validate.parse(json)).not.toThrow();
      const folder = dirname(up.caFile ?? up.env['SSL_CERT_FILE'] ?? up.env['NODE_EXTRA_CA_CERTS'] ?? '/tmp/lab/none');
      const report = steady(json, folder);
      expectGolden(`lab/${id}.json`, inFewLines(report));
      expectGolden(`lab/${id}.md`, renderMarkdown(report, en));
      expectGolden(
        `lab/${id}.txt`,
        renderText(report, en, { columns: 100, unicode: true, paint: plainPaint, verbose: false }),
      );
      if (keptPages.includes(id)) expectGolden(`lab/${id}.html`, renderHtml(report, en, reportTools.sha256));
      if (viewers === null) return;
      const viewer = await viewers.newViewer();
      await expectReadable(viewer, renderHtml(json, en, reportTools.sha256), json, id);
      await viewer.page.close();
    },
    30_000,
  );
});

/** JSON without what is null or empty, and with lists and objects that hold no other in one line each. */
function inFewLines(report: Report): string {
  const told = (_: string, value: unknown): unknown =>
    value === null || (Array.isArray(value) && value.length === 0) ? undefined : value;
  return renderJson(JSON.parse(JSON.stringify(report, told)) as object).replaceAll(/[[{]\n[^[\]{}]*?[\]}]/g, (inner) =>
    inner.replaceAll(/\n\s*/g, ' '),
  );
}
