import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { announcements, probeStates, unwatched } from '../../db/schema.ts';
import { asSecondOffice } from '../../test/faults/changed-office.ts';
import { startHouse } from '../../test/house.ts';
import type { House } from '../../test/house.ts';
import { officeWith } from '../../test/quick-office.ts';
import { readBoard } from './board.ts';
import { readMonth } from './month.ts';
import { announce, looked, unseen } from './testing/announce.ts';

let house: House;
const watching = `
watch:
  control: [{ code: luar, kind: tcp, host: example.test, port: 443 }]
  probes: [{ code: lihat-spse, system: spse, kind: tcp, host: spse.example.test, port: 443 }]
`;
beforeAll(async () => {
  house = await startHouse({ offices: ['kota-contoh', officeWith({ followUp: 3600, spacing: 3600, approval: 3600 }, (text) => asSecondOffice(text) + watching)], startWorker: false, sweep: false });
});
beforeEach(async () => { for (const table of [announcements, unwatched, probeStates]) await house.db.delete(table); });
afterAll(() => house.stop());

/** 1 January 2027, 00.30 WIB. */
const newYear = Date.parse('2027-01-01T00:30:00+07:00');
const minute = 60_000;
const boardAt = (now: number) => readBoard(house.deps, 'contoh', now);
const systemAt = async (now: number, code: string) => (await boardAt(now)).systems.find((system) => system.code === code);
const share = async (now: number, code: string, month: string) => (await systemAt(now, code))?.months.find((one) => one.code === month)?.share;

describe('a window across midnight, a holiday and the end of the year', () => {
  const over = { at: '2026-12-20T09:00:00+07:00', state: 'terjadwal', startsAt: '2026-12-31T22:00:00+07:00', endsAt: '2027-01-01T04:00:00+07:00' } as const;

  it('is running on both sides of midnight, also when nobody has recorded its start', async () => {
    const number = await announce(house.deps, 'maintenance', {}, [over]);
    const [one] = (await boardAt(newYear)).announced;
    expect([one?.number, one?.phase, one?.span]).toEqual([number, 'open', { from: Date.parse(over.startsAt), to: newYear }]);
    expect((await systemAt(newYear, 'spse'))?.state).toBe('dalam-pemeliharaan');
    expect((await boardAt(Date.parse('2026-12-31T21:59:00+07:00'))).announced[0]?.phase).toBe('planned');
  });

  it('shields each month from an outage in it, and only while it lasts', async () => {
    await announce(house.deps, 'maintenance', {}, [over]);
    const shielded = { at: '2026-12-31T23:00:00+07:00', state: 'pulih', startsAt: '2026-12-31T23:00:00+07:00', endsAt: '2027-01-01T04:00:00+07:00' } as const;
    await announce(house.deps, 'outage', {}, [shielded]);
    const later = Date.parse('2027-01-01T06:00:00+07:00');
    expect([await share(later, 'spse', '2026-12'), await share(later, 'spse', '2027-01')]).toEqual([1, 1]);
    await announce(house.deps, 'outage', {}, [{ ...shielded, endsAt: '2027-01-01T05:00:00+07:00' }]);
    expect(await share(later, 'spse', '2027-01')).toBeCloseTo(0.5);
  });

  it('stands in the history of both months', async () => {
    const number = await announce(house.deps, 'maintenance', {}, [over, { at: '2027-01-01T04:05:00+07:00', state: 'selesai', isOfficial: true }]);
    const [december, january] = await Promise.all(['2026-12', '2027-01'].map((code) => readMonth(house.deps, 'contoh', code, Date.parse('2027-02-10T00:00:00Z'))));
    expect([december?.announced[0]?.number, january?.announced[0]?.number]).toEqual([number, number]);
    expect([december?.before, december?.after, january?.after]).toEqual(['2026-11', '2027-01', '2027-02']);
  });
});

