import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { intakes, tasks } from '../../db/schema.ts';
import type { House } from '../../test/house.ts';
import { writeCase } from '../testing/case-rows.ts';
import { getPage, reported } from '../testing/report.ts';
import { sendAs, stillHouse } from '../testing/staff.ts';
import type { Session } from '../testing/staff.ts';

let house: House;
let session: Session;
beforeAll(async () => { ({ house, session } = await stillHouse('kab-tulang-bawang-barat', 'tulang-bawang-barat', 'tbb-05')); });
afterAll(() => house?.stop());

type Written = Parameters<typeof writeCase>[2];
const address = (number: string) => `/kantor/tulang-bawang-barat/laporan/${number}`;
const written = async (whole: Omit<Written, 'tasks'> & { tasks: string[] }, { mail = true } = {}) => {
  const { number } = await reported(house, 'tulang-bawang-barat');
  await writeCase(house, number, { ...whole, tasks: whole.tasks.map((kind) => ({ kind, function: 'helpdesk' })) });
  if (!mail) await house.db.update(intakes).set({ reporterMailSealed: null }).where(eq(intakes.number, number));
  return number;
};
const seen = async (path: string) => (await getPage(house, path, { cookie: session.cookie })).text.replace(/\s+/g, ' ');
const offers = (text: string, act: string) => text.includes(`?tindakan=${act}"`);

describe('an act that the case would refuse for sure', () => {
  test('is not offered: closing without a root cause or with an open duty says what is missing', async () => {
    const lacking = await seen(address(await written({ state: 'menunggu-konfirmasi', events: [['case.opened'], ['answered', 'Jawab.']], tasks: ['tutup', 'instruksi-lkpp'] })));
    expect(offers(lacking, 'close')).toBe(false);
    expect(/Laporan belum dapat ditutup\.[^<]*/.exec(lacking)?.[0]).toBe('Laporan belum dapat ditutup. Yang masih kurang: Catat akar permasalahan; Laksanakan instruksi teknis LKPP.');
    const whole = await seen(address(await written({ state: 'menunggu-konfirmasi', events: [['case.opened'], ['root-cause.recorded', 'Kabel.'], ['answered', 'Jawab.']], tasks: ['tutup'] })));
    expect([offers(whole, 'close'), whole.includes('masih kurang')]).toEqual([true, false]);
    const again = await seen(address(await written({ state: 'menunggu-konfirmasi', events: [['root-cause.recorded', 'Kabel.'], ['reopened', 'Lagi.'], ['answered', 'Jawab.']], tasks: ['tutup'] })));
    expect(offers(again, 'close')).toBe(false);
  });

  test('closing with a forward that LKPP has not heard of says so, and is offered once LKPP has replied', async () => {
    const untold = { state: 'menunggu-konfirmasi', tasks: ['tutup', 'beritahu-lkpp'], events: [['root-cause.recorded', 'Kabel.'], ['forwarded'], ['answered', 'Jawab.']] } satisfies Parameters<typeof written>[0];
    const lacking = await seen(address(await written(untold)));
    expect(offers(lacking, 'close')).toBe(false);
    expect(lacking).toContain('Yang masih kurang: Beri tahu LKPP dan catat nomor tiketnya.');
    expect(offers(await seen(address(await written({ ...untold, events: [...untold.events, ['lkpp.replied', 'Beres.']] }))), 'close')).toBe(true);
  });

  test.each([['coordinate', 'koordinasi'], ['instruct', 'instruksi-lkpp']])('%s is offered only while no %s is open', async (act, kind) => {
    expect(offers(await seen(address(await written({ state: 'ditangani', events: [['case.opened']], tasks: ['tangani'] }))), act)).toBe(true);
    expect(offers(await seen(address(await written({ state: 'ditangani', events: [['case.opened']], tasks: ['tangani', kind] }))), act)).toBe(false);
  });

  const opened = [['case.opened'], ['followed-up']] satisfies Written['events'];
  const asked = ['data.asked', 'Kode paket?'] satisfies Written['events'][number];
  test.each<[string, Written['state'], Written['events'], string[]]>([
    ['asks while the desk has the report', 'menunggu-data', [...opened, asked], ['reply-for', 'forward', 'refuse']],
    ['asks while LKPP has the report', 'menunggu-data', [...opened, ['forwarded'], ['data.asked', 'Yang pertama?'], ['data.received', 'Ini.'], asked], ['reply-for']],
    ['asks, and LKPP has replied meanwhile', 'menunggu-data', [...opened, ['forwarded'], asked, ['lkpp.replied']], ['reply-for', 'forward', 'refuse']],
    ['went to LKPP without the data', 'diteruskan', [...opened, asked, ['forward.submitted'], ['forwarded']], ['reply-for']],
    ['goes on after a rejected forward without the data', 'ditangani', [...opened, asked, ['forward.submitted'], ['lkpp.rejected']], ['reply-for', 'forward', 'refuse']],
    ['stopped to wait for the data', 'diteruskan', [...opened, ['forwarded'], asked, ['data.missing']], []],
    ['was opened again after a silence', 'ditangani', [...opened, asked, ['data.missing'], ['concluded'], ['reopened', 'Masih.'], ['followed-up']], ['forward', 'refuse']],
  ])('a report that %s offers only what it takes, and its reporter the same', async (_what, state, events, taken) => {
    const { number, path } = await reported(house, 'tulang-bawang-barat');
    await writeCase(house, number, { state, events, tasks: [{ kind: 'tangani', function: 'helpdesk' }] });
    const text = await seen(address(number));
    expect(['reply-for', 'forward', 'refuse'].filter((act) => offers(text, act))).toEqual(taken);
    expect((await getPage(house, path)).text.includes('Kirim data')).toBe(taken.includes('reply-for'));
  });
});

