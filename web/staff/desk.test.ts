import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { register, solvedRow } from '../../api/testing/register.ts';
import { formatLocal } from '../../calendar/index.ts';
import { startHouse, until } from '../../test/house.ts';
import type { House } from '../../test/house.ts';
import { faultsOf, launch } from '../testing/browser.ts';
import { evil, png, reported, typed } from '../testing/report.ts';
import { fillLogin, logIn } from '../testing/staff.ts';
import { localInput } from './local-input.ts';

let house: House;
let browser: Browser;
const contexts: BrowserContext[] = [];
let page: Page;
beforeAll(async () => {
  house = await startHouse();
  browser = await launch();
});
beforeEach(async () => { page = await newcomer(); });
afterEach(async () => { for (const context of contexts.splice(0)) await context.close(); });
afterAll(async () => {
  await browser?.close();
  await house?.stop();
});

/** Another browser, of its own person; without JavaScript unless a test needs axe. */
async function newcomer(javaScriptEnabled = false): Promise<Page> {
  const context = await browser.newContext({ baseURL: house.url, javaScriptEnabled });
  context.setDefaultTimeout(10_000);
  contexts.push(context);
  return context.newPage();
}

/** A report whose task is there. */
async function ready(sent: Parameters<typeof reported>[2] = {}): Promise<{ number: string; path: string; page: string }> {
  const made = await reported(house, 'salatiga', sent);
  const desk = await house.staff('salatiga', 'koordinator-lpse');
  await until(async () => (await desk.get(`/cases/${made.number}`)).body.tasks.length > 0, 'the task');
  return { ...made, page: `/kantor/salatiga/laporan/${made.number}` };
}

const fold = (name: string) => page.locator('summary', { hasText: new RegExp(`^${name}$`) });
const done = (sentence: string) => page.getByRole('status').getByText(sentence).waitFor();

test('a helpdesk logs in, opens a task from the list, asks for data, gets it, answers', async () => {
  const { number, path } = await ready();
  await logIn(page, house, 'salatiga', 'slt-05');
  await page.getByRole('link', { name: `Tangani laporan · ${number}` }).click();
  await page.getByText(typed.uraian.split('\n')[0] ?? '').first().waitFor();
  await page.getByText(typed.nama).waitFor();
  await page.getByRole('button', { name: 'Ambil tugas ini' }).click();
  await done('Tugas ini sekarang Anda pegang.');
  await page.getByText('Anda memegang tugas ini.').waitFor();
  await fold('Minta data kepada pelapor').click();
  await page.getByLabel('Data yang diminta').fill('Mohon kirim tangkapan layar.');
  await page.getByRole('button', { name: 'Kirim permintaan' }).click();
  await done('Permintaan data terkirim kepada pelapor.');
  await page.getByText('Menunggu data dari pelapor', { exact: true }).waitFor();

  const reporter = await newcomer();
  await reporter.goto(path);
  await reporter.getByLabel('Data atau penjelasan Anda').fill('Ini gambarnya.');
  await reporter.getByRole('button', { name: 'Kirim data' }).click();
  await reporter.getByText('Data Anda sudah kami terima.').waitFor();

  await page.goto(`/kantor/salatiga/laporan/${number}`);
  await page.getByText('Ini gambarnya.').waitFor();
  await fold('Jawab laporan').click();
  await page.getByLabel('Jawaban', { exact: true }).fill('Silakan muat ulang halaman.');
  await page.getByRole('button', { name: 'Kirim jawaban' }).click();
  await done('Jawaban terkirim kepada pelapor.');
  await page.getByText('Dijawab, menunggu konfirmasi pelapor', { exact: true }).waitFor();
  // The instant of a plan stands in its sentence; that of the step on a line of its own.
  const shown = await page.locator('.history .plan time').evaluateAll((all) => all.map((one) => getComputedStyle(one).display));
  expect([...new Set(shown)]).toEqual(['inline']);
  await reporter.reload();
  await reporter.getByText('Silakan muat ulang halaman.').first().waitFor();
}, 90_000);

