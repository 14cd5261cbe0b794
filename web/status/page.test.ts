import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { buildApp } from '../../api/app.ts';
import { readBoard } from '../../api/status/board.ts';
import { announce, looked } from '../../api/status/testing/announce.ts';
import type { Published } from '../../api/status/testing/announce.ts';
import { connect } from '../../db/client.ts';
import { announcements, people, probeStates } from '../../db/schema.ts';
import { startHouse, until } from '../../test/house.ts';
import type { House } from '../../test/house.ts';
import { pageText } from '../layout.ts';
import { evil } from '../testing/report.ts';
import { statusPage } from './page.ts';

let house: House;
beforeAll(async () => { house = await startHouse({ startWorker: false, sweep: false }); });
beforeEach(async () => { for (const table of [announcements, probeStates]) await house.db.delete(table); });
afterAll(() => house.stop());

const now = Date.parse('2026-11-24T10:00:00+07:00');
/** Rendered past the keeper, at a moment of the test's own. */
const pageAt = async (at = now) => pageText(statusPage(await readBoard(house.deps, 'contoh', at), false));
/** The same without its marks, as it reads. */
const read = async (at = now) => (await pageAt(at)).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
const window: Published = { at: '2026-11-20T08:00:00+07:00', state: 'terjadwal', startsAt: '2026-11-24T09:00:00+07:00', endsAt: '2026-11-24T11:00:00+07:00' };
const running: Published = { at: '2026-11-24T09:00:00+07:00', state: 'berlangsung' };

describe('the course of a window', () => {
  it.each<[string, Published[], string[]]>([
    ['planned and moved', [{ ...window, startsAt: '2026-11-30T23:00:00+07:00', endsAt: '2026-12-01T01:00:00+07:00' }, { at: '2026-11-21T08:00:00+07:00', state: 'terjadwal', startsAt: '2026-12-01T23:00:00+07:00', endsAt: '2026-12-02T01:00:00+07:00', news: 'Menyesuaikan jadwal tender' }],
      ['Terjadwal', 'Pemeliharaan diumumkan: 30 Nov 2026 23.00 WIB sampai 1 Des 2026 01.00 WIB.', 'Jadwal dipindahkan menjadi 1 Des 2026 23.00 WIB sampai 2 Des 2026 01.00 WIB. Menyesuaikan jadwal tender',]],
    ['extended while it runs', [window, running, { at: '2026-11-24T09:50:00+07:00', state: 'berlangsung', endsAt: '2026-11-24T13:00:00+07:00' }],
      ['Dalam pemeliharaan', 'Sedang berlangsung', 'Jadwal selesai diubah menjadi 24 Nov 2026 13.00 WIB.', 'Lama 1 jam sampai sekarang']],
    ['over its time', [{ ...window, endsAt: '2026-11-24T09:30:00+07:00' }, running, { at: '2026-11-24T09:30:00+07:00', state: 'melewati-jadwal' }],
      ['Melewati jadwal, masih berlangsung', 'Jadwal selesai sudah lewat; pemeliharaan masih berlangsung.']],
    ['begun, though nobody recorded it', [window], ['Menurut jadwal sedang berlangsung', 'Dalam pemeliharaan : SPSE']],
    ['past its end, though nobody recorded anything', [{ ...window, endsAt: '2026-11-24T09:30:00+07:00' }], ['Jadwalnya sudah lewat, belum ada kabar selesai']],
    ['called off', [window, { at: '2026-11-23T09:00:00+07:00', state: 'dibatalkan', news: 'Ditunda' }], ['Dibatalkan', 'Pemeliharaan dibatalkan. Ditunda', 'Tidak ada gangguan yang diumumkan.']],
    ['broken off', [window, running, { at: '2026-11-24T09:20:00+07:00', state: 'selesai', endsAt: '2026-11-24T09:20:00+07:00', isOfficial: true, news: 'Dihentikan' }], ['Pemeliharaan selesai: 24 Nov 2026 09.00 WIB sampai 24 Nov 2026 09.20 WIB. Dihentikan', 'Lama 20 menit']],
    ['finished', [window, running, { at: '2026-11-24T09:40:00+07:00', state: 'selesai', endsAt: '2026-11-24T09:35:00+07:00', isOfficial: true }], ['Pemeliharaan selesai: 24 Nov 2026 09.00 WIB sampai 24 Nov 2026 09.35 WIB.', 'Lama 35 menit']],
  ])('%s', async (_case, steps, sentences) => {
    await announce(house.deps, 'maintenance', { words: 'Pembaruan aplikasi' }, steps);
    const text = await read();
    for (const sentence of [...sentences, 'Pembaruan aplikasi']) expect(text).toContain(sentence);
  });
});

