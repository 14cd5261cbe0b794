import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { refOf } from '../../db/identifier-ref.ts';
import { mailStops, subscribers } from '../../db/schema.ts';
import { startHouse } from '../../test/house.ts';
import type { House } from '../../test/house.ts';
import { faultsOf, launch } from '../testing/browser.ts';
import { evil, getPage, sendForm } from '../testing/report.ts';

let house: House;
let browser: Browser;
let page: Page;
beforeAll(async () => {
  house = await startHouse({ startWorker: false, sweep: false });
  browser = await launch();
  page = await (await browser.newContext({ baseURL: house.url })).newPage();
  page.setDefaultTimeout(10_000);
});
afterAll(async () => {
  await browser?.close();
  await house?.stop();
});

const heading = (name: string) => page.getByRole('heading', { name, exact: true, level: 1 }).waitFor();
const rowOf = async (mail: string) => (await house.db.select().from(subscribers)).find(({ mailRef }) => mailRef === refOf(house.vault, 'contoh', { kind: 'mail', value: mail }));

it('a person asks on the status page, confirms by a button, changes the systems and stops; nothing is wrong with any page on the way', async () => {
  await page.goto('/status/contoh');
  await page.getByRole('button', { name: 'Berlangganan' }).click();
  await page.getByRole('link', { name: 'Isi alamat surel yang benar' }).waitFor();
  const faults = [...await faultsOf(page)];
  await page.getByLabel('Alamat surel').fill('sari@penyedia.example');
  await page.getByLabel('Situs web LPSE').check();
  await page.getByRole('button', { name: 'Berlangganan' }).click();
  await heading('Periksa surel Anda');
  faults.push(...await faultsOf(page));

  const asked = await rowOf('sari@penyedia.example');
  expect([asked?.systems, asked?.confirmedAt]).toEqual([['situs'], null]);
  const link = `/status/contoh/langganan/${asked?.id}/${house.vault.subscriptionSecret(asked?.id ?? '')}`;
  // A mail scanner follows the link: nothing happens by that.
  await getPage(house, link);
  expect((await rowOf('sari@penyedia.example'))?.confirmedAt).toBeNull();
  await page.goto(link);
  faults.push(...await faultsOf(page));
  await page.getByRole('button', { name: 'Konfirmasi' }).click();
  await page.getByText('Langganan Anda sudah aktif.').waitFor();
  faults.push(...await faultsOf(page));
  expect((await rowOf('sari@penyedia.example'))?.confirmedAt).toBeInstanceOf(Date);
  await page.getByLabel('SPSE', { exact: true }).check();
  await page.getByRole('button', { name: 'Simpan pilihan' }).click();
  await page.getByText('tentang: SPSE, Situs web LPSE.').waitFor();
  await page.getByRole('button', { name: 'Berhenti berlangganan' }).click();
  await heading('Pengumuman dihentikan');
  faults.push(...await faultsOf(page));
  expect(await rowOf('sari@penyedia.example')).toBeUndefined();
  expect((await getPage(house, link)).status).toBe(404);
  expect(faults).toEqual([]);
});

it('the answer to a known address is that to a new one, and what was typed wrongly comes back as text', async () => {
  const ask = async (surel: string) => (await sendForm(house, '/status/contoh/langganan', { surel })).text();
  expect(await ask('baru@penyedia.example')).toBe(await ask('baru@penyedia.example'));
  expect((await rowOf('baru@penyedia.example'))?.systems).toBeNull();
  const wrong = await sendForm(house, '/status/contoh/langganan', { surel: evil, 'sistem-lain': 'ya' });
  expect(wrong.status).toBe(422);
  expect(await wrong.text()).not.toMatch(/<script|<img/);
  expect((await sendForm(house, '/status/tidak-ada/langganan', { surel: 'a@b.example' })).status).toBe(404);
});

it('the link of every mail shows a button, and only the button stops the mails', async () => {
  const ref = refOf(house.vault, 'contoh', { kind: 'mail', value: 'pengguna@spse.example' });
  const link = `/langganan/berhenti/contoh/${house.vault.stopToken('contoh', ref)}`;
  await page.goto(link);
  expect(await faultsOf(page)).toEqual([]);
  expect(await house.db.$count(mailStops)).toBe(1);
  await page.getByRole('button', { name: 'Berhenti' }).click();
  await heading('Pengumuman dihentikan');
  expect((await house.db.select().from(mailStops)).map(({ mailRef }) => mailRef)).toContain(ref);
});

it('half a link, another office or a wrong secret look like no subscription at all', async () => {
  await sendForm(house, '/status/contoh/langganan', { surel: 'dewi@penyedia.example' });
  const id = (await rowOf('dewi@penyedia.example'))?.id ?? '';
  const secret = house.vault.subscriptionSecret(id);
  const token = house.vault.stopToken('contoh', refOf(house.vault, 'contoh', { kind: 'mail', value: 'dewi@penyedia.example' }));
  const pages = await Promise.all([
    `/status/salatiga/langganan/${id}/${secret}`, `/status/contoh/langganan/${id}/salah`, `/status/contoh/langganan/bukan-id/${secret}`, `/langganan/berhenti/salatiga/${token}`, `/langganan/berhenti/contoh/${token.slice(1)}`,
  ].map((path) => getPage(house, path)));
  expect(pages.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404]);
  expect(new Set(pages.map(({ text }) => text)).size).toBe(1);
  const posts = await Promise.all(['konfirmasi', 'sistem', 'berhenti'].map((act) => sendForm(house, `/status/salatiga/langganan/${id}/${secret}/${act}`, {})));
  expect(posts.map(({ status }) => status)).toEqual([404, 404, 404]);
  expect((await rowOf('dewi@penyedia.example'))?.confirmedAt).toBeNull();
});
