/** The HTML report in a real browser: in the dark, on paper, in Chinese, and from a hostile server. (Every fault of the lab: goldens.test.ts.) */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reportTools, wordingFor } from '../../src/cli/compose.ts';
import { startLab } from '../../src/cli/lab/session.ts';
import type { LabSession } from '../../src/cli/lab/session.ts';
import { main } from '../../src/cli/main.ts';
import type { Report } from '../../src/index.ts';
import { faultById } from '../../src/lab/lab.ts';
import { renderHtml } from '../../src/report/html/html.ts';
import { expectReadable, palestText, startChromium, widthOfAll } from '../support/chromium.ts';
import type { Viewer, Viewers } from '../support/chromium.ts';
import { fakeIo } from '../support/fake-io.ts';
import { hasPeer } from '../support/peers.ts';

const shown = ['healthy', 'missing-intermediate', 'no-shared-cipher', 'ocsp-staple-expired'] as const;

describe.runIf(hasPeer('chromium'))('an HTML report in Chromium', () => {
  let lab: LabSession;
  let viewers: Viewers;
  let viewer: Viewer;
  const reports = new Map<string, Report>();

  beforeAll(async () => {
    lab = await startLab(shown.map(faultById).filter((fault) => fault !== null));
    for (const { fault, up } of lab.entries) {
      const io = fakeIo({ env: { LANG: 'C.UTF-8', ...up?.env } });
      await main([...(up?.argv ?? []), '--json'], io);
      reports.set(fault.id, JSON.parse(io.printed()) as Report);
    }
    viewers = await startChromium();
    viewer = await viewers.newViewer();
  }, 60_000);
  afterAll(async () => {
    await viewers.close();
    await lab.stop();
  });

  const reportOf = (fault: (typeof shown)[number]): Report => {
    const report = reports.get(fault);
    if (report === undefined) throw new Error(`no report on ${fault}`);
    return report;
  };
  const htmlOf = async (report: Report, language: 'en' | 'zh' = 'en'): Promise<string> =>
    renderHtml(report, (await wordingFor(language)).report, reportTools.sha256);

  it.each(['light', 'dark'] as const)('can be read in %s colours, folded parts too', async (colorScheme) => {
    const { page, open, picture } = viewer;
    await page.emulateMedia({ colorScheme, media: 'screen' });
    await page.setViewportSize({ width: 1000, height: 800 });
    for (const fault of shown) {
      await open(await htmlOf(reportOf(fault)));
      await picture(`${fault}.${colorScheme}`);
      expect(await page.evaluate(palestText), fault).toBeGreaterThanOrEqual(4.5);
    }
  });

  it('has the verdict as the first heading of its accessibility tree, and names what it draws', async () => {
    const report = reportOf('missing-intermediate');
    await viewer.open(await htmlOf(report));
    const tree = await viewer.page.locator('body').ariaSnapshot();
    const headings = [...tree.matchAll(/heading "(.*)" \[level=(\d)\]/g)].map(([, name, level]) => `${level} ${name}`);
    expect(headings[0]).toBe(`1 ${report.findings[0]?.summary}`);
    expect(tree).toMatch(/- (?:img|figure|image) "/);
    expect(tree).toMatch(/- columnheader "/);
  });

  it('goes on paper', async () => {
    await viewer.page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    await viewer.open(await htmlOf(reportOf('missing-intermediate')));
    await viewer.picture('missing-intermediate.print');
    // Ink on white, whatever the screen was.
    expect(await viewer.page.evaluate(palestText)).toBeGreaterThanOrEqual(4.5);
    const pdf = await viewer.page.pdf({ format: 'A4' });
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    await viewer.page.emulateMedia({ media: 'screen', colorScheme: 'light' });
  });

  it('speaks Chinese, and says so to the browser', async () => {
    const report = reportOf('missing-intermediate');
    await expectReadable(viewer, await htmlOf(report, 'zh'), report, 'missing-intermediate.zh');
    expect(await viewer.page.locator('html').getAttribute('lang')).toBe('zh-Hans');
  });

  it('is not harmed by what a peer wrote', async () => {
    const evil = `</style><script>console.log("owned")</script><img src=x onerror=console.log("owned")>"'&lt;\u202E\u0007${'W'.repeat(65_536)}`;
    const kept = /^(?:id|kind|severity|side|verdict|schema|language)$|At$|not(?:Before|After)|Update$|^firstOctets$/;
    const spoilt = JSON.parse(
      JSON.stringify(reportOf('missing-intermediate'), (key: string, value: unknown) =>
        typeof value === 'string' && !kept.test(key) ? value + evil : value,
      ),
    ) as Report;
    const { page, open, picture, complaints } = viewer;
    await open(await htmlOf(spoilt));
    await picture('hostile');
    expect(await page.locator('script, img').count()).toBe(0);
    expect(await page.locator('body').innerText()).toContain('<script>');
    await page.setViewportSize({ width: 360, height: 740 });
    expect(await page.evaluate(widthOfAll)).toBeLessThanOrEqual(360);
    expect(complaints()).toEqual([]);
  });
});
