import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';
import { chromiumPath } from '../../test/setup/provided.ts';

const axeFile = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

export function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: chromiumPath(),
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
}

interface Look { width: number; colorScheme: 'light' | 'dark' }

/** The ways in which every page must be right. */
export const manners: Record<string, Look> = {
  light: { width: 1024, colorScheme: 'light' },
  dark: { width: 1024, colorScheme: 'dark' },
  phone: { width: 320, colorScheme: 'light' },
  'dark phone': { width: 320, colorScheme: 'dark' },
};

export async function showAs(page: Page, { width, colorScheme }: Look): Promise<void> {
  await page.setViewportSize({ width, height: 800 });
  await page.emulateMedia({ colorScheme });
}

/** What axe finds wrong, rule and place; and a page that scrolls sideways. A string is evaluated past the page's content policy. */
export async function faultsOf(page: Page): Promise<string[]> {
  await page.evaluate(`${await readFile(axeFile, 'utf8')}; undefined`);
  const found = await page.evaluate<string[]>(`axe.run().then(({ violations }) => violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => id + ': ' + target.join(' ') + ': ' + failureSummary)))`);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  return wide > 0 ? [...found, `scrolls sideways by ${wide} px`] : found;
}
