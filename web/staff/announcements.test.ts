import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CopyState } from '../../api/mailings.ts';
import { paperBody } from '../../api/paper-body.ts';
import { loadOfficeFiles } from '../../db/offices.ts';
import { announcements, cases, intakes, mailings, notices } from '../../db/schema.ts';
import { asCentral } from '../../offices/testing/central.ts';
import type { House } from '../../test/house.ts';
import { writeCase } from '../testing/case-rows.ts';
import { evil, getPage } from '../testing/report.ts';
import { loggedIn, sendAs, stillHouse } from '../testing/staff.ts';
import type { Session } from '../testing/staff.ts';
import { localInput } from './local-input.ts';
import { paperBodyOf, paperFormOf } from './paper-form.ts';

let house: House;
/** An Administrator Sistem, who plans; somebody of the helpdesk, who does not. */
let planner: Session;
let helpdesk: Session;
beforeAll(async () => {
  ({ house, session: planner } = await stillHouse('kota-salatiga', 'salatiga', 'slt-03'));
  helpdesk = await loggedIn(house, 'salatiga', 'slt-05');
});
afterAll(() => house?.stop());

const base = '/kantor/salatiga/pengumuman';
const hour = 3_600_000;
const local = (at: number) => localInput(at, 420);
const seen = async (path: string, { cookie }: Session = planner) => (await getPage(house, path, { cookie })).text.replace(/\s+/g, ' ');

async function send(form: string, fields: Record<string, string | string[]>, { cookie, token }: Session = planner) {
  const body = new URLSearchParams({ tanda: token });
  for (const [name, value] of Object.entries({ kunci: randomUUID(), ...fields })) for (const one of [value].flat()) body.append(name, one);
  const answer = await fetch(`${house.url}${base}/${form}`, { method: 'POST', headers: { cookie }, body, redirect: 'manual' });
  return { status: answer.status, to: answer.headers.get('location') ?? '', text: (await answer.text()).replace(/\s+/g, ' ') };
}
const windowOf = (from: number, to: number, more: Record<string, string | string[]> = {}) =>
  ({ sistem: ['spse', 'situs'], mulai: local(from), selesai: local(to), alasan: 'Penggantian cakram.', dampak: 'SPSE tidak dapat dibuka.', diperiksa: 'ya', ...more });
const planned = async (from: number, to: number, more: Record<string, string | string[]> = {}) => (await send('pemeliharaan', windowOf(from, to, more))).to.split('/').at(-1)?.split('?')[0] ?? '';
const rowOf = async (number: string) => (await house.db.select().from(intakes).where(eq(intakes.number, number)))[0]!;

/** As its workflow would have left it. */
async function announced(number: string, state: 'terjadwal' | 'gangguan', task: { kind: string; function: string }, caseState = 'terjadwal'): Promise<void> {
  await writeCase(house, number, { state: caseState, events: [['case.opened']], tasks: [task] });
  const { id: caseId, facts, sop, textId } = await rowOf(number);
  await house.db.insert(announcements).values({
    caseId, office: 'salatiga', number, kind: sop as 'outage', state, isPublic: true, systems: (facts.systems ?? '').split(','), startsAt: new Date(facts.startsAt ?? facts.firstReportedAt ?? 0),
    endsAt: facts.endsAt ? new Date(facts.endsAt) : null, isOfficial: false, textId, revision: 0, createdAt: new Date(), updatedAt: new Date(),
  });
}

