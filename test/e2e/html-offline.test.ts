/// <reference lib="dom" />
/** The pages of `verify`, `x509`, `env` and `explain` in a real browser: light, dark, on a phone, and with hostile words in all fields. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reportTools, wordingFor } from '../../src/cli/compose.ts';
import { main } from '../../src/cli/main.ts';
import type { ChainReport } from '../../src/report/chain-report.ts';
import type { DeploymentReport } from '../../src/report/deployment-report.ts';
import type { EnvironmentReport } from '../../src/report/environment-report.ts';
import type { Explanation } from '../../src/report/explanation.ts';
import { renderChainHtml } from '../../src/report/html/chain-report.ts';
import { renderDeploymentHtml } from '../../src/report/html/deployment-report.ts';
import { renderEnvironmentHtml } from '../../src/report/html/environment-report.ts';
import { renderExplanationHtml } from '../../src/report/html/explanation.ts';
import { chainWords } from '../../src/report/words/chain-words.ts';
import { deploymentWords } from '../../src/report/words/deployment-words.ts';
import { environmentWords } from '../../src/report/words/environment-words.ts';
import { explanationWords } from '../../src/report/words/explanation-words.ts';
import { namelessDrawings, palestText, skippedHeadings, startChromium, widthOfAll } from '../support/chromium.ts';
import type { Viewer, Viewers } from '../support/chromium.ts';
import { fakeIo } from '../support/fake-io.ts';
import { jsonOf, offlineFiles, spoilt } from '../support/offline-reports.ts';
import type { OfflineFiles } from '../support/offline-reports.ts';
import { hasPeer } from '../support/peers.ts';

const log = 'db1.example.net:27017: [SSL: CERTIFICATE_VERIFY_FAILED] unable to get local issuer certificate';

describe.runIf(hasPeer('chromium'))('a page without a connection in Chromium', () => {
  let files: OfflineFiles;
  let viewers: Viewers;
  let viewer: Viewer;
  let commands: Readonly<Record<'verify' | 'x509' | 'env' | 'explain' | 'diagnosis' | 'list', readonly string[]>>;

  beforeAll(async () => {
    files = await offlineFiles('Example');
    commands = {
      verify: ['verify', ...files.chain],
      x509: ['x509', ...files.deployment],
      env: ['env', '--no-run'],
      explain: ['explain', log],
      diagnosis: ['explain', 'untrusted-root'],
      list: ['explain', '--list'],
    };
    viewers = await startChromium();
    viewer = await viewers.newViewer();
  }, 60_000);
  afterAll(async () => {
    await viewers.close();
    files.remove();
  });

  async function pageOf(argv: readonly string[]): Promise<string> {
    const io = fakeIo({ env: { LANG: 'C.UTF-8', SSL_CERT_FILE: '/nonexistent/ca.pem' } });
    await main([...argv, '--format', 'html'], io);
    expect(io.complained()).toBe('');
    return io.printed();
  }

  it.each(['verify', 'x509', 'env', 'explain', 'diagnosis', 'list'] as const)(
    'can be read in both lights, on a phone and by those who do not see: %s',
    async (name) => {
      const { page, open, picture, complaints } = viewer;
      for (const [colorScheme, language, width] of [
        ['light', 'en', 1000],
        ['dark', 'zh', 360],
      ] as const) {
        await page.emulateMedia({ colorScheme, media: 'screen' });
        await page.setViewportSize({ width, height: 800 });
        await open(await pageOf([...(commands[name] ?? []), '--lang', language]));
        await picture(`${name}.${colorScheme}`);
        expect(await page.locator('html').getAttribute('lang')).toBe(language === 'en' ? 'en' : 'zh-Hans');
        expect(await page.locator('h1').count()).toBe(1);
        expect(await page.evaluate(namelessDrawings)).toEqual([]);
        expect(await page.evaluate(skippedHeadings)).toEqual([]);
        expect(await page.evaluate(doubledIds)).toEqual([]);
        expect(await page.evaluate(palestText)).toBeGreaterThanOrEqual(4.5);
        expect(await page.evaluate(widthOfAll)).toBeLessThanOrEqual(width);
        expect(complaints()).toEqual([]);
      }
    },
  );

  it('says what the text form says, and draws the link that is broken', async () => {
    const report = (await jsonOf(commands.verify)) as ChainReport;
    await viewer.open(await pageOf(commands.verify));
    const told = (await viewer.page.locator('body').textContent()) ?? '';
    for (const { id, summary } of report.findings) {
      expect(told).toContain(id);
      expect(told).toContain(summary);
    }
    expect(await viewer.page.locator('svg .link.bad').count()).toBeGreaterThan(0);
    expect(told).toContain('Neither given nor held by');
    for (const { pem } of report.chain) expect(told).toContain(pem.trimEnd());
    const deployment = (await jsonOf(commands.x509)) as DeploymentReport;
    await viewer.open(await pageOf(commands.x509));
    const all = (await viewer.page.locator('body').textContent()) ?? '';
    for (const { file, user } of deployment.certificates) {
      expect(all).toContain(file);
      if (user !== null) expect(all).toContain(user.createUser);
    }
    expect(await viewer.page.evaluate(brokenLinks)).toEqual([]);
  });

  it('is not harmed by what stands in certificates, files and variables', async () => {
    const evil = `</style><script>console.log("owned")</script><img src=x onerror=console.log("owned")>"'&lt;\u202E\u0007${'W'.repeat(5000)}`;
    const words = (await wordingFor('en')).report;
    const run = { command: evil, node: evil, openssl: evil, system: evil };
    const tool = { name: 'whytls', version: evil } as const;
    const spoiltOf = async <T>(argv: readonly string[]): Promise<T> => spoilt((await jsonOf(argv)) as T, evil);
    const { sha256 } = reportTools;
    const pages = [
      renderChainHtml(
        await spoiltOf<ChainReport>(commands.verify),
        run,
        { report: words, chain: chainWords.en },
        sha256,
      ),
      renderDeploymentHtml(
        await spoiltOf<DeploymentReport>(commands.x509),
        run,
        { report: words, deployment: deploymentWords.en },
        sha256,
      ),
      renderEnvironmentHtml(
        await spoiltOf<EnvironmentReport>(commands.env),
        run,
        { report: words, environment: environmentWords.en },
        sha256,
      ),
      renderExplanationHtml(
        await spoiltOf<Explanation>(commands.explain),
        null,
        { tool, run },
        { report: words, explanation: explanationWords.en },
        sha256,
      ),
    ];
    const { page, open, complaints } = viewer;
    await page.setViewportSize({ width: 360, height: 740 });
    for (const html of pages) {
      await open(html);
      expect(await page.locator('script, img').count()).toBe(0);
      expect(await page.locator('body').innerText()).toContain('<script>');
      expect(await page.evaluate(widthOfAll)).toBeLessThanOrEqual(360);
      expect(complaints()).toEqual([]);
    }
  });
});

/** Ids that stand more than once. Runs in the page. */
function doubledIds(): string[] {
  const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
  return ids.filter((id, at) => ids.indexOf(id) !== at);
}

/** Links within the page that lead nowhere. Runs in the page. */
function brokenLinks(): string[] {
  const links = [...document.querySelectorAll('a[href^="#"]')].map((link) => link.getAttribute('href') ?? '');
  return links.filter((href) => document.getElementById(href.slice(1)) === null);
}