describe('availability on the board', () => {
  const from = '2026-11-01T00:00:00+07:00';
  const later = Date.parse('2026-11-11T00:00:00+07:00');
  const outage = { at: from, state: 'pulih', startsAt: '2026-11-02T00:00:00+07:00', endsAt: '2026-11-03T00:00:00+07:00', systems: ['situs'] } as const;

  it('counts two outages of one system at once as one, of that system only', async () => {
    for (const endsAt of ['2026-11-03T00:00:00+07:00', '2026-11-04T00:00:00+07:00']) await announce(house.deps, 'outage', {}, [{ ...outage, endsAt }]);
    expect(await share(later, 'situs', '2026-11')).toBeCloseTo(0.8);
    expect(await share(later, 'spse', '2026-11')).toBe(1);
  });

  it('takes the official times, an open outage until now, and nothing that is not announced or was none', async () => {
    await announce(house.deps, 'outage', {}, [outage, { at: from, state: 'selesai', isOfficial: true, endsAt: '2026-11-02T12:00:00+07:00' }]);
    await announce(house.deps, 'outage', {}, [{ ...outage, isPublic: false, state: 'diperiksa', startsAt: from, endsAt: null }]);
    await announce(house.deps, 'outage', {}, [{ ...outage, startsAt: from, state: 'gangguan', endsAt: null }, { at: from, state: 'bukan-gangguan' }]);
    expect(await share(later, 'situs', '2026-11')).toBeCloseTo(0.95);
    await announce(house.deps, 'outage', {}, [{ ...outage, state: 'gangguan', startsAt: '2026-11-10T00:00:00+07:00', endsAt: null }]);
    expect(await share(later, 'situs', '2026-11')).toBeCloseTo(0.85);
  });

  it('leaves out what nobody saw, windows broken off only while they ran, and windows that were called off', async () => {
    await announce(house.deps, 'outage', {}, [outage]);
    await unseen(house.deps, new Date('2026-11-05T00:00:00+07:00'), null);
    expect(await share(later, 'situs', '2026-11')).toBeCloseTo(0.75);
    const window = { at: from, state: 'terjadwal', startsAt: '2026-11-02T00:00:00+07:00', endsAt: '2026-11-03T00:00:00+07:00', systems: ['situs'] } as const;
    await announce(house.deps, 'maintenance', {}, [window, { at: '2026-11-01T12:00:00+07:00', state: 'dibatalkan' }]);
    expect(await share(later, 'situs', '2026-11')).toBeCloseTo(0.75);
    await announce(house.deps, 'maintenance', {}, [window, { at: '2026-11-02T12:00:00+07:00', state: 'selesai', isOfficial: true, endsAt: '2026-11-02T12:00:00+07:00' }]);
    expect(await share(later, 'situs', '2026-11')).toBeCloseTo(3 / 3.5);
  });

  it('does not count the time since the last round while no worker runs', async () => {
    const down = { ...outage, systems: ['spse'] };
    await announce(house.deps, 'outage', { office: 'contoh-dua' }, [down]);
    const shareOf = async () => (await readBoard(house.deps, 'contoh-dua', later)).systems.find(({ code }) => code === 'spse')?.months.at(-1)?.share;
    await looked(house.deps, 'spse', new Date(later - minute), 'up', 'contoh-dua');
    expect(await shareOf()).toBeCloseTo(0.9);
    await looked(house.deps, 'spse', new Date('2026-11-05T00:00:00+07:00'), 'up', 'contoh-dua');
    expect(await shareOf()).toBeCloseTo(0.75);
  });

  it('says nothing of months before the office began, and of an office without any history', async () => {
    const months = (await systemAt(Date.parse('2025-02-10T00:00:00Z'), 'spse'))?.months;
    expect(months?.map(({ code, share: known }) => [code, known])).toEqual([['2024-09', null], ['2024-10', null], ['2024-11', null], ['2024-12', null], ['2025-01', 1], ['2025-02', 1]]);
    await expect(readMonth(house.deps, 'contoh', '2024-12')).rejects.toThrow('not-found');
    await expect(readMonth(house.deps, 'contoh', '2026-11', Date.parse('2026-10-31T16:59:59Z'))).rejects.toThrow('not-found');
    for (const wrong of ['2026-13', '', '2026-1', "2026-01'--", '%00']) await expect(readMonth(house.deps, 'contoh', wrong)).rejects.toThrow('not-found');
  });
});

