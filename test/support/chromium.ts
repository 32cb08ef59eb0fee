/// <reference lib="dom" />
/** HTML reports in a real Chromium. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Report } from '../../src/index.ts';

/** Where to leave pictures for people to look at; nowhere unless it is set. */
const pictures = process.env['WHYTLS_PICTURES'];

/** A page that opens reports, one at a time, and notes what none of them may do. */
export interface Viewer {
  readonly page: Page;
  /** Messages on the console (a breach of the policy is one), errors, and requests for anything but the file itself. */
  readonly complaints: () => readonly string[];
  readonly open: (html: string) => Promise<void>;
  /** Keeps a picture where WHYTLS_PICTURES names a folder. */
  readonly picture: (name: string) => Promise<void>;
}

export interface Viewers {
  readonly newViewer: () => Promise<Viewer>;
  readonly close: () => Promise<void>;
}

export async function startChromium(): Promise<Viewers> {
  const folder = mkdtempSync(join(tmpdir(), 'whytls-html-'));
  const browser = await chromium.launch({
    executablePath: execFileSync('which', ['chromium'], { encoding: 'utf8' }).trim(),
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking', '--disable-sync'],
  });
  let made = 0;
  const newViewer = async (): Promise<Viewer> => {
    const page = await browser.newPage();
    const url = pathToFileURL(join(folder, `${++made}.html`));
    let complaints: string[] = [];
    page.on('console', (message) => void complaints.push(`console: ${message.text()}`));
    page.on('pageerror', (error) => void complaints.push(`error: ${error.message}`));
    page.on('request', (request) => {
      if (request.url() !== url.href) complaints.push(`request: ${request.url()}`);
    });
    return {
      page,
      complaints: () => complaints,
      open: async (html) => {
        complaints = [];
        writeFileSync(url, html);
        await page.goto(url.href);
      },
      picture: async (name) => {
        if (pictures === undefined) return;
        mkdirSync(pictures, { recursive: true });
        await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
      },
    };
  };
  return {
    newViewer,
    close: async () => {
      await browser.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** What holds of every report: it tells all findings, is well-formed for those who cannot see it, fits a phone, and does nothing else. */
export async function expectReadable(
  { page, open, picture, complaints }: Viewer,
  html: string,
  report: Report,
  name: string,
): Promise<void> {
  await page.setViewportSize({ width: 1000, height: 800 });
  await open(html);
  await picture(`${name}.wide`);
  expect(await page.locator('h1').count()).toBe(1);
  for (const { id } of report.findings) expect(await page.locator(`code:text-is("${id}")`).count()).toBeGreaterThan(0);
  const told = await page.locator('body').textContent();
  for (const line of report.findings.flatMap(({ serverLog = [] }) => serverLog)) expect(told).toContain(line);
  expect(await page.evaluate(namelessDrawings)).toEqual([]);
  expect(await page.evaluate(skippedHeadings)).toEqual([]);
  await page.setViewportSize({ width: 360, height: 740 });
  await picture(`${name}.phone`);
  expect(await page.evaluate(widthOfAll)).toBeLessThanOrEqual(360);
  expect(complaints()).toEqual([]);
}

/** CSS pixels that the page needs, however wide the window. Runs in the page. */
export const widthOfAll = (): number => document.documentElement.scrollWidth;

/** Drawings without a name of their own. Runs in the page. */
export function namelessDrawings(): string[] {
  return [...document.querySelectorAll('svg')]
    .filter((svg) => svg.getAttribute('aria-hidden') !== 'true')
    .filter((svg) => {
      const ids = svg.getAttribute('aria-labelledby')?.split(' ') ?? [];
      const name = svg.getAttribute('aria-label') ?? ids.map((id) => document.getElementById(id)?.textContent).join('');
      return name.trim() === '';
    })
    .map((svg) => svg.outerHTML.slice(0, 200));
}

/** Headings that leave out a level. Runs in the page. */
export function skippedHeadings(): string[] {
  const levels = [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')];
  return levels
    .filter((heading, at) => at > 0 && Number(heading.tagName[1]) > Number(levels[at - 1]?.tagName[1]) + 1)
    .map(({ outerHTML }) => outerHTML);
}

/** The least contrast of a text with what is behind it (WCAG 2.2, 1.4.3). Runs in the page. */
export function palestText(): number {
  const channels = (color: string): number[] => (color.match(/[\d.]+/g) ?? []).map(Number);
  const luminance = (color: string): number => {
    const [r = 0, g = 0, b = 0] = channels(color).map((value) => {
      const share = value / 255;
      return share <= 0.040_45 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  for (const details of document.querySelectorAll('details')) details.open = true;
  let least = 21;
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode() !== null) {
    const element = texts.currentNode.parentElement;
    if (element === null || texts.currentNode.textContent?.trim() === '' || element.closest('svg, style') !== null)
      continue;
    let behind: Element | null = element;
    while (behind !== null && (channels(getComputedStyle(behind).backgroundColor)[3] ?? 1) < 1)
      behind = behind.parentElement;
    const under = luminance(behind === null ? 'rgb(255, 255, 255)' : getComputedStyle(behind).backgroundColor);
    const over = luminance(getComputedStyle(element).color);
    least = Math.min(least, (Math.max(under, over) + 0.05) / (Math.min(under, over) + 0.05));
  }
  return least;
}