test('an administrator plans a window, Kepala LPSE approves it, and it is moved and cancelled on its page (CAP-5)', async () => {
  const from = Date.now() + 40 * 86_400_000;
  const local = (at: number) => localInput(at, 420);
  await logIn(page, house, 'salatiga', 'slt-07');
  await page.getByRole('link', { name: 'Pemeliharaan dan gangguan' }).click();
  await page.getByRole('link', { name: 'Rencanakan pemeliharaan' }).click();
  await page.getByLabel('Situs web LPSE').check();
  await page.getByLabel('Mulai', { exact: true }).fill(local(from));
  await page.getByLabel('Selesai', { exact: true }).fill(local(from + 7_200_000));
  await page.getByLabel('Alasan').fill('Pembaruan sertifikat.');
  await page.getByLabel('Perkiraan dampak bagi pengguna').fill('Situs tidak dapat dibuka.');
  await page.getByLabel('Jadwal SPSE sudah diperiksa').check();
  await page.getByRole('button', { name: 'Simpan jadwal' }).click();
  await done('Jadwal pemeliharaan tercatat.');
  const address = new URL(page.url()).pathname;
  await page.getByText('Menunggu persetujuan', { exact: true }).waitFor();

  const head = await newcomer();
  await logIn(head, house, 'salatiga', 'slt-02');
  await head.goto(address);
  await head.getByText('sudah diperiksa').waitFor();
  await head.locator('summary', { hasText: /^Setujui jadwal$/ }).click();
  await head.getByRole('button', { name: 'Setujui dan umumkan' }).click();
  await head.getByRole('status').getByText('Jadwal disetujui dan diumumkan.').waitFor();
  await head.getByText('Terjadwal dan diumumkan', { exact: true }).waitFor();

  await page.goto(address);
  await fold('Pindahkan jadwal').click();
  await page.getByLabel('Mulai yang baru').fill(local(from + 86_400_000));
  await page.getByLabel('Selesai yang baru').locator('visible=true').fill(local(from + 90_000_000));
  await page.getByLabel('Alasan; diumumkan').locator('visible=true').fill('Suku cadang terlambat.');
  await page.getByRole('button', { name: 'Pindahkan dan umumkan' }).click();
  await done('Jadwal baru tercatat dan diumumkan.');
  await page.getByText('Jadwal dipindahkan dari').waitFor();
  await fold('Batalkan atau hentikan').click();
  await page.getByLabel('Alasan; diumumkan').locator('visible=true').fill('Tidak jadi.');
  await page.getByRole('button', { name: 'Batalkan dan umumkan' }).click();
  await done('Pembatalan tercatat dan diumumkan.');
  await page.getByText('Pemeliharaan dibatalkan', { exact: true }).waitFor();
  await page.goto('/status/salatiga');
  await page.getByText('Dibatalkan').first().waitFor();
}, 90_000);

test('the other browser loses the race, sees why, and keeps what was written', async () => {
  const { page: address } = await ready();
  const other = await newcomer(true);
  await logIn(page, house, 'salatiga', 'slt-05');
  await logIn(other, house, 'salatiga', 'slt-06');
  await page.goto(address);
  await other.goto(address);
  await other.getByText('Jawab laporan', { exact: true }).click();
  await other.getByLabel('Jawaban', { exact: true }).fill('Tulisan panjang\nyang tidak boleh hilang.');
  await page.getByRole('button', { name: 'Ambil tugas ini' }).click();
  await done('Tugas ini sekarang Anda pegang.');
  await other.getByRole('button', { name: 'Kirim jawaban' }).click();
  await other.getByRole('alert').getByText('Rekan Anda sedang mengerjakan tugas ini; minta ia menyerahkannya lebih dahulu.').waitFor();
  await other.getByText('Tulisan panjang').waitFor();
  await other.getByText('Tugas ini dipegang Dewi Contoh.').waitFor();
  expect(await other.title()).toMatch(/^Belum terkirim: /);
  expect(await faultsOf(other)).toEqual([]);
}, 90_000);

