import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { intakes } from '../db/schema.ts';
import { startHouse, until } from '../test/house.ts';
import type { House } from '../test/house.ts';
import { faultsOf, launch } from './testing/browser.ts';
import { png, reported, sendForm, typed } from './testing/report.ts';

let house: House;
let browser: Browser;
let context: BrowserContext;
let page: Page;
beforeAll(async () => {
  house = await startHouse();
  browser = await launch();
});
beforeEach(async () => {
  await open({ javaScriptEnabled: false });
});
afterEach(() => context?.close());
afterAll(async () => {
  await browser?.close();
  await house?.stop();
});

async function open(options: { javaScriptEnabled: boolean }): Promise<void> {
  await context?.close();
  context = await browser.newContext({ baseURL: house.url, ...options });
  context.setDefaultTimeout(10_000);
  page = await context.newPage();
}

async function fill(words: string): Promise<void> {
  await page.getByLabel('Nama').fill(typed.nama);
  await page.getByLabel('Alamat surel').fill(typed.surel);
  await page.getByLabel('Peran Anda').selectOption(typed.peran);
  await page.getByLabel('Kategori').selectOption(typed.kategori);
  await page.getByLabel('Uraian masalah').fill(words);
}

const send = () => page.getByRole('button', { name: 'Kirim laporan' });
const heading = (name: string) => page.getByRole('heading', { name, exact: true });

/** A report that the helpdesk has brought to where it waits for its reporter. */
async function waiting(act: 'ask' | 'answer', words: string): Promise<string> {
  const { path, number } = await reported(house, 'salatiga');
  const helpdesk = await house.staff('salatiga', 'helpdesk');
  const task = await helpdesk.task(number, 'tangani');
  expect((await helpdesk.act(number, act, { taskId: task.id, text: words })).status).toBe(200);
  return path;
}

test('a person without JavaScript reports with an attachment and lands on the tracking page', async () => {
  await page.goto('/');
  await page.getByRole('link', { name: 'LPSE Kota Salatiga' }).click();
  await fill('Tidak dapat masuk.\nPesannya: sesi berakhir.');
  await page.getByLabel('Berkas 1').setInputFiles({ name: 'layar.png', mimeType: 'image/png', buffer: png });
  await send().click();
  await page.getByText('Laporan Anda sudah kami terima').waitFor();
  expect(new URL(page.url()).pathname).toMatch(/^\/lacak\/SLT-\d{4}-\d{6}\/[\w-]{22}$/);
  await until(async () => (await page.reload()) && page.getByText('Tenggat tindak lanjut').isVisible(), 'the deadline on the page');
  const mail = await until(async () => (await house.mailbox.mails()).find(({ to }) => to.includes(typed.surel)), 'the receipt');
  expect(mail.text).toContain(new URL(page.url()).pathname);
});

/** What people sent; the house takes in cases of its own when a period ends. */
const reports = () => house.db.$count(intakes, eq(intakes.sop, 'problem'));

test('a double click makes one report', async () => {
  const before = await reports();
  await page.goto('/lapor/salatiga');
  await fill('Diklik dua kali.');
  await send().dblclick();
  await page.getByText('Laporan Anda sudah kami terima').waitFor();
  const first = page.url();
  await page.goBack();
  // The browser brings back what was typed, and the form its key.
  await send().click();
  await page.waitForURL(first);
  expect(await reports()).toBe(before + 1);
});

test('by keyboard alone: past the menu, to the summary of mistakes, to the field', async () => {
  await page.goto('/lapor/salatiga');
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Langsung ke isi');
  await page.keyboard.press('Enter');
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('isi');
  await page.getByLabel('Nama').fill(typed.nama);
  await page.getByLabel('Nama').press('Enter');
  await heading('Formulir belum terkirim').waitFor();
  expect(await page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('alert');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('surel');
  expect(await page.getByLabel('Nama').inputValue()).toBe(typed.nama);
});

test('the reporter sends the data that was asked for, and it stands in the history', async () => {
  await open({ javaScriptEnabled: true });
  await page.goto(await waiting('ask', 'Mohon kirim <b>kode kesalahan</b>.'));
  await page.getByText('Mohon kirim <b>kode kesalahan</b>.').first().waitFor();
  await page.getByLabel('Data atau penjelasan Anda').fill('Kodenya 500.');
  await page.getByRole('button', { name: 'Kirim data' }).click();
  await page.getByText('Data Anda sudah kami terima.').waitFor();
  await page.getByText('Kodenya 500.').waitFor();
  expect(await page.getByRole('button').count()).toBe(0);
  expect(await faultsOf(page)).toEqual([]);
}, 90_000);

test('the reporter declares the matter settled, and the report closes', async () => {
  const path = await waiting('answer', 'Silakan coba lagi.');
  await page.goto(path);
  await page.getByRole('button', { name: 'Nyatakan selesai' }).click();
  await page.getByText('Ditutup', { exact: true }).first().waitFor();
  await page.getByText('Laporan ini selesai.').waitFor();
});

test('an act that came too late is refused with a sentence on the page, and its words are shown', async () => {
  await open({ javaScriptEnabled: true });
  const path = await waiting('answer', 'Silakan coba lagi.');
  await page.goto(path);
  await page.getByLabel('Apa yang masih bermasalah?').fill('Masih gagal.');
  expect((await sendForm(house, `${path}/confirm`, { kunci: randomUUID() })).status).toBe(303);
  await page.getByRole('button', { name: 'Buka kembali laporan' }).click();
  await page.getByText('Ajukan yang baru, dan sebut nomor ini di sana.', { exact: true }).waitFor();
  await page.getByText('Masih gagal.').waitFor();
  expect(await faultsOf(page)).toEqual([]);
}, 90_000);

test('an act sent twice under one key happens once', async () => {
  const path = await waiting('answer', 'Silakan coba lagi.');
  const form = { kunci: randomUUID(), teks: 'Masih gagal.' };
  const answers = await Promise.all([sendForm(house, `${path}/reopen`, form), sendForm(house, `${path}/reopen`, form)]);
  expect(answers.map(({ status }) => status)).toEqual([303, 303]);
  await page.goto(path);
  expect(await page.getByText('Laporan dibuka kembali', { exact: true }).count()).toBe(1);
});