describe('the course of an outage', () => {
  const since: Published = { at: '2026-11-24T08:10:00+07:00', state: 'gangguan', startsAt: '2026-11-24T08:00:00+07:00', endsAt: null };

  it('reads as it went: announced, widened, mended, fixed officially', async () => {
    await announce(house.deps, 'outage', { words: 'SPSE tidak dapat dibuka' }, [
      since, { at: '2026-11-24T08:20:00+07:00', state: 'gangguan', systems: ['spse', 'situs'], news: 'Jaringan putus' }, { at: '2026-11-24T08:30:00+07:00', state: 'gangguan', news: 'Teknisi di lokasi' },
      { at: '2026-11-24T09:00:00+07:00', state: 'pulih', endsAt: '2026-11-24T08:55:00+07:00' }, { at: '2026-11-24T09:30:00+07:00', state: 'selesai', isOfficial: true, startsAt: '2026-11-24T07:58:00+07:00' },
    ]);
    const text = await read();
    for (const sentence of [
      'Gangguan diumumkan, diketahui sejak 24 Nov 2026 08.00 WIB.', 'Sistem yang terganggu sekarang: SPSE, Situs web LPSE. Jaringan putus', 'Kabar perkembangan. Teknisi di lokasi',
      'Layanan pulih 24 Nov 2026 08.55 WIB.', 'Waktu resmi ditetapkan: 24 Nov 2026 07.58 WIB sampai 24 Nov 2026 08.55 WIB.', 'Lama 57 menit', 'ditetapkan resmi',
    ]) expect(text).toContain(sentence);
  });

  it('is said first while it lasts, with its number as an anchor, and times that machines read by the clock of the office', async () => {
    const number = await announce(house.deps, 'outage', {}, [since]);
    const page = await pageAt();
    expect(page).toContain(`<article class="announced" id="${number}"`);
    expect(page).toContain('<time datetime="2026-11-24T08:00:00+07:00">24 Nov 2026 08.00 WIB</time>');
    expect(await read()).toContain('Ada gangguan : SPSE.');
    expect(page.indexOf(number)).toBeLessThan(page.indexOf('Keadaan tiap sistem'));
  });

  it('that was none says so', async () => {
    await announce(house.deps, 'outage', {}, [since, { at: '2026-11-24T08:30:00+07:00', state: 'bukan-gangguan', news: 'Hanya satu pengguna' }]);
    expect(await read()).toContain('Ternyata bukan gangguan');
  });
});

it('words of people are text, and neither people nor what is not announced stand on the page', async () => {
  const number = await announce(house.deps, 'outage', { words: evil }, [{ at: '2026-11-24T08:10:00+07:00', state: 'gangguan', startsAt: '2026-11-24T08:00:00+07:00', endsAt: null, news: evil }]);
  const hidden = await announce(house.deps, 'outage', { words: 'Belum untuk umum' }, [{ at: '2026-11-24T08:10:00+07:00', state: 'diperiksa', isPublic: false, startsAt: '2026-11-24T08:00:00+07:00', endsAt: null, news: 'Dugaan' }]);
  await looked(house.deps, 'spse', new Date(now), 'down');
  const page = await pageAt();
  expect(page).toContain(number);
  expect(page).not.toMatch(/<script|<img/);
  for (const secret of [hidden, 'Belum untuk umum', 'Dugaan', 'cth-03', 'Tiga Contoh', ...(await house.db.select().from(people)).map(({ id }) => id)]) expect(page).not.toContain(secret);
});

it('the norms of the office are said with what is announced', async () => {
  await announce(house.deps, 'outage', { office: 'salatiga' }, [{ at: '2026-11-24T08:10:00+07:00', state: 'gangguan', startsAt: '2026-11-24T08:00:00+07:00', endsAt: null }]);
  const page = pageText(statusPage(await readBoard(house.deps, 'salatiga', now), false));
  expect(page).toMatch(/Dasar pengumuman: .*Lampiran angka 2\.6\.4 huruf b, /);
});

it('an office without any history says that nothing was announced and that nobody looks', async () => {
  const text = await read();
  for (const sentence of ['Tidak ada gangguan yang diumumkan.', 'Belum ada data pemeriksaan otomatis.', 'Tidak terpantau', 'Tidak ada pemeliharaan yang direncanakan.', 'Tidak ada pemeliharaan atau gangguan yang diumumkan.']) expect(text).toContain(sentence);
});

