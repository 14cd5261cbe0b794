import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildApp } from '../api/app.ts';
import { connect } from '../db/client.ts';
import { startHouse } from '../test/house.ts';
import type { House } from '../test/house.ts';
import { faultsInEveryManner, launch, sendWrong } from './testing/browser.ts';
import { writeCase } from './testing/case-rows.ts';
import { reported } from './testing/report.ts';

let house: House;
let browser: Browser;
let context: BrowserContext;
beforeAll(async () => {
  // Without a worker every state can be written as it is wanted, and stays.
  house = await startHouse({ startWorker: false });
  browser = await launch();
  // Scripts are on for axe alone; the pages have none.
  context = await browser.newContext({ baseURL: house.url });
});
afterAll(async () => {
  await browser?.close();
  await house?.stop();
});

const long = `Mohon kirim tangkapan layar.\nAlamat: https://spse.example/${'panjang'.repeat(20)}`;
const past = new Date('2026-01-05T03:00:00Z');
const future = new Date('2031-06-02T03:00:00Z');

async function openCase(page: Page, written: Parameters<typeof writeCase>[2]): Promise<string> {
  const { path, number } = await reported(house, 'salatiga');
  await writeCase(house, number, written);
  await page.goto(path);
  return path;
}

const asked = { state: 'menunggu-data', events: [['case.opened'], ['followed-up'], ['data.asked', long]] } satisfies Parameters<typeof writeCase>[2];
const answered = { state: 'menunggu-konfirmasi', events: [['case.opened'], ['followed-up'], ['answered', 'Silakan coba lagi.']] } satisfies Parameters<typeof writeCase>[2];

/** Every page in every state, each by the way a person gets there. */
const states: Record<string, (page: Page) => Promise<unknown>> = {
  'the list of offices': (page) => page.goto('/'),
  'the empty report form': (page) => page.goto('/lapor/salatiga'),
  'the report form with every mistake': (page) => sendWrong(page, '/lapor/tulang-bawang-barat', { 'Kode paket': 'ada spasi' }, 'Kirim laporan'),
  'the choice for an account, wrongly made': (page) => page.goto('/daftar/salatiga?layanan=aktivasi-kembali&jenis=badan-usaha'),
  'the empty form of an official': (page) => page.goto('/daftar/salatiga?layanan=pendaftaran&jenis=ppk'),
  'a new report': async (page) => page.goto((await reported(house, 'salatiga')).path),
  'a report in work whose deadline is past': (page) => openCase(page, {
    state: 'ditangani', deadline: { clock: 'answer', dueAt: past, provisional: false }, events: [['case.opened'], ['followed-up'], ['deadline.moved']],
  }),
  'a report that waits for data until a provisional deadline': (page) => openCase(page, { ...asked, deadline: { clock: 'data', dueAt: future, provisional: true } }),
  'a reply without words': async (page) => {
    await openCase(page, asked);
    await page.getByRole('button', { name: 'Kirim data' }).click();
    await page.getByText('Formulir belum terkirim').waitFor();
  },
  'a reply that the engine did not answer': async (page) => {
    await openCase(page, asked);
    await page.getByLabel('Data atau penjelasan').fill(long);
    await page.getByRole('button', { name: 'Kirim data' }).click();
    await page.getByText('Mesin proses sedang tidak tersedia').waitFor();
  },
  'an answered report': (page) => openCase(page, { ...answered, deadline: { clock: 'confirm', dueAt: future, provisional: false } }),
  'words just sent': async (page) => page.goto(`${await openCase(page, { ...answered, state: 'ditangani' })}?terkirim=reply`),
  'a closed report': (page) => openCase(page, { ...answered, state: 'ditutup', closedAt: new Date(), events: [...answered.events, ['case.closed']] }),
  'asking for a lost link': (page) => page.goto('/lacak'),
  'asking for a lost link with every mistake': (page) => sendWrong(page, '/lacak', {}, 'Kirim tautan'),
  'a lost link that was asked for': async (page) => {
    await page.goto('/lacak');
    await page.getByLabel('Kantor').selectOption('salatiga');
    await page.getByLabel('Nomor laporan').fill('SLT-2026-000001');
    await page.getByRole('button', { name: 'Kirim tautan' }).click();
    await page.getByRole('heading', { name: 'Permintaan diterima' }).waitFor();
  },
  'an unknown link': (page) => page.goto('/lacak/SLT-2026-000001/salah'),
  'an unknown office': (page) => page.goto('/lapor/tidak-ada'),
  'a page without its database': async (page) => {
    const gone = connect('postgres://x:x@127.0.0.1:1/x');
    // A browser keeps connections on which it has asked nothing yet; a server that closes would wait for them.
    const app = await buildApp({ ...house.deps, db: gone.db }, { forceCloseConnections: true });
    await page.goto(`${await app.listen({ host: '127.0.0.1', port: 0 })}/`);
    // The styles are loaded by now.
    await app.close();
    await gone.close();
  },
};

test.each(Object.keys(states))('nothing is wrong with %s, in light and dark, at a desk and at 320 px', async (name) => {
  const page = await context.newPage();
  await states[name]?.(page);
  expect(await faultsInEveryManner(page)).toEqual([]);
  await page.close();
});
