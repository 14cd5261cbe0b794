import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { backupOffice, backupRows } from '../../api/backup/testing/house.ts';
import { aRow, register, solvedRow } from '../../api/testing/register.ts';
import { acts, announcements, cases, groupAnswers, groups, intakes } from '../../db/schema.ts';
import { loadOfficeFiles } from '../../db/offices.ts';
import { startHouse } from '../../test/house.ts';
import type { House } from '../../test/house.ts';
import { faultsInEveryManner, launch, sendWrong } from '../testing/browser.ts';
import { writeCase } from '../testing/case-rows.ts';
import { png, reported, typed } from '../testing/report.ts';
import { logIn } from '../testing/staff.ts';

let house: House;
let browser: Browser;
let context: BrowserContext;
let number: string;
let rows: ReturnType<typeof backupRows>;
const desk = '/kantor/tulang-bawang-barat';
const long = `Mohon kirim tangkapan layar.\nAlamat: https://spse.example/${'panjang'.repeat(20)}`;
const past = new Date('2026-01-05T03:00:00Z');
const future = new Date('2031-06-02T03:00:00Z');

beforeAll(async () => {
  // Without a worker every state can be written as it is wanted, and stays; a sweeper would begin the drill that is due before the test does.
  house = await startHouse({ startWorker: false, sweep: false });
  browser = await launch();
  // Scripts are on for axe alone; the pages have none.
  context = await browser.newContext({ baseURL: house.url });
  const late = await reported(house, 'tulang-bawang-barat', { files: [['lampiran-1', `${'panjang'.repeat(20)}.png`, 'image/png', png]], fields: { ...typed, uraian: long } });
  ({ number } = late);
  await writeCase(house, number, {
    state: 'ditangani', deadline: { clock: 'follow-up', dueAt: past, provisional: true },
    events: [['case.opened'], ['followed-up'], ['data.asked', long], ['data.received', long]],
    tasks: [
      { kind: 'tangani', function: 'helpdesk' }, { kind: 'hubungi-pelapor', function: 'helpdesk', dueAt: past }, { kind: 'saksikan', function: 'helpdesk' },
      { kind: 'koordinasi', function: 'koordinator-help-desk', claimedBy: 'tbb-02', outcome: 'advised' },
    ],
    notices: [['receipt', 'reporter', 'sent'], ['task-opened', 'tbb-05', 'refused'], ['lkpp-report', 'lkpp', 'held']],
  });
  await loadOfficeFiles(house.db, house.vault, [backupOffice()]);
  rows = backupRows(house, 'contoh');
  await rows.register('repositori', 'media-a', 'media-b');
  const held = await reported(house, 'tulang-bawang-barat');
  await writeCase(house, held.number, { state: 'diterima', deadline: { clock: 'follow-up', dueAt: future, provisional: false }, events: [['case.opened']], tasks: [{ kind: 'tangani', function: 'helpdesk', claimedBy: 'tbb-99' }] });
  const closed = await reported(house, 'tulang-bawang-barat');
  await writeCase(house, closed.number, { state: 'ditutup', closedAt: new Date(), events: [['case.opened'], ['answered', long], ['case.closed']] });
});
afterAll(async () => {
  await browser?.close();
  await house?.stop();
});

const openGroup = async (page: Page) => {
  const id = randomUUID();
  await house.db.insert(groups).values({ id, office: 'tulang-bawang-barat', person: 'tbb-04', titleSealed: house.vault.seal(long, `groups:${id}:title`) });
  const members = await house.db.update(cases).set({ groupId: id }).where(eq(cases.office, 'tulang-bawang-barat')).returning();
  await house.db.insert(acts).values({ id, office: 'tulang-bawang-barat', caseId: id, principal: 'tbb-04', idempotencyKey: id, bodyHash: id, act: 'answer-group' });
  await house.db.insert(groupAnswers).values(members.map((member, index) => ({
    actId: randomUUID(), groupId: id, answerId: id, caseId: member.id, taskId: randomUUID(), outcome: [null, 'answered', 'case-closed'][index % 3] ?? null,
  })));
  await page.goto(`${desk}/kelompok/${id}`);
};
const openCase = (page: Page, of = number) => page.goto(`${desk}/laporan/${of}`);
const upload = async (page: Page, buffer: Buffer) => {
  await page.goto(`${desk}/impor`);
  await page.getByLabel('Berkas CSV').setInputFiles({ name: 'register.csv', mimeType: 'text/csv', buffer });
  await page.getByRole('button', { name: 'Periksa berkas' }).click();
};