describe('over HTTP', () => {
  /** What was read is kept for a second, and may say when it was read: no second passes while a test compares answers. */
  const stopClock = () => vi.useFakeTimers({ toFake: ['Date'] });
  afterEach(() => { vi.useRealTimers(); });
  const get = (path: string, headers: Record<string, string> = {}) => house.app.inject({ url: path, headers: { accept: 'text/html', ...headers } });

  it('there are the pages of the offices and nothing else', async () => {
    const list = await get('/status');
    expect(list.body).toContain('href="/status/salatiga"');
    for (const path of ['/status/tidak-ada', '/status/Salatiga', '/status/%00', '/status/salatiga/lain', '/status/salatiga?bulan=2020-01', '/status/salatiga?bulan=lain', '/status/tidak-ada/atom.xml']) {
      const { statusCode, body } = await get(path);
      expect([path, statusCode]).toEqual([path, 404]);
      expect(body).toContain('Sigap');
    }
    for (const path of ['/status/tidak-ada/status.json', '/status/tidak-ada/kalender.ics']) expect((await get(path)).json().code).toBe('unknown-office');
    expect((await get('/status/salatiga?bulan=2026-01')).body).toContain('Riwayat Jan 2026');
  });

  it.each(['', '?bulan=2026-01', '/atom.xml', '/kalender.ics', '/status.json'])('who has /status/katingan%s gets 304', async (path) => {
    stopClock();
    const first = await get(`/status/katingan${path}`);
    expect([first.statusCode, first.headers['cache-control']]).toEqual([200, 'public, max-age=10']);
    const again = await get(`/status/katingan${path}`, { 'if-none-match': `"other", W/${first.headers.etag}` });
    expect([again.statusCode, again.body, again.headers.etag]).toEqual([304, '', first.headers.etag]);
    expect((await get(`/status/katingan${path}`, { 'if-none-match': '"other"' })).statusCode).toBe(200);
  });

  it('a crowd reads it once, and what is announced stands there a second later', async () => {
    let reads = 0;
    const counting = new Proxy(house.db, { get: (db, name, self) => { if (name === 'select') reads += 1; return Reflect.get(db, name, self); } });
    const app = await buildApp({ ...house.deps, db: counting });
    const ask = () => app.inject({ url: '/status/malang' });
    stopClock();
    await ask();
    const once = reads;
    const answers = await Promise.all(Array.from({ length: 50 }, ask));
    expect([new Set(answers.map(({ body }) => body)).size, reads]).toEqual([1, once]);
    vi.useRealTimers();
    const number = await announce(house.deps, 'outage', { office: 'malang' }, [{ at: new Date().toISOString(), state: 'gangguan', startsAt: new Date().toISOString(), endsAt: null }]);
    await until(async () => (await ask()).body.includes(number), 'the new outage');
    await app.close();
  });

  it('without its database the last page is served, and says from when it is; one that was never read is a 503', async () => {
    const own = connect(house.env.DATABASE_URL ?? '', 2);
    const app = await buildApp({ ...house.deps, db: own.db }, { logger: { level: 'silent' } });
    await announce(house.deps, 'outage', { office: 'malang', words: 'Masih terganggu' }, [{ at: '2026-11-20T08:00:00+07:00', state: 'gangguan', startsAt: '2026-11-20T08:00:00+07:00', endsAt: null }]);
    const paths = ['/status/malang', '/status/malang/atom.xml', '/status/malang/kalender.ics', '/status/malang/status.json'];
    for (const path of paths) await app.inject({ url: path });
    await own.close();
    const stale = await until(async () => {
      const answer = await app.inject({ url: '/status/malang' });
      return answer.body.includes('Data terbaru sedang tidak dapat dibaca') && answer;
    }, 'the last page');
    expect(stale.statusCode).toBe(200);
    expect(stale.body).toMatch(/Yang tampil di sini adalah keadaan pada <time datetime="[^"]+">/);
    expect(stale.body).toContain('Masih terganggu');
    for (const path of paths) expect((await app.inject({ url: path })).statusCode).toBe(200);
    expect((await app.inject({ url: '/status/malang/status.json' })).json().isStale).toBe(true);
    expect((await app.inject({ url: '/status/salatiga' })).statusCode).toBe(503);
    await app.close();
  });
});
