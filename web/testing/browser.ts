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

/** The ways in which every page must be right: its colours in light and dark, its layout at a desk and on a phone. */
const manners: Record<string, Look> = {
  light: { width: 1024, colorScheme: 'light' },
  dark: { width: 1024, colorScheme: 'dark' },
  phone: { width: 320, colorScheme: 'light' },
};

/** What is wrong with a page in any of them, and with its title. */
export async function faultsInEveryManner(page: Page): Promise<string[]> {
  const title = await page.title();
  const faults = title.endsWith(' · Sigap') ? [] : [`title: ${title}`];
  for (const [manner, { width, colorScheme }] of Object.entries(manners)) {
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ colorScheme });
    faults.push(...(await faultsOf(page)).map((fault) => `${manner}: ${fault}`));
  }
  return faults;
}

/** Sends the form of a page with mistakes, as a person does, and waits for what the page says about them. `fields`: by their labels. */
export async function sendWrong(page: Page, path: string, fields: Record<string, string>, button: string): Promise<void> {
  await page.goto(path);
  for (const [label, typed] of Object.entries(fields)) await page.getByLabel(label).fill(typed);
  await page.getByRole('button', { name: button, exact: true }).click();
  await page.getByText('Formulir belum terkirim').waitFor();
}

/** What axe finds wrong, rule and place; and a page that scrolls sideways. A string is evaluated past the page's content policy. */
export async function faultsOf(page: Page): Promise<string[]> {
  await page.evaluate(`${await readFile(axeFile, 'utf8')}; undefined`);
  const found = await page.evaluate<string[]>(`axe.run().then(({ violations }) => violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => id + ': ' + target.join(' ') + ': ' + failureSummary)))`);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  return wide > 0 ? [...found, `scrolls sideways by ${wide} px`] : found;
}