/** An outage of the office with its tasks, once; the page is on it. */
const outageIn = async (page: Page) => {
  const [known] = await house.db.select().from(intakes).where(eq(intakes.sop, 'outage'));
  if (known) return openCase(page, known.number);
  const helpdesk = await house.staff('tulang-bawang-barat', 'helpdesk');
  const { body } = await helpdesk.post('/outage', { systems: ['spse', 'situs'], text: long });
  await writeCase(house, body.number, {
    state: 'diumumkan', events: [['case.opened', undefined, { systems: 'spse,situs', kind: 'gangguan' }], ['outage.announced', long], ['step.taken', long, { at: past.getTime() }]],
    tasks: ['tangani-gangguan', 'tetapkan-waktu', 'berita-acara-gangguan', 'periksa-surat', 'pasang-inaproc'].map((kind) => ({ kind, function: 'helpdesk' })),
  });
  const [{ id: caseId, textId }] = await house.db.select().from(intakes).where(eq(intakes.sop, 'outage')) as [typeof intakes.$inferSelect];
  await house.db.insert(announcements).values({
    caseId, office: 'tulang-bawang-barat', number: body.number, kind: 'outage', state: 'gangguan', isPublic: true, systems: ['spse', 'situs'], startsAt: past, endsAt: null, isOfficial: false, textId, revision: 0, createdAt: past, updatedAt: past,
  });
  return openCase(page, body.number);
};

/** In the invented office, which backs up: a set of which only one copy was read back, media, a hold, and a drill that was different. */
const backedUp = async (page: Page) => {
  await page.context().clearCookies();
  await logIn(page, house, 'contoh', 'cth-03');
};
const begin = async (page: Page, form: string, ...choose: string[]) => {
  await backedUp(page);
  await page.goto(`/kantor/contoh/cadangan/${form}`);
  for (const label of choose) await page.getByLabel(label).check();
  await page.getByLabel('Alasan').fill(long);
  await page.getByRole('button', { name: /^(Mulai|Catat|Tahan)/ }).click();
  await page.waitForURL(/selesai=/);
  return /laporan\/([\w-]+)/.exec(page.url())?.[1] ?? '';
};
const drilled = async (page: Page) => {
  await rows.verified(past.getTime(), ['repositori', 'media-a']);
  const taken = await begin(page, 'uji', 'Lengkap: semua berkas', 'Media media-a (media-a)');
  const found = { databases: 1, tables: 12, rows: 3400, files: 240, unsteady: 1, differingTables: 0, differingFiles: 1, missingTables: 0, missingFiles: 0, rtoMs: 754_000, rpoMs: 90_000_000, manifest: 'aa'.repeat(32), snapshotId: 'ee'.repeat(32) };
  await writeCase(house, taken, { state: 'ditutup', closedAt: new Date(), events: [['case.opened'], ['drill.result', undefined, { isEqual: false, ...found }], ['scratch.destroyed']] });
};