test('a mistake is named at its field, which is open, and nothing was sent', async () => {
  const { page: address } = await ready();
  await logIn(page, house, 'salatiga', 'slt-05');
  await page.goto(address);
  await fold('Teruskan atau laporkan ke LKPP').click();
  await page.getByRole('group', { name: 'Jalur' }).getByRole('radio').nth(1).check();
  await page.getByRole('button', { name: 'Kirim ke LKPP' }).click();
  await page.getByRole('alert').getByRole('link', { name: 'Uraian untuk LKPP: isi kolom ini' }).click();
  expect(await page.getByLabel('Uraian untuk LKPP').isVisible()).toBe(true);
  expect(await page.getByRole('group', { name: 'Jalur' }).getByRole('radio').nth(1).isChecked()).toBe(true);
  await page.getByRole('group', { name: 'Jalur' }).getByRole('radio').first().check();
  await page.getByLabel('Alasan hukum').selectOption({ index: 1 });
  await page.getByLabel('Uraian untuk LKPP').fill('Aplikasi menolak semua unggahan.');
  await page.getByRole('button', { name: 'Kirim ke LKPP' }).click();
  await done('Penyampaian ke LKPP tercatat.');
});

test('a double click acts once', async () => {
  const { page: address } = await ready();
  await logIn(page, house, 'salatiga', 'slt-05');
  await page.goto(address);
  await fold('Tambah catatan internal').click();
  await page.getByLabel('Catatan', { exact: true }).fill('Dicatat sekali saja.');
  await page.getByRole('button', { name: 'Simpan catatan' }).dblclick();
  await done('Catatan tersimpan.');
  expect(await page.getByText('Dicatat sekali saja.').count()).toBe(1);
});

test('what a reporter wrote breaks out of no page: words, name, name of the file', async () => {
  const alarms: string[] = [];
  const { page: address } = await ready({ fields: { ...typed, nama: evil, uraian: evil }, files: [['lampiran-1', `${evil.replaceAll('/', '')}.png`, 'image/png', png]] });
  page = await newcomer(true);
  page.on('dialog', (dialog) => { alarms.push(dialog.message()); void dialog.dismiss(); });
  await logIn(page, house, 'salatiga', 'slt-05');
  await page.goto(address);
  await fold('Minta data kepada pelapor').click();
  await page.getByLabel('Data yang diminta').fill(evil);
  await page.getByRole('button', { name: 'Kirim permintaan' }).click();
  await done('Permintaan data terkirim kepada pelapor.');
  expect(await page.getByText(evil).count()).toBeGreaterThanOrEqual(3);
  expect(await page.locator('main script, main img').count()).toBe(0);
  expect(alarms).toEqual([]);
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: '.png' }).click()]);
  expect(file.suggestedFilename()).toMatch(/\.png$/);
});

test('by keyboard alone: log in, open the task, unfold a form, send it', async () => {
  const { number } = await ready();
  await page.goto('/masuk');
  const press = async (key: string, times = 1) => { for (let i = 0; i < times; i += 1) await page.keyboard.press(key); };
  const focused = () => page.evaluate(() => document.activeElement?.textContent?.trim() ?? '');
  const tabTo = async (text: string) => {
    for (let i = 0; i < 80; i += 1) {
      await press('Tab');
      if ((await focused()) === text) return;
    }
    throw new Error(`The keyboard never reached ${text}`);
  };
  await page.getByLabel('Kantor').focus();
  // Not by typing its name: a browser that is kept waiting for a second takes the next letter for a new word, and a blank for a click.
  for (let i = 0; i < 10 && (await page.getByLabel('Kantor').inputValue()) !== 'salatiga'; i += 1) await press('ArrowDown');
  await press('Tab');
  await page.keyboard.type(await house.key('salatiga', 'slt-05'));
  await press('Enter');
  await page.waitForURL(/\/kantor\/salatiga$/);
  await press('Tab');
  expect(await focused()).toBe('Langsung ke isi');
  await press('Enter');
  await tabTo(`Tangani laporan · ${number}`);
  await press('Enter');
  await page.waitForURL(/laporan/);
  await tabTo('Tambah catatan internal');
  await press('Enter');
  await press('Tab');
  await page.keyboard.type('Lewat papan ketik.');
  await press('Tab');
  await press('Enter');
  await done('Catatan tersimpan.');
}, 90_000);

