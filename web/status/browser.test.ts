import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { announce, looked } from '../../api/status/testing/announce.ts';
import { startHouse } from '../../test/house.ts';
import type { House } from '../../test/house.ts';
import { faultsInEveryManner, faultsOf, launch } from '../testing/browser.ts';

let house: House;
let browser: Browser;
let page: Page;
/** The number of one that is planned. */
let window: string;
const hour = 3_600_000;
const at = (hours: number) => new Date(Date.now() + hours * hour).toISOString();

beforeAll(async () => {
  house = await startHouse({ startWorker: false, sweep: false });
  browser = await launch();
  const long = `Jaringan putus.\nRincian: https://spse.example/${'panjang'.repeat(20)}`;
  await announce(house.deps, 'outage', { words: long }, [{ at: at(-3), state: 'gangguan', startsAt: at(-4), endsAt: null, systems: ['spse', 'situs'] }, { at: at(-1), state: 'gangguan', news: 'Teknisi di lokasi' }]);
  await announce(house.deps, 'outage', { words: 'Listrik padam' }, [{ at: at(-300), state: 'pulih', startsAt: at(-340), endsAt: at(-300) }, { at: at(-280), state: 'selesai', isOfficial: true }]);
  window = await announce(house.deps, 'maintenance', { words: 'Alasan: pembaruan\nPerkiraan dampak: SPSE tidak dapat dibuka' }, [{ at: at(-50), state: 'terjadwal', startsAt: at(20), endsAt: at(24), systems: ['spse-tender'] }, { at: at(-40), state: 'terjadwal', startsAt: at(44), endsAt: at(48), news: 'Bersamaan dengan tender' }]);
  await announce(house.deps, 'maintenance', {}, [{ at: at(-50), state: 'terjadwal', startsAt: at(-1), endsAt: at(2), systems: ['spse-e-katalog'] }, { at: at(-1), state: 'berlangsung' }]);
  await looked(house.deps, 'situs', new Date());
});
afterAll(async () => {
  await browser?.close();
  await house?.stop();
});

const open = async (path: string, javaScriptEnabled = true) => {
  page = await (await browser.newContext({ baseURL: house.url, javaScriptEnabled })).newPage();
  page.setDefaultTimeout(10_000);
  await page.goto(path);
};

test.each(['/status/contoh', `/status/contoh?bulan=${new Date().toISOString().slice(0, 7)}`])('nothing is wrong with %s, in light and dark, at a desk and at 320 px, nor unfolded', async (path) => {
  await open(path);
  expect(await faultsInEveryManner(page)).toEqual([]);
  await page.evaluate(() => { for (const one of document.querySelectorAll('details')) one.open = true; });
  expect(await faultsOf(page)).toEqual([]);
  await page.context().close();
});

test('a person on a phone without JavaScript finds the state, unfolds the figures and follows an anchor', async () => {
  await open('/status', false);
  await page.setViewportSize({ width: 360, height: 740 });
  await page.getByRole('link', { name: 'LPSE Kota Contoh' }).click();
  await page.getByText('Ada gangguan: SPSE, Situs web LPSE.').waitFor();
  await page.getByText('Angka ketersediaan Situs web LPSE').click();
  await page.getByRole('table').getByRole('rowheader').first().waitFor();
  await page.getByRole('link', { name: window }).click();
  await page.waitForURL(({ hash }) => hash === `#${window}`);
  await page.getByRole('link', { name: 'Riwayat per bulan' }).click();
  await page.getByRole('link', { name: 'Bulan sebelumnya:' }).click();
  await page.getByRole('link', { name: 'Ke keadaan sekarang' }).click();
  await page.context().close();
});
