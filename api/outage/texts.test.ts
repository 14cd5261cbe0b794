import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessLog, announcements, events, intakes } from '../../db/schema.ts';
import { textOf } from '../../papers/testing/read-pdf.ts';
import { startHouse } from '../../test/house.ts';
import type { House, Staff } from '../../test/house.ts';
import { download } from '../testing/papers.ts';
import { readyTexts } from './ready-texts.ts';
import type { OutageFacts } from './ready-texts.ts';

const facts: OutageFacts = {
  office: 'LPSE Kota Contoh', number: 'CTH-2027-000001', state: 'lasts', systems: ['SPSE', 'Situs web LPSE'], since: '18 Jan 2027 22.00 WIB', until: null,
  effect: 'Pengguna tidak dapat masuk.', news: null, basis: ['Pasal 5 ayat (1), Perbup Contoh'], statusUrl: 'https://sigap.example/status/contoh#CTH-2027-000001',
};

describe('ready texts (SVC-4, ERR-9)', () => {
  it('say which systems, since when, the effect and the news, where the state stands, and no advice on schedules', () => {
    const { spse, whatsapp, inaproc } = readyTexts({ ...facts, news: 'Teknisi di tempat.' }, true);
    for (const text of [spse.body, whatsapp, inaproc?.body]) {
      for (const words of ['SPSE dan Situs web LPSE mengalami gangguan sejak 18 Jan 2027 22.00 WIB', 'Pengguna tidak dapat masuk.', 'Teknisi di tempat.', facts.statusUrl]) expect(text).toContain(words);
      expect(text).not.toMatch(/jadwal|undefined|null/);
    }
    expect(spse).toMatchObject({ title: 'Pengumuman: Gangguan SPSE dan Situs web LPSE', body: expect.stringContaining('Dasar: Pasal 5 ayat (1), Perbup Contoh.') });
    expect(whatsapp).toMatch(/^\*Gangguan SPSE dan Situs web LPSE\*\n\n/);
  });

  it('say since when it works again, or that it was none', () => {
    const over = readyTexts({ ...facts, state: 'over', until: '19 Jan 2027 01.30 WIB' }, false);
    expect(over.spse.body).toContain('sudah berfungsi kembali sejak 19 Jan 2027 01.30 WIB');
    expect(over.inaproc).toBeNull();
    expect(readyTexts({ ...facts, state: 'false' }, false).whatsapp).toContain('ternyata bukan gangguan');
  });
});

describe('their routes', () => {
  let house: House;
  let desk: Staff;
  let number: string;
  const at = (what: string) => `/api/v1/offices/salatiga/outage/${number}/${what}`;
  beforeAll(async () => {
    house = await startHouse({ offices: ['kota-salatiga'], startWorker: false, sweep: false });
    desk = await house.staff('salatiga', 'administrator-sistem');
    number = (await house.call('POST', '/api/v1/offices/salatiga/outage', { systems: ['spse'], text: 'Pengguna tidak dapat masuk.' }, { authorization: `Bearer ${desk.key}` })).body.number;
  });
  afterAll(() => house.stop());
  const get = (path: string) => house.call('GET', path, undefined, { authorization: `Bearer ${desk.key}` });

  it('wait for the first step of the case, and are of outages only', async () => {
    expect((await get(at('texts'))).body.code).toBe('wrong-state');
    const report = (await house.report('salatiga')).body.number;
    expect((await get(`/api/v1/offices/salatiga/outage/${report}/texts`)).status).toBe(404);
  });

  it('give what the record says, in Salatiga for INAPROC too, with a notice on its letterhead that Kepala LPSE signs; the reading is logged', async () => {
    const [intake] = await house.db.select().from(intakes).where(eq(intakes.number, number));
    const startsAt = new Date('2027-01-18T22:00:00+07:00');
    const { id: caseId, textId } = intake!;
    await house.db.insert(announcements).values({ caseId, office: 'salatiga', number, kind: 'outage', state: 'gangguan', isPublic: true, systems: ['spse'], startsAt, isOfficial: false, textId, revision: 0, createdAt: startsAt, updatedAt: startsAt });
    await house.db.insert(events).values({ caseId, office: 'salatiga', seq: 0, part: 0, type: 'published', actor: 'system', at: startsAt, data: { newsId: null } });
    const { status, body } = await get(at('texts'));
    expect([status, body.inaproc.title]).toEqual([200, 'Pengumuman: Gangguan SPSE']);
    expect(body.spse.body).toMatch(/SPSE mengalami gangguan sejak 18 Jan 2027 22\.00 WIB[^]*Pengguna tidak dapat masuk\.[^]*\/status\/salatiga#SLT-[^]*Dasar: .*Salatiga/);
    const notice = await download(house, at('notice.pdf'), desk.key);
    expect([notice.status, notice.type, notice.disposition]).toEqual([200, 'application/pdf', expect.stringContaining(`pengumuman-${number}.pdf`)]);
    const text = textOf(notice.bytes);
    for (const words of ['PEMERINTAH KOTA SALATIGA', 'PENGUMUMAN GANGGUAN SPSE Nomor: ....', 'Pengguna tidak dapat masuk.', 'Kepala LPSE', 'Bambang Contoh']) expect(text).toContain(words);
    expect((await house.db.select().from(accessLog)).map(({ what, person }) => [what, person])).toEqual([['outage-texts', desk.person], ['outage-texts', desk.person]]);
  });
});
