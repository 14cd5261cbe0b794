import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { officeNow } from '../../activities/office.ts';
import { addWorkingTime } from '../../calendar/index.ts';
import { startHouse, until } from '../../test/house.ts';
import type { House } from '../../test/house.ts';
import { localInput } from '../staff/local-input.ts';
import { faultsInEveryManner, launch } from '../testing/browser.ts';
import { copyOf, firm } from '../testing/registration.ts';
import { logIn } from '../testing/staff.ts';

let house: House;
let browser: Browser;
let applicant: Page;
let desk: Page;
const contexts: BrowserContext[] = [];
beforeAll(async () => {
  house = await startHouse({ offices: ['kota-salatiga'] });
  browser = await launch();
});
beforeEach(async () => {
  for (const context of contexts.splice(0)) await context.close();
  [applicant, desk] = [await newcomer(), await newcomer()];
});
afterAll(async () => {
  await browser?.close();
  await house?.stop();
});

/** Scripts are on for axe alone; the pages have none. */
async function newcomer(): Promise<Page> {
  const context = await browser.newContext({ baseURL: house.url });
  context.setDefaultTimeout(10_000);
  contexts.push(context);
  return context.newPage();
}

/** A minute of tomorrow or later at which the counter is open, whatever the hour is now; as the control takes it. */
const openHour = async () => {
  const { calendar } = await officeNow(house.db, 'salatiga');
  return localInput(addWorkingTime(calendar, Date.now() + 86_400_000, { ms: 3_600_000 }).at, calendar.utcOffsetMinutes);
};

const file = (item: string) => { const [, name, mimeType, buffer] = copyOf(item); return { name, mimeType, buffer }; };
const done = (page: Page, sentence: string) => page.getByRole('status').getByText(sentence).waitFor();
const row = (label: string) => desk.getByRole('group', { name: label });
const fold = (name: string) => desk.locator('summary', { hasText: new RegExp(`^${name}$`) }).click();