/** Every page of the office in every state, each by the way a person gets there. */
const states: Record<string, (page: Page) => Promise<unknown>> = {
  'the tasks': (page) => page.goto(desk),
  'the list of reports': (page) => page.goto(`${desk}/laporan`),
  'the list of reports without a hit': (page) => page.goto(`${desk}/laporan?keadaan=diteruskan&terbuka=ya`),
  'a report with three tasks, past its deadline': (page) => openCase(page),
  'a report with every form unfolded': async (page) => {
    await openCase(page);
    // From the outer to the inner ones.
    for (const one of await page.locator('summary').all()) await one.click();
  },
  'a report of a colleague': (page) => openCase(page, number.replace(/\d$/, '2')),
  'a closed report': (page) => openCase(page, number.replace(/\d$/, '3')),
  'an act with every mistake': async (page) => {
    await openCase(page);
    await page.locator('summary', { hasText: /^Serahkan tugas$/ }).click();
    await page.getByRole('button', { name: 'Serahkan', exact: true }).click();
    await page.getByText('Formulir belum terkirim').waitFor();
  },
  'an act that the engine did not answer': async (page) => {
    await openCase(page);
    await page.locator('summary', { hasText: /^Jawab laporan$/ }).click();
    await page.getByLabel('Jawaban', { exact: true }).fill(long);
    await page.getByRole('button', { name: 'Kirim jawaban' }).click();
    await page.getByText('Mesin proses sedang tidak tersedia').waitFor();
  },
  'an act just done': (page) => page.goto(`${desk}/laporan/${number}?selesai=ask`),
  'the entry on behalf': (page) => page.goto(`${desk}/lapor`),
  'the entry with every mistake': (page) => sendWrong(page, `${desk}/lapor`, { 'Sampai di kantor': '', 'Kode paket': 'ada spasi' }, 'Catat laporan'),
  'windows and outages of the office': async (page) => {
    await outageIn(page);
    await page.goto(`${desk}/pengumuman`);
  },
  'a window with every mistake': (page) => sendWrong(page, `${desk}/pengumuman/pemeliharaan`, {}, 'Simpan jadwal'),
  'a window that comes again with every mistake': (page) => sendWrong(page, `${desk}/pengumuman/berulang`, { 'Jam mulai': 'malam' }, 'Simpan jadwal berulang'),
  'an outage with every form unfolded': async (page) => {
    await outageIn(page);
    for (const one of await page.locator('summary').all()) await one.click();
  },
  'the ready texts of an outage': async (page) => {
    await outageIn(page);
    await page.getByRole('link', { name: 'Teks siap pasang' }).click();
  },
  'the paper on an outage': async (page) => {
    await outageIn(page);
    await page.getByRole('link', { name: 'Buat berita acara' }).click();
  },
  'the backups of an office, every detail unfolded': async (page) => {
    await drilled(page);
    await begin(page, 'penahanan');
    await page.goto('/kantor/contoh/cadangan');
    for (const one of await page.locator('summary').all()) await one.click();
  },
  'the register of a medium': async (page) => {
    await drilled(page);
    await page.goto('/kantor/contoh/cadangan/media/media-a');
    for (const one of await page.locator('summary').all()) await one.click();
  },
  'a move of a medium with every mistake': async (page) => {
    await backedUp(page);
    await sendWrong(page, '/kantor/contoh/cadangan/perpindahan', {}, 'Catat perpindahan');
  },
  'an office that declared no backups': (page) => page.goto(`${desk}/cadangan`),
  'the groups': (page) => page.goto(`${desk}/kelompok`),
  'the accounts of the office': (page) => page.goto(`${desk}/akun`),
  'an application entered with every mistake': (page) => sendWrong(page, `${desk}/daftar?layanan=pendaftaran&jenis=ppk`, { NIP: '123' }, 'Catat permohonan'),
  'a new group with every mistake': (page) => sendWrong(page, `${desk}/kelompok`, { 'Nomor laporan': 'TBB' }, 'Kelompokkan'),
  'a group': openGroup,
  'a group where no case takes a report': async (page) => {
    await openGroup(page);
    await page.getByLabel('Nomor laporan').fill('TBB-2026-999999');
    await page.getByRole('button', { name: 'Masukkan ke kelompok' }).click();
    await page.getByText('TBB-2026-999999').waitFor();
  },
  'the paper on a bid document': (page) => page.goto(`${desk}/laporan/${number}/berita-acara`),
  'the search': (page) => page.goto(`${desk}/cari`),
  'a search without a hit': (page) => page.goto(`${desk}/cari?q=unggah&kategori=lainnya`),
  'reports like this one': (page) => page.goto(`${desk}/cari?laporan=${number}`),
  'the figures': (page) => page.goto(`${desk}/angka`),
  'the figures of no period': (page) => page.goto(`${desk}/angka?dari=2026-05&sampai=2026-01`),
  'the register': (page) => page.goto(`${desk}/register`),
  'the register with a wrong period': (page) => sendWrong(page, `${desk}/register`, { 'Diterima sejak': '2026-02-01', 'Diterima sampai': '2026-01-01' }, 'Unduh CSV'),
  'the upload of a register': (page) => page.goto(`${desk}/impor`),
  'a register without its columns': async (page) => {
    await upload(page, Buffer.from('a;b\n1;2\n'));
    await page.getByText('Formulir belum terkirim').waitFor();
  },
  'a register that is ready': async (page) => {
    await upload(page, register([{ ...aRow, nomor_luar: randomUUID() }, { ...solvedRow, nomor_luar: randomUUID() }]));
    await page.getByText('Siap diimpor').waitFor();
  },
  'a register with broken rows': async (page) => {
    await upload(page, register([{ ...aRow, peran: 'raja' }, aRow]));
    await page.getByText('Ada baris yang harus diperbaiki').waitFor();
  },
  'a page of another office': (page) => page.goto('/kantor/malang'),
  'an unknown report': (page) => page.goto(`${desk}/laporan/TBB-2026-999999`),
  'the login': async (page) => { await page.context().clearCookies(); await page.goto('/masuk?berakhir=ya'); },
  'the login with a mistake': async (page) => {
    await page.context().clearCookies();
    await sendWrong(page, '/masuk', {}, 'Masuk');
  },
};

test.each(Object.keys(states))('nothing is wrong with %s, in light and dark, at a desk and at 320 px', async (name) => {
  const page = await context.newPage();
  await logIn(page, house, 'tulang-bawang-barat', 'tbb-05');
  await states[name]?.(page);
  expect(await faultsInEveryManner(page)).toEqual([]);
  await page.close();
}, 60_000);
