import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHouse } from '../test/house.ts';
import type { House } from '../test/house.ts';
import { officeWith } from '../test/quick-office.ts';
import { decreedCalendar, loadDecreeFile } from './decrees.ts';
import { loadOfficeFiles } from './offices.ts';
import { officeVersions } from './schema.ts';

const pace = { followUp: 3000, spacing: 300, approval: 300 };
let house: House;
let office: string;
beforeAll(async () => {
  office = officeWith(pace);
  house = await startHouse({ offices: [office], startWorker: false });
});
afterAll(() => house.stop());

const decree = (content: Record<string, unknown>) => {
  const file = join(mkdtempSync(join(tmpdir(), 'sigap-decree-')), 'skb.json');
  writeFileSync(file, JSON.stringify(content));
  return file;
};
const load = (file: string) => loadOfficeFiles(house.db, house.vault, [file]);

it('the same office file again is no new version, unless the rules of its pack have changed', async () => {
  expect(await load(office)).toMatchObject([{ version: 1, changed: false }]);
  const [row] = await house.db.select().from(officeVersions).where(eq(officeVersions.office, 'contoh'));
  const older = { ...row!, version: 1, rules: { ...row!.rules, regulation: 'Paket yang lama' } };
  await house.deps.db.transaction(async (tx) => {
    // As if the recorded version came from an older pack; the trigger that forbids it is off for this transaction.
    await tx.execute('set local session_replication_role = replica');
    await tx.update(officeVersions).set({ rules: older.rules }).where(eq(officeVersions.office, 'contoh'));
  });
  expect(await load(office)).toMatchObject([{ version: 2, changed: true }]);
});

it('a second office with the same prefix is refused before anything is written', async () => {
  await expect(load(officeWith(pace, (text) => text.replace('id: contoh', 'id: contoh-dua')))).rejects.toThrow('prefix sudah dipakai kantor lain: CTH (contoh)');
});

it('a decree confirms its year only when it settles the whole year', async () => {
  const day = { kind: 'libur-nasional', name: 'Hari pemungutan suara' };
  await loadDecreeFile(house.db, decree({ number: 'UJI 1/2028', date: '2027-10-01', year: 2028, days: [{ date: '2028-02-14', ...day }] }));
  expect((await decreedCalendar(house.db)).confirmedThrough).toBe('2027-12-31');
  await loadDecreeFile(house.db, decree({ number: 'UJI 2/2028', date: '2027-11-01', year: 2028, wholeYear: true, days: [{ date: '2028-01-01', ...day }] }));
  expect((await decreedCalendar(house.db)).confirmedThrough).toBe('2028-12-31');
});

it('an older decree that is loaded later does not bring back a day that a newer one took away', async () => {
  const day = { date: '2028-05-05', kind: 'cuti-bersama', name: 'Cuti bersama uji' };
  await loadDecreeFile(house.db, decree({ number: 'UJI 3/2028', date: '2028-02-01', year: 2028, days: [day] }));
  await loadDecreeFile(house.db, decree({ number: 'UJI 4/2028', date: '2028-03-01', year: 2028, days: [], removes: ['2028-05-05'] }));
  await loadDecreeFile(house.db, decree({ number: 'UJI 5/2028', date: '2028-02-02', year: 2028, days: [{ ...day, name: 'Cuti bersama uji lagi' }] }));
  expect((await decreedCalendar(house.db)).days.map(({ date }) => date)).not.toContain('2028-05-05');
});

describe('a decree that takes back a day which is no day off', () => {
  const lines = (removes: string, date = '2027-01-20') => {
    const file = join(mkdtempSync(join(tmpdir(), 'sigap-decree-')), 'skb.yaml');
    writeFileSync(file, `number: UJI 9/2027\ndate: ${date}\nyear: 2027\ndays: []\nremoves:\n  - 2027-01-01\n  - ${removes}\n`);
    return file;
  };

  it('is refused with file, line and reason, and nothing of it is recorded', async () => {
    const before = await decreedCalendar(house.db);
    await expect(loadDecreeFile(house.db, lines('2027-01-12'))).rejects.toThrow('skb.yaml baris 7: removes mencabut 2027-01-12, yang pada tanggal keputusan ini bukan hari libur.');
    expect(await decreedCalendar(house.db)).toEqual(before);
  });

  it('is refused too when only a newer decree made it one', async () => {
    await loadDecreeFile(house.db, decree({ number: 'UJI 8/2027', date: '2027-06-01', year: 2027, days: [{ date: '2027-07-07', kind: 'cuti-bersama', name: 'Cuti bersama uji' }] }));
    await expect(loadDecreeFile(house.db, lines('2027-07-07'))).rejects.toThrow('mencabut 2027-07-07');
    await loadDecreeFile(house.db, lines('2027-07-07', '2027-06-02'));
    expect((await decreedCalendar(house.db)).days.map(({ date }) => date)).not.toContain('2027-07-07');
  });
});

it('a decree with a wrong value is refused with file, line and reason', async () => {
  const file = decree({ number: 'UJI 6/2028', date: '2028-02-01', year: 2028, days: [] });
  await expect(loadDecreeFile(house.db, file)).rejects.toThrow('skb.json baris 1: isi berkas tidak menambah dan tidak mencabut satu hari pun.');
});