describe('the state of a system', () => {
  it('is good only while probes look, and says so when none does', async () => {
    expect((await systemAt(newYear, 'spse'))).toMatchObject({ state: 'tidak-terpantau', checkedAt: null });
    await looked(house.deps, 'spse', new Date(newYear - 5000));
    // The invented office has no rounds of probes: what a probe saw once is old at once.
    expect((await systemAt(newYear, 'spse'))?.state).toBe('tidak-terpantau');
  });

  it('tells of no failure that is not announced', async () => {
    await looked(house.deps, 'spse', new Date(newYear), 'down');
    await announce(house.deps, 'outage', { words: 'Rahasia dapur' }, [{ at: '2026-12-31T20:00:00+07:00', state: 'diperiksa', isPublic: false, startsAt: '2026-12-31T20:00:00+07:00', news: 'Belum pasti' }]);
    const board = await boardAt(newYear);
    expect(board.announced).toEqual([]);
    expect(board.systems[0]?.state).not.toBe('gangguan');
    expect(JSON.stringify(board)).not.toMatch(/Rahasia dapur|Belum pasti/);
  });

  it('is an outage rather than maintenance, where both are going on', async () => {
    const at = new Date(newYear - minute).toISOString();
    await announce(house.deps, 'maintenance', {}, [{ at, state: 'berlangsung', startsAt: at, endsAt: new Date(newYear + minute).toISOString() }]);
    await announce(house.deps, 'outage', {}, [{ at, state: 'gangguan', startsAt: at, endsAt: null }]);
    expect((await systemAt(newYear, 'spse'))?.state).toBe('gangguan');
  });
});

describe('the words of an announcement', () => {
  it('leave out what was said before it was announced, and everything once it is withdrawn', async () => {
    const steps = [
      { at: '2026-12-31T20:00:00+07:00', state: 'diperiksa', isPublic: false, startsAt: '2026-12-31T20:00:00+07:00', news: 'Dugaan internal' },
      { at: '2026-12-31T20:10:00+07:00', state: 'gangguan', isPublic: true, news: 'Teknisi memeriksa' },
    ] as const;
    await announce(house.deps, 'outage', { words: 'SPSE tidak dapat dibuka' }, [...steps]);
    const [one] = (await boardAt(newYear)).announced;
    expect([one?.words, one?.news.map(({ words }) => words)]).toEqual(['SPSE tidak dapat dibuka', ['Teknisi memeriksa']]);
    await house.db.update(announcements).set({ isPublic: false });
    expect((await boardAt(newYear)).announced).toEqual([]);
  });

  it('are never those of another case', async () => {
    await announce(house.deps, 'outage', { words: 'Belum diumumkan' }, [{ at: '2026-12-31T20:00:00+07:00', state: 'diperiksa', isPublic: false, startsAt: '2026-12-31T20:00:00+07:00' }]);
    const [hidden] = await house.db.select().from(announcements);
    const number = await announce(house.deps, 'outage', {}, [{ at: '2026-12-31T21:00:00+07:00', state: 'gangguan', startsAt: '2026-12-31T21:00:00+07:00' }]);
    await house.db.update(announcements).set({ textId: hidden?.textId ?? null });
    const board = await boardAt(newYear);
    expect(board.announced.map((one) => [one.number, one.words])).toEqual([[number, null]]);
  });
});
