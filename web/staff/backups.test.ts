import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { backupOffice, backupRows } from '../../api/backup/testing/house.ts';
import { loadOfficeFiles } from '../../db/offices.ts';
import { backupCopies, backupHolds, backupSets, backupStores, mediaMoves } from '../../db/backup-schema.ts';
import { accessLog, cases, events, intakes, papers, tasks } from '../../db/schema.ts';
import { asCentral } from '../../offices/testing/central.ts';
import type { House } from '../../test/house.ts';
import { registry } from '../../workflows/registry.ts';
import { writeCase } from '../testing/case-rows.ts';
import { evil, getPage } from '../testing/report.ts';
import { loggedIn, sendAs, stillHouse } from '../testing/staff.ts';
import type { Session } from '../testing/staff.ts';

let house: House;
/** An Administrator Sistem, who backs up, and somebody of the helpdesk, who does not. */
let keeper: Session;
let helpdesk: Session;
let rows: ReturnType<typeof backupRows>;
const hour = 3_600_000;

beforeAll(async () => {
  ({ house, session: keeper } = await stillHouse(backupOffice((text) => text.replace('people:\n', 'people:\n  - { id: cth-99, name: Tanpa Fungsi, mail: cth-99@contoh.example.test }\n')), 'contoh', 'cth-03'));
  helpdesk = await loggedIn(house, 'contoh', 'cth-05');
  rows = backupRows(house, 'contoh');
});
afterAll(() => house?.stop());

const base = '/kantor/contoh/cadangan';
const seen = async (path: string, { cookie }: Session = keeper) => (await getPage(house, path, { cookie })).text.replace(/\s+/g, ' ');
async function send(form: string, fields: Record<string, string>, { cookie, token }: Session = keeper) {
  const answer = await sendAs(house, `${base}/${form}`, cookie, { tanda: token, kunci: randomUUID(), ...fields });
  return { status: answer.status, to: answer.headers.get('location') ?? '', text: (await answer.text()).replace(/\s+/g, ' ') };
}
/** The oldest first: a row moves in its table when its workflow starts. */
const begunOf = (sop: string) => house.db.select().from(intakes).where(eq(intakes.sop, sop)).orderBy(intakes.number);
const numberIn = (to: string) => /laporan\/([A-Z]{3}-\d{4}-\d{6})/.exec(to)?.[1] ?? '';

/** Katingan loaded with a change of its file. */
async function withKatingan(change: (text: string) => string, person = 'ktg-02'): Promise<Session> {
  const file = join(mkdtempSync(join(tmpdir(), 'sigap-office-')), 'kab-katingan.yaml');
  writeFileSync(file, change(readFileSync(new URL('../../offices/kab-katingan.yaml', import.meta.url), 'utf8')));
  await loadOfficeFiles(house.db, house.vault, [file]);
  return loggedIn(house, 'katingan', person);
}
const ago = (ms: number) => Date.now() - ms;

describe('whether backups are the matter of the office', () => {
  test('one that declared nothing reads that nothing is backed up, and how to declare it (ARC-1)', async () => {
    const katingan = await withKatingan((text) => text);
    const page = await seen('/kantor/katingan/cadangan', katingan);
    expect(page).toContain('Tidak ada yang dicadangkan oleh Sigap.');
    expect(page).toContain('npm run sigap -- muat-kantor BERKAS');
    expect(page).toContain('npm run sigap -- cadangan-siapkan katingan');
    expect(page).toContain('Perbup Katingan 2018, P27(1) (ARC-1)');
    expect((await sendAs(house, '/kantor/katingan/cadangan/pencadangan', katingan.cookie, { tanda: katingan.token, jenis: 'harian', alasan: 'Sebelum pemutakhiran.' })).status).toBe(409);
  });

  test('one whose system is run elsewhere reads that it does not apply, and by which paper (DATA-10, GOV-15)', async () => {
    const katingan = await withKatingan(asCentral, 'ktg-04');
    const page = await seen('/kantor/katingan/cadangan', katingan);
    expect(page).toContain('Pencadangan tidak berlaku bagi kantor ini.');
    expect(page).toContain('SPSE terpusat, dikelola LKPP. SOP kantor: Contoh kerja sama, CONTOH/1, 2024-12-20');
    expect(page).not.toContain('Mulai pencadangan');
  });

  test('who holds no function has no entry in the menu, and may not read the page', async () => {
    const guest = await loggedIn(house, 'contoh', 'cth-99');
    expect(await seen('/kantor/contoh', keeper)).toContain('>Cadangan</a>');
    expect(await seen('/kantor/contoh', guest)).not.toContain('>Cadangan</a>');
    expect((await getPage(house, base, { cookie: guest.cookie })).status).toBe(403);
  });
});