describe('a reporter without a mail address', () => {
  test('is told by a person: no banner and no hint speaks of a mail', async () => {
    const number = await written({ state: 'ditangani', events: [['case.opened']], tasks: ['tangani'] }, { mail: false });
    for (const act of ['answer', 'ask', 'refuse']) {
      const text = await seen(`${address(number)}?selesai=${act}`);
      expect(text).toMatch(/tercatat\. Pelapor tidak mempunyai surel: tugas &quot;Hubungi pelapor dengan cara lain&quot; terbuka/);
      expect(text).not.toMatch(/terkirim kepada pelapor|kepada pelapor lewat surel/);
    }
    expect(await seen(`${address(await written({ state: 'ditangani', events: [['case.opened']], tasks: ['tangani'] }))}?selesai=answer`)).toContain('Jawaban terkirim kepada pelapor.');
  });

  test('stands in the task with all that he has not heard yet, word for word', async () => {
    const number = await written({
      state: 'menunggu-konfirmasi', tasks: ['hubungi-pelapor'],
      events: [['data.asked', 'Kirim gambar layar.'], ['reporter.reached', 'Ditelepon.'], ['forwarded', 'Untuk LKPP saja.'], ['answered', 'Muat ulang halaman.']],
    }, { mail: false });
    const task = (await seen(address(number))).split('id="riwayat"')[0] ?? '';
    expect(task).toMatch(/Sampaikan:.*Laporannya diteruskan ke LKPP\..*Jawaban atas laporannya.*<blockquote>Muat ulang halaman\.<\/blockquote>/);
    expect(task).not.toMatch(/Kirim gambar layar|Untuk LKPP saja/);
  });
});

describe('the form of a forward', () => {
  test('has its usual route chosen, and says in words when a ground is wanting', async () => {
    const number = await written({ state: 'ditangani', events: [['case.opened']], tasks: ['tangani'] });
    const text = await seen(address(number));
    expect(text).toMatch(/<legend>Jalur<\/legend>.*?value="penerusan" required checked>/);
    expect(text).toContain('Wajib untuk penerusan kendala teknis; kosongkan untuk jalur lain.');
    const [task] = await house.db.select({ id: tasks.id }).from(tasks).innerJoin(intakes, eq(intakes.id, tasks.caseId)).where(eq(intakes.number, number));
    const answer = await sendAs(house, `${address(number)}?tindakan=forward`, session.cookie, { tanda: session.token, tugas: task?.id ?? '', route: 'penerusan', text: 'Aplikasi menolak unggahan.' });
    expect(await answer.text()).toContain('Untuk penerusan kendala teknis, pilih alasan hukumnya; untuk jalur lain, kosongkan alasan hukum.');
  });
});