test('the link in a mail opens the case for who is logged in, although another site holds it', async () => {
  const { number, page: address } = await ready();
  const webmail = createServer((_request, answer) => answer.setHeader('content-type', 'text/html').end(`<a href="${house.url}${address}">Buka laporan</a>`)).listen(0, '127.0.0.1');
  await logIn(page, house, 'salatiga', 'slt-05');
  // Another name of this machine is another site.
  await page.goto(`http://localhost:${(webmail.address() as AddressInfo).port}/`);
  await page.getByRole('link').click();
  await page.getByRole('heading', { name: `Laporan ${number}` }).waitFor();
  // Without a login the same link asks for one, and comes back.
  const stranger = await newcomer();
  await stranger.goto(`http://localhost:${(webmail.address() as AddressInfo).port}/`);
  await stranger.getByRole('link').click();
  await stranger.getByRole('heading', { name: 'Masuk untuk petugas' }).waitFor();
  await fillLogin(stranger, 'salatiga', await house.key('salatiga', 'slt-06'));
  await stranger.getByRole('heading', { name: `Laporan ${number}` }).waitFor();
  webmail.close();
});

test('the desk enters a report of a caller, and it is worked on', async () => {
  const received = Date.now() - 5 * 86_400_000;
  await logIn(page, house, 'salatiga', 'slt-05');
  await page.getByRole('link', { name: 'Catat laporan' }).click();
  await page.getByRole('button', { name: 'Catat laporan' }).click();
  await page.getByRole('alert').getByText('Isi nama pelapor').waitFor();
  await page.getByLabel('Saluran', { exact: true }).selectOption('telepon');
  await page.getByLabel('Nama', { exact: true }).fill('Penelepon Contoh');
  await page.getByLabel('Telepon atau kontak lain').fill('0812-000-0001');
  await page.getByLabel('Peran').selectOption('penyedia');
  await page.getByLabel('Kategori').selectOption('aplikasi-spse');
  await page.getByLabel('Uraian masalah').fill('Lupa cara mengunggah.');
  await page.getByLabel('Sampai di kantor').fill(localInput(Date.now() + 86_400_000, 420));
  await page.getByRole('button', { name: 'Catat laporan' }).click();
  await page.getByRole('alert').getByText('masa depan').waitFor();
  await page.getByLabel('Sampai di kantor').fill(localInput(received, 420));
  await page.getByRole('button', { name: 'Catat laporan' }).click();
  await done('Laporan tercatat.');
  await until(async () => (await page.reload()) && page.getByRole('heading', { name: 'Tugas Anda' }).isVisible(), 'the task on the page');
  await page.getByText('Penelepon Contoh').waitFor();
  expect(await page.getByText(formatLocal(received, 420)).count()).toBeGreaterThan(0);
  await page.getByText('(Telepon)').waitFor();
});