describe('the page on backups', () => {
  test('says where each copy lies, and calls none verified that was not read back (ARC-1, ARC-2)', async () => {
    await rows.register('repositori', 'media-a', 'media-b');
    const [old, newest] = [await rows.verified(ago(50 * hour), ['repositori', 'media-a']), await rows.verified(ago(2 * hour))];
    await house.db.update(backupSets).set({ number: 'CTH-2026-000001' }).where(eq(backupSets.id, old));
    await house.db.update(backupCopies).set({ verifiedAt: null }).where(eq(backupCopies.set, newest));
    const page = await seen(base);
    const [, fresh = '', older = ''] = page.split('<caption>Cadangan, yang terbaru di atas</caption>')[1]!.split('</table>')[0]!.split('<tr>').slice(1);
    expect(fresh).toContain('repositori: <strong>belum teruji</strong>');
    expect(fresh).not.toMatch(/: teruji/);
    expect(older).toMatch(/repositori: teruji <time.*media\/media-a">Media media-a<\/a>: teruji <time/);
    expect(older).toContain(`SHA-256 manifes <code class="hash">${'aa'.repeat(32)}</code>`);
    expect(older).toMatch(new RegExp(`<summary>cccccccc</summary>.*<code class="hash">${'cc'.repeat(32)}</code>`));
    for (const [how, said] of [[{ doubtedAt: new Date() }, /tidak lagi teruji<\/strong>: kerusakan ditemukan di tempatnya/], [{ refutedAt: new Date() }, /tidak teruji<\/strong>: uji pemulihan menemukan isi yang lain/]] as const) {
      await house.db.update(backupCopies).set(how).where(eq(backupCopies.set, newest));
      expect(await seen(base)).toMatch(said);
    }
    await house.db.delete(backupCopies).where(eq(backupCopies.set, newest));
    await house.db.delete(backupSets).where(eq(backupSets.id, newest));
  });

  test('warns of databases that nobody declared until somebody has said what becomes of them (ARC-1), and says what is open and what is due', async () => {
    const number = numberIn((await send('pencadangan', { jenis: 'harian', alasan: 'Sebelum pemutakhiran SPSE.' })).to);
    await writeCase(house, number, { state: 'teruji', events: [['case.opened'], ['undeclared.found', undefined, { names: '["spse/percobaan"]' }]] });
    const page = await seen(base);
    expect(page).toMatch(/Ada basis data yang tidak dicadangkan<\/strong>[^<]*\(ARC-1\): spse\/percobaan\./);
    expect(page).toMatch(new RegExp(`Pencadangan · <a class="number" href="/kantor/contoh/laporan/${number}">${number}</a></h3><p>Teruji: salinan sudah dibaca ulang</p>`));
    expect(page).toMatch(/<dt>Cadangan harian berikutnya<\/dt><dd><time/);
    expect(page).toMatch(/<dt>Uji pemulihan lengkap berikutnya<\/dt><dd>\d+ \w+ \d{4}<\/dd>/);
    expect(await house.db.$count(accessLog, eq(accessLog.what, 'backups'))).toBeGreaterThan(0);
  });

  test('names a store that was declared and never prepared', async () => {
    await house.db.delete(backupStores).where(eq(backupStores.code, 'media-b'));
    expect(await seen(base)).toMatch(/Belum disiapkan:<\/strong> Media media-b\. Pengelola Sigap menjalankan <code>npm run sigap -- cadangan-siapkan contoh<\/code>/);
    await rows.register('media-b');
  });
});

describe('the forms of backups do what the API does', () => {
  test.each<[string, Record<string, string>, Record<string, string>]>([
    ['perpindahan', { media: 'media-a', arah: 'keluar', alasan: 'Dibawa ke brankas.' }, { sop: 'custody', medium: 'media-a', move: 'keluar', from: 'ruang-server', home: 'brankas' }],
    ['uji', { cakupan: 'contoh', dari: 'media-a', alasan: 'Diminta pemeriksa.' }, { sop: 'restore-drill', scope: 'contoh', store: 'media-a', recoveryKey: 'belum' }],
  ])('%s begins its case, once under its key', async (form, fields, facts) => {
    const kunci = randomUUID();
    const [first, again] = [await send(form, { kunci, ...fields }), await send(form, { kunci, ...fields })];
    expect([first.status, again.to]).toEqual([303, first.to]);
    const [row] = await house.db.select().from(intakes).where(eq(intakes.number, numberIn(first.to)));
    const { sop, ...rest } = facts;
    expect(row).toMatchObject({ sop, facts: { ...rest, enteredBy: 'cth-03' } });
    expect(await seen(first.to)).toMatch(/(Perpindahan media|Uji pemulihan) tercatat\./);
  });

  test('a second run while one is open is refused with its number, at the form', async () => {
    const first = await send('pencadangan', { jenis: 'portabel', alasan: 'Sebelum pemutakhiran.' });
    const { status, text } = await send('pencadangan', { jenis: 'portabel', alasan: 'Sekali lagi.' });
    expect([status, text]).toEqual([409, expect.stringContaining(`Nomornya ${numberIn(first.to)}.`)]);
    expect(text).toContain('Sekali lagi.</textarea>');
  });

  test('a drill is begun only by the functions of SEC-17', async () => {
    const { status, text } = await send('uji', { cakupan: 'penuh', dari: 'repositori', alasan: 'Coba.' }, helpdesk);
    expect(status).toBe(403);
    expect(text).toContain('Formulir belum terkirim');
  });

  test.each<[string, Record<string, string>, RegExp]>([
    ['pencadangan', {}, /#jenis">Pilih apa yang dimulai\..*#alasan">Alasan: isi kolom ini/],
    ['perpindahan', { media: 'media-z', arah: 'terbang', alasan: 'x' }, /#arah">Pilih perpindahannya\./],
    ['uji', { dari: 'repositori' }, /#cakupan">Pilih cakupannya\./],
    ['penahanan', { nomor: 'CTH-2026-777777', alasan: 'Perkara.' }, /#nomor">Pilih cadangan dari daftar cadangan kantor ini\./],
  ])('%s with mistakes names each at its field', async (form, fields, errors) => {
    const { status, text } = await send(form, fields);
    expect([status, text]).toEqual([expect.toBeOneOf([404, 422]), expect.stringMatching(errors)]);
  });

  test('a link fills in what it is about', async () => {
    expect(await seen(`${base}/perpindahan?media=media-b`)).toMatch(/value="media-b" required checked/);
    expect(await seen(`${base}/penahanan?nomor=CTH-2026-000001`)).toContain('value="CTH-2026-000001"');
  });

  test('a hold is kept with its reason, shown, and ended', async () => {
    const { to } = await send('penahanan', { nomor: 'cth-2026-000001', alasan: `Perkara. ${evil}` });
    expect(to).toBe(`${base}?selesai=tahan#penahanan`);
    await send('penahanan', { alasan: 'Semua, sampai pemeriksaan selesai.' });
    const page = await seen(base);
    expect(page).toMatch(/<h3>Cadangan CTH-2026-000001<\/h3>.*<h3>Semua cadangan<\/h3>/);
    expect(page).not.toContain(evil);
    for (const { id } of await house.db.select().from(backupHolds)) expect((await sendAs(house, `${base}/penahanan/${id}/akhiri`, keeper.cookie, { tanda: keeper.token })).status).toBe(303);
    expect(await seen(base)).toMatch(/id="penahanan">Ditahan dari penghapusan<\/h2> <p>Tidak ada\.<\/p>/);
  });
});

test('from the label of a medium an auditor reads its whole way, its papers, each set on it, and the figures of the drill (ARC-2, ARC-4)', async () => {
  const [custody, drill] = (await Promise.all(['custody', 'restore-drill'].map(begunOf))).map(([row]) => row!);
  const [handedAt, receivedAt] = [new Date(ago(3 * hour)), new Date(ago(2 * hour))];
  await house.db.insert(mediaMoves).values({ caseId: custody!.id, kind: 'keluar', office: 'contoh', medium: 'media-a', from: 'ruang-server', to: 'brankas', giver: 'cth-03', carrier: 'cth-05', receiver: 'cth-06', handedAt, receivedAt });
  const paper = { office: 'contoh', kind: 'handover', person: 'cth-03', formSealed: '', year: 2026, month: 11 };
  await house.db.insert(papers).values([{ ...paper, id: randomUUID(), caseId: custody!.id, number: '7/BA-MEDIA/XI/2026', sha256: 'ab'.repeat(32), signedSha256: null } as typeof papers.$inferInsert]);
  const counts = { databases: 1, tables: 12, rows: 3400, files: 240, unsteady: 0, differingTables: 0, differingFiles: 1, missingTables: 0, missingFiles: 0 };
  await writeCase(house, drill!.number, {
    state: 'berbeda', events: [['case.opened'], ['drill.result', undefined, { isEqual: false, rtoMs: 754_000, rpoMs: 50 * hour, ...counts, manifest: 'aa'.repeat(32), snapshotId: 'ee'.repeat(32) }], ['scratch.destroyed']],
  });
  const page = await seen(`${base}/media/media-a`);
  expect(page).toContain(`<dt>Nomor repositori</dt><dd><code class="hash">contoh-media-a</code></dd>`);
  expect(page).toMatch(/Dari Ruang server ke Brankas Bagian Umum<\/p> <p>Diserahkan [^,]+, <time[^>]*>[^<]+<\/time>; dibawa [^;]+; diterima [^,]+, <time/);
  expect(page).toMatch(new RegExp(`7/BA-MEDIA/XI/2026</summary>.*berita-acara/[\\w-]+/pdf">Unduh PDF</a>, SHA-256 <code class="hash">${'ab'.repeat(32)}</code>`));
  expect(page).toContain('Salinan yang ditandatangani belum diunggah.');
  expect(page).toMatch(new RegExp(`CTH-2026-000001</a></td><td><code class="hash">${'aa'.repeat(32)}</code>`));
  expect(page).toMatch(/<span class="tag late">berbeda<\/span>.*1 basis data, 12 tabel dengan 3\.400 baris, dan 240 berkas dibandingkan.*berkas berbeda 1, hilang 0.*sama dengan catatannya.*<td>12 menit 34 detik<\/td><td>50 jam<\/td>/);
  expect(page).not.toMatch(/undefined|null|NaN|\[object/);
  expect((await getPage(house, `${base}/media/media-z`, { cookie: keeper.cookie })).status).toBe(404);
});

test.each(['backup', 'custody', 'restore-drill'])('every act of %s has its form in the browser, with people, places and media to choose from', async (sop) => {
  const { acts, taskKinds } = registry[sop]!;
  const { id, number } = (await begunOf(sop))[0]!;
  if (await house.db.$count(cases, eq(cases.id, id)) === 0) await writeCase(house, number, { state: 'gagal', events: [['case.opened']] });
  await house.db.update(cases).set({ state: 'gagal' }).where(eq(cases.id, id));
  if (sop === 'backup') await house.db.insert(events).values({ caseId: id, office: 'contoh', seq: 40, part: 0, actor: 'system', at: new Date(), type: 'run.failed', data: { code: 'dump-shrunk', attempt: 1 } });
  await house.db.insert(tasks).values(Object.keys(taskKinds).map((kind) => ({ id: randomUUID(), caseId: id, office: 'contoh', kind, function: 'administrator-sistem', state: 'open' as const, openedAt: new Date() })));
  const page = await seen(`/kantor/contoh/laporan/${number}`);
  // The signed copy is uploaded beside its paper.
  const offered = Object.keys(acts).filter((act) => page.includes(`?tindakan=${act}"`) || (act === 'paper' && page.includes('/berita-acara?tugas=')) || act === 'sign');
  // A search ends only once those concerned were told.
  expect(offered).toEqual(Object.keys(acts).filter((act) => act !== 'give-up'));
  // A code that a person would have to know by heart, or a list with nobody in it.
  expect(page).not.toMatch(/<input id="[^"]*" name="(medium|to|place|carrier|receiver|giver|witness)" class="short"/);
  expect(page).not.toMatch(/<option value="">[^<]*<\/option> <\/select>|undefined|\[object/);
});

describe('an act that the case would refuse for sure is not offered', () => {
  let part = 0;
  const opened = async (sop: string, kinds: string[], event: { type: string; data: Record<string, unknown> }) => {
    const { id, number } = (await begunOf(sop))[0]!;
    await house.db.delete(tasks).where(eq(tasks.caseId, id));
    await house.db.insert(tasks).values(kinds.map((kind) => ({ id: randomUUID(), caseId: id, office: 'contoh', kind, function: 'administrator-sistem', state: 'open' as const, openedAt: new Date() })));
    await house.db.insert(events).values({ caseId: id, office: 'contoh', seq: 50, part: part += 1, actor: 'system', at: new Date(), ...event });
    const page = await seen(`/kantor/contoh/laporan/${number}`);
    return (act: string) => page.includes(`?tindakan=${act}"`);
  };

  test('to let a set be smaller that was not', async () => {
    const failed = (code: string) => opened('backup', ['perbaiki-cadangan'], { type: 'run.failed', data: { code, attempt: 2 } });
    const [other, shrunk] = [await failed('no-space'), await failed('files-shrunk')];
    expect([other('retry'), other('accept'), shrunk('accept')]).toEqual([true, false, true]);
  });

  test('to end the search for a medium before those concerned were told', async () => {
    const lost = await opened('custody', ['cari-media', 'beri-tahu-kehilangan'], { type: 'medium.lost', data: { at: Date.now() } });
    expect([lost('found'), lost('give-up')]).toEqual([true, false]);
    const told = await opened('custody', ['cari-media'], { type: 'loss.notified', data: { at: Date.now() } });
    expect([told('found'), told('give-up')]).toEqual([true, true]);
  });

  test('to end a drill while what it restored still lies there (SEC-17)', async () => {
    const left = await opened('restore-drill', ['perbaiki-uji'], { type: 'drill.failed', data: { code: 'scratch-missing', during: 'memusnahkan' } });
    expect([left('retry'), left('abandon')]).toEqual([true, false]);
    const destroyed = await opened('restore-drill', ['perbaiki-uji'], { type: 'scratch.destroyed', data: { at: Date.now() } });
    expect([destroyed('retry'), destroyed('abandon')]).toEqual([true, true]);
  });
});