test('from the public form over a missing copy to an active account, and to its proposed end', async () => {
  await applicant.goto('/daftar');
  await applicant.getByRole('link', { name: 'LPSE Kota Salatiga' }).click();
  await applicant.getByLabel('Jenis pemohon').selectOption('badan-usaha');
  await applicant.getByRole('button', { name: 'Lanjutkan' }).click();
  await applicant.getByLabel('Nama penanggung jawab').fill(firm.nama);
  await applicant.getByLabel('Alamat surel').fill(firm.surel);
  await applicant.getByLabel('NPWP', { exact: true }).fill('123');
  for (const item of ['formulir-pendaftaran', 'formulir-keikutsertaan', 'ktp', 'akta-pendirian']) await applicant.locator(`#berkas-${item}`).setInputFiles(file(item));
  await applicant.getByLabel('Tidak ada: Akta perubahan terakhir').check();
  await applicant.getByRole('button', { name: 'Kirim permohonan' }).click();
  await applicant.getByText('NPWP terdiri atas 15 angka').first().waitFor();
  expect(await faultsInEveryManner(applicant)).toEqual([]);
  await applicant.getByLabel('NPWP', { exact: true }).fill(firm.npwp);
  await applicant.getByLabel('Nomor atau User ID pendaftaran daring').fill(firm.rujukan);
  await applicant.getByRole('button', { name: 'Kirim permohonan' }).click();
  await applicant.getByText('Permohonan Anda sudah kami terima').waitFor();
  const number = new URL(applicant.url()).pathname.split('/')[2] ?? '';

  await logIn(desk, house, 'salatiga', 'slt-04');
  await until(async () => (await desk.reload()) && desk.getByRole('link', { name: `Verifikasi permohonan · ${number}` }).isVisible(), 'the task');
  await desk.getByRole('link', { name: `Verifikasi permohonan · ${number}` }).click();
  expect(await desk.getByRole('button', { name: 'Setujui' }).count()).toBe(0);
  await fold('Minta berkas yang kurang');
  await desk.getByRole('button', { name: 'Kirim permintaan' }).click();
  await done(desk, 'Kekurangan berkas diberitahukan kepada pemohon.');
  await fold('Jadwalkan menunjukkan dokumen asli');
  await desk.getByLabel('Tanggal dan jam').fill(await openHour());
  await desk.getByRole('group', { name: 'Cara menunjukkan' }).getByLabel('Di loket').check();
  await desk.getByRole('button', { name: 'Jadwalkan', exact: true }).click();
  await done(desk, 'Jadwal tercatat');

  await applicant.reload();
  expect(await applicant.locator('input[type=file]').count()).toBe(1);
  await applicant.getByText('Tunjukkan dokumen asli').waitFor();
  expect(await faultsInEveryManner(applicant)).toEqual([]);
  await applicant.getByRole('button', { name: 'Kirim berkas' }).click();
  await applicant.getByText('Pilih paling sedikit satu berkas.').first().waitFor();
  const other = await applicant.context().newPage();
  await other.goto(new URL(applicant.url()).pathname.replace('/complete', ''));
  await other.getByLabel('NPWP badan usaha').setInputFiles(file('npwp'));
  await applicant.getByLabel('NPWP badan usaha').setInputFiles(file('npwp'));
  await applicant.getByRole('button', { name: 'Kirim berkas' }).click();
  await done(applicant, 'Berkas Anda sudah kami terima.');
  await applicant.getByRole('heading', { name: 'Dokumen asli yang masih harus ditunjukkan' }).waitFor();
  expect(await faultsInEveryManner(applicant)).toEqual([]);
  await other.getByRole('button', { name: 'Kirim berkas' }).click();
  await other.getByRole('alert').getByText('Keadaannya sudah berubah').waitFor();

  await desk.reload();
  for (const label of ['Formulir Pendaftaran yang ditandatangani', 'Formulir Keikutsertaan yang ditandatangani']) await row(label).getByLabel('Penilaian').selectOption('benar');
  for (const label of ['KTP direktur', 'Akta pendirian perusahaan']) {
    await row(label).getByLabel('Asli dilihat').selectOption('loket');
    await row(label).getByLabel('Penilaian').selectOption('benar');
  }
  await row('NPWP badan usaha').getByLabel('Penilaian').selectOption('tidak-benar');
  await desk.getByRole('button', { name: 'Simpan pemeriksaan' }).click();
  await desk.getByRole('alert').getByText('Sebutkan apa yang tidak benar').waitFor();
  expect(await row('KTP direktur').getByLabel('Asli dilihat').inputValue()).toBe('loket');
  expect(await faultsInEveryManner(desk)).toEqual([]);
  await row('NPWP badan usaha').getByLabel('Asli dilihat').selectOption('loket');
  await row('NPWP badan usaha').getByLabel('Penilaian').selectOption('benar');
  await desk.getByRole('button', { name: 'Simpan pemeriksaan' }).click();
  await done(desk, 'Pemeriksaan berkas tercatat.');
  await fold('Setujui permohonan');
  await desk.getByRole('button', { name: 'Setujui', exact: true }).click();
  await done(desk, 'Permohonan disetujui.');
  await fold('Catat aktivasi User ID');
  expect(await desk.locator('input[type=password]').count()).toBe(0);
  await desk.getByLabel('User ID di SPSE').fill('firmacontoh');
  await desk.getByRole('button', { name: 'Catat aktivasi', exact: true }).click();
  await done(desk, 'Aktivasi tercatat; pemohon diberi tahu.');

  await until(async () => (await applicant.reload()) && applicant.getByText('Permohonan ini selesai.').isVisible(), 'the end on the page');
  await applicant.getByText('Akun aktif', { exact: true }).waitFor();
  expect(await applicant.getByText('firmacontoh').count()).toBe(0);

  await desk.goto('/kantor/salatiga/akun');
  await desk.getByRole('link', { name: number }).click();
  expect(await faultsInEveryManner(desk)).toEqual([]);
  await desk.getByRole('link', { name: 'Arsip berkas pendaftaran' }).click();
  expect(await faultsInEveryManner(desk)).toEqual([]);
  await desk.getByLabel('Tempat simpan kertasnya').first().fill('Rak 3');
  await desk.getByRole('button', { name: 'Simpan' }).first().click();
  await done(desk, 'Tempat simpan tercatat.');
  await desk.goto(`/kantor/salatiga/akun/${number}`);
  await desk.getByLabel('Uraian buktinya').fill('Menyebarkan User ID kepada pihak lain.');
  await desk.getByRole('group', { name: 'Alasan menurut peraturan' }).getByRole('radio').first().check();
  await desk.getByRole('button', { name: 'Ajukan penonaktifan' }).click();
  await done(desk, 'Penonaktifan tercatat.');
}, 90_000);