test('a bid document that cannot be opened is witnessed: form, PDF, signed copy', async () => {
  const { number } = await reported(house, 'tulang-bawang-barat', { fields: { ...typed, kategori: 'dokumen-penawaran-tidak-dapat-dibuka' } });
  const desk = await house.staff('tulang-bawang-barat', 'helpdesk');
  await desk.task(number, 'saksikan');
  page = await newcomer(true);
  await page.goto(`/kantor/tulang-bawang-barat/laporan/${number}`);
  await fillLogin(page, 'tulang-bawang-barat', desk.key);
  await page.getByRole('link', { name: 'Buat berita acara' }).first().click();
  await page.getByRole('button', { name: 'Buat berita acara' }).click();
  await page.getByRole('alert').getByText('Pilih sekurangnya satu saksi dari LPSE.').waitFor();
  expect(await faultsOf(page)).toEqual([]);
  await page.getByLabel('Nomor berita acara').fill('027/BA/XI/2026');
  await page.getByLabel('Tempat').fill('Ruang LPSE');
  await page.getByLabel('Nama paket').fill('Pengadaan contoh');
  await page.getByLabel('Penyedia pemilik berkas').fill('CV Contoh');
  await page.getByLabel('Nama berkas penawaran').fill('penawaran.rhs');
  await page.getByLabel('SHA-256 berkas').fill('a'.repeat(64));
  await page.getByLabel('Pesan kesalahan').fill('Berkas rusak.');
  await page.getByRole('group', { name: 'UKPBJ' }).getByLabel('Nama').fill('Pihak Satu');
  await page.getByRole('group', { name: 'UKPBJ' }).getByLabel('Jabatan').fill('Ketua Pokja');
  await page.getByLabel('Saksi 1').selectOption({ index: 1 });
  await page.getByRole('button', { name: 'Buat berita acara' }).click();
  await done('Berita acara dibuat.');
  const [pdf] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Unduh PDF' }).click()]);
  expect(pdf.suggestedFilename()).toMatch(/^Berita Acara Kesaksian .*\.pdf$/);
  await page.getByRole('link', { name: 'Unggah salinan yang ditandatangani' }).click();
  await page.getByLabel('Pindaian yang sudah ditandatangani').setInputFiles({ name: 'salah.png', mimeType: 'image/png', buffer: png });
  await page.getByRole('button', { name: 'Unggah' }).click();
  await page.getByRole('alert').waitFor();
  expect(await faultsOf(page)).toEqual([]);
  await page.getByLabel('Pindaian yang sudah ditandatangani').setInputFiles({ name: 'pindaian.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7\n% signed\n') });
  await page.getByRole('button', { name: 'Unggah' }).click();
  await done('Salinan yang ditandatangani tersimpan.');
  await page.getByRole('link', { name: 'Unduh salinan yang ditandatangani' }).waitFor();
}, 90_000);

test('an old register is brought along: every row has its fate, then it is taken in whole, once', async () => {
  await logIn(page, house, 'salatiga', 'slt-05');
  await page.getByRole('link', { name: 'Impor' }).click();
  await page.getByLabel('Berkas CSV').setInputFiles({ name: 'register.csv', mimeType: 'text/csv', buffer: register([{ nomor_luar: 'A-1' }, { ...solvedRow, nomor_luar: 'A-2' }], { separator: ';' }) });
  await page.getByRole('button', { name: 'Periksa berkas' }).click();
  await page.getByText('Siap diimpor').waitFor();
  await page.getByRole('button', { name: 'Impor 2 laporan' }).click();
  await page.getByText('Sudah diimpor').waitFor();
  expect(await page.getByRole('button', { name: /^Impor/ }).count()).toBe(0);
  await page.getByRole('table').getByRole('link').last().click();
  await page.getByText('Kata sandi sudah diatur ulang.').first().waitFor();
  await page.getByRole('link', { name: 'Register' }).click();
  const [csv] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Unduh CSV' }).click()]);
  expect(await readFile(await csv.path(), 'utf8')).toContain('A-2');
});

test('reports of one cause are grouped and answered together, and what could not join says why', async () => {
  const [one, two] = [await ready(), await ready()];
  await logIn(page, house, 'salatiga', 'slt-05');
  await page.getByRole('link', { name: 'Kelompok' }).click();
  await page.getByLabel('Apa yang sama').fill('Server unggah mati');
  await page.getByLabel('Nomor laporan').fill(`${one.number}\n${two.number}, SLT-2026-999999`);
  await page.getByRole('button', { name: 'Kelompokkan' }).click();
  await page.getByRole('status').getByText('2 laporan masuk kelompok.').waitFor();
  await page.getByRole('status').getByText('SLT-2026-999999: ').waitFor();
  await page.getByLabel('Jawab semua yang masih ditangani').fill('Server sudah hidup kembali.');
  await page.getByRole('button', { name: 'Kirim jawaban bersama' }).click();
  await page.locator('blockquote').getByText('Server sudah hidup kembali.').waitFor();
  await until(async () => (await page.reload()) && (await page.getByText(': Jawaban terkirim.').count()) === 2, 'both answered');
  await page.getByRole('link', { name: two.number }).first().click();
  await page.getByText('Dijawab, menunggu konfirmasi pelapor', { exact: true }).waitFor();
  await page.getByRole('link', { name: 'Server unggah mati' }).waitFor();
}, 90_000);