describe('the form of a window (CAP-5)', () => {
  const tonight = Date.now() + 30 * 24 * hour;

  test('takes local times as instants, the systems ticked, and sending it twice is once', async () => {
    const kunci = randomUUID();
    const [first, again] = [await send('pemeliharaan', { kunci, ...windowOf(tonight, tonight + 4 * hour) }), await send('pemeliharaan', { kunci, ...windowOf(tonight, tonight + 4 * hour) })];
    expect([first.status, again.to]).toEqual([303, first.to]);
    expect(first.to).toMatch(/^\/kantor\/salatiga\/laporan\/SLT-\d{4}-\d{6}\?selesai=lapor$/);
    const minute = Math.floor(tonight / 60_000) * 60_000;
    expect((await rowOf(first.to.split('/').at(-1)?.split('?')[0] ?? '')).facts).toMatchObject({
      systems: 'spse,situs', startsAt: new Date(minute).toISOString(), endsAt: new Date(minute + 4 * hour).toISOString(), scheduleChecked: 'ya', emergency: null, enteredBy: 'slt-03',
    });
    const page = await seen(first.to);
    expect(page).toContain('Jadwal pemeliharaan tercatat.');
    expect(page).toContain('<dt>Sistem</dt><dd>SPSE, Situs web LPSE</dd>');
    expect(page).toContain('<dt>Jadwal tender di SPSE</dt><dd>sudah diperiksa</dd>');
    expect(page).not.toMatch(/<dt>(Pengguna|Surel|Kontak lain)<\/dt>|undefined|null/);
  });

  test.each<[string, Record<string, string>, RegExp]>([
    ['an end before the start', { selesai: local(tonight - hour) }, /#selesai">Isi waktu selesai yang lebih lambat daripada waktu mulai\./],
    ['a start that is past', { mulai: local(Date.now() - 3 * hour) }, /#mulai">Isi waktu yang belum lewat; pemeliharaan mendesak dicatat sebagai darurat/],
    ['more than a month', { selesai: local(tonight + 40 * 24 * hour) }, /#selesai">Satu jadwal paling lama 31 hari/],
    ['no time at all', { mulai: '' }, /#mulai">Mulai: isi tanggal dan jam\./],
    ['no such year', { mulai: '20026-01-01T10:00' }, /#mulai">Mulai: isi tanggal dan jam\./],
    ['no system', { sistem: '' }, /#sistem">Pilih sekurangnya satu sistem yang terdampak\./],
    ['a system that the office does not have', { sistem: 'e-katalog' }, /#sistem">Pilih sistem dari daftar/],
    ['no reason', { alasan: ' ' }, /#alasan">Alasan: isi kolom ini/],
  ])('%s is refused at its field, and what was typed is kept', async (_what, wrong, sentence) => {
    const { status, text } = await send('pemeliharaan', { ...windowOf(tonight, tonight + hour), dampak: evil, ...wrong });
    expect([status, text]).toEqual([422, expect.stringMatching(sentence)]);
    expect(text).toContain('&lt;img src=x onerror=alert(2)&gt;');
    expect(text).not.toContain('<img src=x');
    expect(text).toMatch(/id="diperiksa" name="diperiksa" value="ya" checked/);
    if (!('sistem' in wrong)) expect(text).toMatch(/name="sistem" value="situs" checked/);
  });

  test('who does not plan is told whose it is, and nothing is written', async () => {
    const before = await house.db.$count(intakes);
    const { status, text } = await send('pemeliharaan', windowOf(tonight, tonight + hour), helpdesk);
    expect([status, await house.db.$count(intakes)]).toEqual([403, before]);
    expect(text).toContain('wewenangnya pada pemegang fungsi lain');
    expect(text).toContain('Penggantian cakram.');
  });

  test('a window at the same time on the same system is planned, and the page warns with a link', async () => {
    const first = await planned(tonight + 90 * hour, tonight + 94 * hour);
    await announced(first, 'terjadwal', { kind: 'pemeliharaan', function: 'administrator-sistem' });
    const second = await planned(tonight + 92 * hour, tonight + 96 * hour, { sistem: ['situs'] });
    const third = await planned(tonight + 92 * hour, tonight + 96 * hour, { sistem: ['spse-e-katalog'] });
    expect((await rowOf(second)).facts.overlaps).toBe(first);
    expect(await seen(`/kantor/salatiga/laporan/${second}?selesai=lapor`)).toMatch(new RegExp(`Perhatian: jadwal ini bertumpang tindih .*?/kantor/salatiga/laporan/${first}`));
    expect(await seen(`/kantor/salatiga/laporan/${third}?selesai=lapor`)).not.toContain('bertumpang tindih');
    // It moves away: the warning is of this moment.
    await house.db.update(announcements).set({ startsAt: new Date(tonight + 190 * hour), endsAt: new Date(tonight + 191 * hour) }).where(eq(announcements.number, first));
    expect(await seen(`/kantor/salatiga/laporan/${second}`)).not.toContain('Tumpang tindih');
  });

  test('an act on it shows the present window and takes local time', async () => {
    const from = Math.floor((tonight + 300 * hour) / 60_000) * 60_000;
    const number = await planned(from, from + hour);
    await announced(number, 'terjadwal', { kind: 'pemeliharaan', function: 'administrator-sistem' });
    const page = await seen(`/kantor/salatiga/laporan/${number}`);
    for (const act of ['move', 'extend', 'cancel', 'step']) expect([act, page.includes(`?tindakan=${act}"`)]).toEqual([act, true]);
    expect(page).not.toContain('?tindakan=finish"');
    expect(page).toContain(`name="startsAt" type="datetime-local" class="short" value="${local(from)}"`);
    const answer = await sendAs(house, `/kantor/salatiga/laporan/${number}?tindakan=move`, planner.cookie, {
      tanda: planner.token, tugas: /name="tugas" value="([\w-]+)"/.exec(page)?.[1] ?? '', startsAt: local(from), endsAt: local(from - hour), text: 'Menunggu suku cadang.',
    });
    expect([answer.status, await answer.text()]).toEqual([422, expect.stringContaining('Menunggu suku cadang.')]);
  });
});

describe('the form of an outage (SVC-4, SEC-7)', () => {
  test('takes who holds any function; a second one of the same system leads to the first', async () => {
    const { status, to } = await send('gangguan', { sistem: ['spse', 'situs'], sejak: local(Date.now() - hour), uraian: 'Halaman masuk tidak terbuka.' }, helpdesk);
    expect(status).toBe(303);
    const number = to.split('/').at(-1)?.split('?')[0] ?? '';
    const again = await send('gangguan', { sistem: ['situs'], uraian: 'Situs lambat.' });
    expect([again.status, again.text]).toEqual([409, expect.stringContaining(`Lanjutkan gangguan yang sudah dicatat itu; tambahkan sistem yang terdampak di sana. Nomornya ${number}.`)]);
    expect(again.text).toContain('Situs lambat.');

    await announced(number, 'gangguan', { kind: 'tangani-gangguan', function: 'administrator-sistem' }, 'diumumkan');
    const page = await seen(`/kantor/salatiga/laporan/${number}`);
    expect(page).toContain('Gangguan <span class="number">');
    expect(page).toMatch(/<dt>Diumumkan<\/dt><dd>ya, lihat <a href="\/status\/salatiga">/);
    expect(page).toMatch(/name="systems" value="situs" checked/);
    expect(page).not.toContain('value="inaproc"');
    const texts = await seen(`/kantor/salatiga/laporan/${number}/teks`, helpdesk);
    expect(texts).toMatch(/<textarea id="whatsapp" rows="12" readonly> \*Gangguan SPSE dan Situs web LPSE\*/);
    expect(texts).toContain('Halaman masuk tidak terbuka.');
    const notice = await fetch(`${house.url}/kantor/salatiga/laporan/${number}/pengumuman.pdf`, { headers: { cookie: planner.cookie } });
    expect([notice.status, notice.headers.get('content-type'), Buffer.from(await notice.arrayBuffer()).subarray(0, 5).toString()]).toEqual([200, 'application/pdf', '%PDF-']);
    // Over the weekend: Friday evening to Monday morning.
    await house.db.update(announcements).set({ startsAt: new Date('2026-02-06T18:00:00+07:00'), endsAt: new Date('2026-02-09T09:30:00+07:00'), isOfficial: true }).where(eq(announcements.number, number));
    expect(await seen(`/kantor/salatiga/laporan/${number}`)).toContain('<dt>Lama</dt><dd>63,5 jam; 4 hari kalender dan 2 hari kerja terkena</dd>');
    const tried = await sendAs(house, `/kantor/salatiga/laporan/${number}?tindakan=scope`, planner.cookie, { tanda: planner.token, tugas: /name="tugas" value="([\w-]+)"/.exec(page)?.[1] ?? '', text: 'Lebih luas.' });
    expect([tried.status, await tried.text()]).toEqual([422, expect.stringContaining('Sistem yang terdampak: pilih sekurangnya satu.')]);
    await house.db.update(cases).set({ closedAt: new Date() }).where(eq(cases.number, number));
  });

  test('its paper asks only what the record does not say; without the effect it is not written, and nothing typed is lost (STD-33)', async () => {
    const { to } = await send('gangguan', { sistem: ['spse-tender'], uraian: 'Tender tidak terbuka.' });
    const number = to.split('/').at(-1)?.split('?')[0] ?? '';
    await writeCase(house, number, {
      state: 'menunggu-berita-acara', tasks: [{ kind: 'berita-acara-gangguan', function: 'administrator-sistem' }],
      events: [['case.opened', undefined, { systems: 'spse-tender', kind: 'gangguan' }], ['step.taken', 'Peladen dimuat ulang.', { at: 1_790_000_000_000 }], ['times.fixed', 'Cakram penuh.', { startsAt: 1_790_000_000_000, endsAt: 1_790_003_600_000 }], ['published', undefined, { systems: 'spse-tender' }]],
    });
    const page = await seen(`/kantor/salatiga/laporan/${number}`);
    expect(page).toMatch(/<strong>Waktu resmi gangguan ditetapkan: [^<]+ WIB<\/strong>/);
    expect(page).toContain('<blockquote>Cakram penuh.</blockquote>');
    const tugas = /berita-acara\?tugas=([\w-]+)/.exec(page)?.[1] ?? '';
    const path = `/kantor/salatiga/laporan/${number}/berita-acara`;
    const form = await seen(`${path}?tugas=${tugas}`);
    expect(form).toContain('<option value="slt-02">Bambang Contoh (Kepala LPSE)</option>');
    expect(form).not.toMatch(/SHA-256|Para pihak/);
    const filled = { tanda: planner.token, kunci: randomUUID(), tugas, at: '2026-01-05T10:15', place: 'Ruang LPSE' };
    const lacking = await sendAs(house, path, planner.cookie, { ...filled, effect: '' });
    expect([lacking.status, await lacking.text()]).toEqual([422, expect.stringMatching(/#effect">Dampak gangguan bagi pengguna: isi kolom ini[\s\S]*value="Ruang LPSE"/)]);
    expect(paperBody.parse(paperBodyOf(paperFormOf({ sop: 'outage', facts: {} }), { ...filled, effect: 'Tender tidak dapat diikuti.', attachments: 'Log peladen\n\nFoto' }, (await rowOf(number)).rules, 420))).toEqual({
      kind: 'berita-acara-gangguan', at: '2026-01-05T03:15:00.000Z', place: 'Ruang LPSE', effect: 'Tender tidak dapat diikuti.', attachments: ['Log peladen', 'Foto'],
    });
    await house.db.update(cases).set({ closedAt: new Date() }).where(eq(cases.number, number));
  });

  test('an instant in the future is refused at its field', async () => {
    const { status, text } = await send('gangguan', { sistem: ['spse-tender'], sejak: local(Date.now() + hour), uraian: 'Belum terjadi.' });
    expect([status, text]).toEqual([422, expect.stringMatching(/#sejak">Isi waktu yang sudah lewat/)]);
  });
});

describe('the form of a window that comes again', () => {
  const monthly = { sistem: 'situs', hari: ['6', '7'], minggu: '2', jam: '21:30', lama: '120', alasan: 'Pembaruan bulanan.', dampak: 'Situs tidak dapat dibuka.' };

  test('opens the first one, lists the next, and is ended from the list', async () => {
    const sent = await send('berulang', monthly);
    expect([sent.status, sent.to]).toEqual([303, '/kantor/salatiga/pengumuman?selesai=berulang#berulang']);
    const page = await seen(`${base}?selesai=berulang`);
    expect(page).toContain('Jadwal berulang tersimpan; jadwal pertamanya sudah dibuka.');
    expect(page).toMatch(/<h3>Sabtu, Minggu yang ke-2 tiap bulan, 21:30, 120 menit<\/h3> <p>Situs web LPSE<\/p><p class="quiet">Berikutnya <time/);
    const [first] = (await house.db.select().from(intakes)).filter(({ facts }) => facts.recurrence != null);
    expect(first?.facts).toMatchObject({ systems: 'situs', enteredBy: 'slt-03' });
    const path = /action="(\/kantor\/salatiga\/pengumuman\/berulang\/[\w-]+)"/.exec(page)?.[1] ?? '';
    expect((await sendAs(house, path, helpdesk.cookie, { tanda: helpdesk.token })).status).toBe(403);
    expect((await sendAs(house, path, planner.cookie, { tanda: planner.token })).status).toBe(303);
    expect(await seen(base)).toContain('Tidak ada jadwal berulang.');
  });

  test.each<[string, Record<string, string | string[]>, RegExp]>([
    ['no day', { hari: '' }, /#hari">Pilih sekurangnya satu hari\./],
    ['an hour that no day has', { jam: '24:30' }, /#jam">(Jam mulai: tulis|Tulis jam) seperti 21:30\./],
    ['no number', { lama: 'dua jam' }, /#lama">Lamanya: isi 5 sampai 1440 menit\./],
    ['more than a day', { lama: '1500' }, /#lama">Lamanya: isi 5 sampai 1440 menit\./],
  ])('%s is refused at its field, and what was typed is kept', async (_what, wrong, sentence) => {
    const { status, text } = await send('berulang', { ...monthly, ...wrong });
    expect([status, text]).toEqual([422, expect.stringMatching(sentence)]);
    expect(text).toContain('Pembaruan bulanan.');
    expect(text).toContain('<option value="2" selected>');
  });

  test('who does not plan is told whose it is', async () => {
    const { status, text } = await send('berulang', monthly, helpdesk);
    expect([status, text]).toEqual([403, expect.stringContaining('Pembaruan bulanan.')]);
  });
});

describe('the mails to many on the page', () => {
  test('say how far they are, and held copies are decided by who handles it', async () => {
    const number = await planned(Date.now() + 3000 * hour, Date.now() + 3001 * hour);
    const { id: caseId } = await rowOf(number);
    const id = randomUUID();
    await house.db.insert(mailings).values({ id, office: 'salatiga', caseId, sop: 'maintenance', seq: 1, part: 0, template: 'moved', systems: ['spse'], isUrgent: false, params: {}, createdAt: new Date(), addressedAt: new Date() });
    const copies: CopyState[] = ['sent', 'sent', 'sent', 'pending', 'held', 'refused', 'dropped'];
    await house.db.insert(notices).values(copies.map((state, index) => ({
      key: randomUUID(), messageId: randomUUID(), office: 'salatiga', caseId, sop: 'maintenance', template: 'moved', urgency: 'bulk' as const, recipient: 'subscriber', mailingId: id, mailRef: `ref-${index}`,
      params: {}, state, nextAt: new Date(), giveUpAt: new Date(),
    })));
    await writeCase(house, number, { state: 'terjadwal', events: [['case.opened']] });
    const shown = await seen(base);
    expect(shown).toMatch(new RegExp(`<h3>Jadwal berpindah · <a class="number" href="/kantor/salatiga/laporan/${number}">`));
    expect(shown).toContain('85%: 1 menunggu dikirim, 3 terkirim, 1 ditolak server surat, 1 belum pasti terkirim, 1 tidak jadi dikirim, dari 7 salinan.');
    // None of them is a mail to people of the case.
    expect(await seen(`/kantor/salatiga/laporan/${number}`)).toContain(`Belum ada surat tentang ${number}.`);
    const decide = ({ cookie, token }: Session) => sendAs(house, `${base}/surat/${id}`, cookie, { tanda: token, keputusan: 'anggap-terkirim' });
    expect((await decide(helpdesk)).status).toBe(403);
    expect((await decide(planner)).headers.get('location')).toBe('/kantor/salatiga/pengumuman?selesai=surat#surat');
    expect(await seen(base)).toContain('85%: 1 menunggu dikirim, 4 terkirim,');
    expect(await seen(base)).not.toContain('belum pasti terkirim');
  });
});

describe('the page of an office', () => {
  test('lists what is open with systems and times, and stands in the menu', async () => {
    const number = await planned(Date.now() + 2000 * hour, Date.now() + 2001 * hour, { sistem: ['spse-e-katalog'] });
    const page = await seen(base);
    expect(page).toMatch(new RegExp(`${number}</a> · Sedang dicatat</h3> <p>E-purchasing dan katalog lokal</p>.*?belum diumumkan`));
    expect(page).toMatch(/<a href="\/kantor\/salatiga\/pengumuman" aria-current="page">Pemeliharaan dan gangguan<\/a>/);
    expect(page).not.toContain('GOV-15');
  });

  test('is for people of the office who hold a function', async () => {
    expect((await getPage(house, '/kantor/katingan/pengumuman', { cookie: planner.cookie })).text).not.toContain('Pemeliharaan dan gangguan</h1>');
    expect((await getPage(house, base)).status).toBe(303);
  });

  // Last, because another office comes in.
  test('of an office that runs no system says who does, and lets its desk plan (DATA-10, GOV-15)', async () => {
    const text = readFileSync(new URL('../../offices/kab-katingan.yaml', import.meta.url), 'utf8');
    const file = join(mkdtempSync(join(tmpdir(), 'sigap-office-')), 'kab-katingan.yaml');
    writeFileSync(file, asCentral(text));
    await loadOfficeFiles(house.db, house.vault, [file]);
    const desk = await loggedIn(house, 'katingan', 'ktg-04');
    const page = await seen('/kantor/katingan/pengumuman', desk);
    expect(page).toContain('Sistemnya dijalankan LKPP: pemeliharaan dan perbaikannya dilakukan di sana, bukan di kantor ini.');
    expect(page).toContain('Kantor ini tidak mempunyai Administrator Sistem; yang mencatat jadwal dan gangguan serta meneruskan pengumumannya kepada pengguna ialah Unit Layanan dan Dukungan.');
    expect(page).toContain('SOP kantor: Contoh kerja sama, CONTOH/1, 2024-12-20');
    const from = Date.now() + 24 * hour;
    const answer = await sendAs(house, '/kantor/katingan/pengumuman/pemeliharaan', desk.cookie, { tanda: desk.token, sistem: 'spse', mulai: localInput(from, 420), selesai: localInput(from + hour, 420), alasan: 'Pemeliharaan LKPP.', dampak: 'Tidak dapat masuk.' });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, expect.stringContaining('/laporan/KTG-')]);
  });
});
