import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { backupStores } from '../../db/backup-schema.ts';
import { cases, intakes, officeVersions } from '../../db/schema.ts';
import { startHouse } from '../../test/house.ts';
import type { House } from '../../test/house.ts';
import { forgetKeys } from '../forget-keys.ts';
import { startBackups } from './due.ts';
import { backupOffice, backupRows } from './testing/house.ts';

const day = 86_400_000;
/** An office in WIB and one in WIT. */
const inWit = (yaml: string) => yaml.replace(/^id: .*/m, 'id: timur').replace(/^prefix: .*/m, 'prefix: TMR').replace(/^utcOffsetMinutes: .*/m, 'utcOffsetMinutes: 540');
let house: House;
beforeAll(async () => {
  house = await startHouse({ startWorker: false, sweep: false, offices: [backupOffice(), backupOffice(inWit), 'kab-katingan'] });
  // Loaded at a time of the scene; the table refuses that to everybody else.
  await house.db.transaction(async (tx) => {
    await tx.execute(sql`set local session_replication_role = replica`);
    await tx.update(officeVersions).set({ loadedAt: new Date('2027-01-18T10:00:00+07:00') });
  });
});
afterAll(() => house.stop());

const rows = () => backupRows(house, 'contoh');
const at = (local: string) => Date.parse(`${local}+07:00`);
const start = (local: string) => startBackups(house.deps, at(local));
const scheduled = async (office = 'contoh') => (await backupRows(house, office).taken()).flatMap(({ facts }) => facts.scheduledFor ?? []);

describe('the daily run', () => {
  it('is due at its hour of the office, first after the office declared it; nothing was promised before', async () => {
    await start('2027-01-18T10:01');
    await start('2027-01-19T00:59');
    expect([await scheduled(), await scheduled('timur')]).toEqual([[], ['2027-01-18T16:00:00.000Z']]);
    await start('2027-01-19T01:00');
    expect(await scheduled()).toEqual(['2027-01-18T18:00:00.000Z']);
    expect((await house.db.select().from(intakes).where(eq(intakes.office, 'katingan')))).toEqual([]);
  });

  it('is taken in once by any number of sweepers, also when keys were forgotten and when the clock is set back', async () => {
    await rows().reach('ditutup', at('2027-01-19T02:00'));
    await Promise.all(Array.from({ length: 6 }, () => start('2027-01-20T01:00:30')));
    await rows().reach('ditutup', at('2027-01-20T02:00'));
    await forgetKeys(house.deps, at('2027-02-20T00:00'));
    for (const local of ['2027-01-20T01:01', '2027-01-20T00:30', '2027-01-19T01:00', '2027-01-20T23:59']) await start(local);
    expect(await scheduled()).toEqual(['2027-01-18T18:00:00.000Z', '2027-01-19T18:00:00.000Z']);
  });

  it('is taken in once, late, after days without Sigap, with since when nothing was verified', async () => {
    await start('2027-01-24T09:15');
    await start('2027-01-24T09:16');
    const [late] = (await rows().taken()).slice(2);
    expect(late).toMatchObject({ principal: 'system', receivedAt: new Date(at('2027-01-24T09:15')), facts: { kind: 'harian', scheduledFor: '2027-01-23T18:00:00.000Z', since: null, set: null, asked: null } });
    expect(await rows().taken()).toHaveLength(3);
  });

  it('waits for one that is open, but not for one that only asks about databases, which are handed on', async () => {
    const names = '["spse/arsip"]';
    await start('2027-01-25T01:00');
    expect(await rows().taken()).toHaveLength(3);
    await rows().reach('teruji', at('2027-01-25T02:00'), { type: 'undeclared.found', data: { names } });
    await rows().register('repositori');
    await rows().verified(at('2027-01-25T00:30'));
    await start('2027-01-25T02:05');
    expect((await rows().taken()).slice(3)).toMatchObject([{ facts: { scheduledFor: '2027-01-24T18:00:00.000Z', since: '2027-01-24T18:00:00.000Z', asked: names } }]);
    // Broken off before anybody answered, it is asked again.
    await house.db.update(cases).set({ closedAt: new Date() }).where(eq(cases.state, 'teruji'));
    await rows().reach('ditutup', at('2027-01-25T03:00'));
    await start('2027-01-26T01:00');
    expect((await rows().taken()).at(-1)!.facts.asked).toBeNull();
  });
});

describe('media and drills', () => {
  const fresh = async () => (await rows().begun()).slice(5);

  it('a copy is due once a medium is registered: onto one in the server room, the oldest copy first', async () => {
    await rows().reach('ditutup', at('2027-01-26T02:00'));
    await start('2027-01-26T03:00');
    expect(await fresh()).toEqual([]);
    await rows().register('media-a', 'media-b');
    await Promise.all([start('2027-01-26T03:01'), start('2027-01-26T03:01')]);
    expect(await fresh()).toEqual(['backup portabel media-a']);
    expect((await rows().taken()).at(-1)!.facts).toMatchObject({ since: null, scheduledFor: '2027-01-24T18:00:00.000Z', set: expect.stringMatching(/^[0-9a-f-]{36}$/) });
    // Broken off: it comes again a day later, not the next minute.
    await rows().reach('ditutup', at('2027-01-26T04:00'));
    await start('2027-01-26T04:01');
    expect(await fresh()).toHaveLength(1);
  });

  it('a verified medium leaves the server room: asked for once, and not again when a person has called it off', async () => {
    const takenAt = at('2027-01-26T05:00');
    await rows().verified(takenAt, ['repositori', 'media-a']);
    for (const local of ['2027-01-26T06:00', '2027-01-26T06:01']) await start(local);
    expect((await fresh()).slice(1)).toEqual(['custody media-a keluar']);
    expect((await rows().taken()).at(-1)!.facts).toMatchObject({ medium: 'media-a', move: 'keluar', from: 'ruang-server', home: 'brankas' });
    await rows().reach('ditutup', at('2027-01-26T07:00'));
    await start('2027-01-26T07:01');
    expect((await fresh()).slice(1)).toHaveLength(1);
    // It left, and comes back later with the same copy: nothing new to carry away.
    await house.db.update(backupStores).set({ state: 'di-ruang-server', since: new Date(takenAt + day) }).where(eq(backupStores.code, 'media-a'));
    await start('2027-01-27T00:30');
    expect((await fresh()).slice(1)).toHaveLength(1);
  });

  it('the next copy is due after the interval, onto the other medium; a lost medium counts for nothing', async () => {
    await start('2027-02-02T05:29');
    expect((await fresh()).filter((one) => one.startsWith('backup portabel'))).toHaveLength(1);
    await start('2027-02-02T05:31');
    expect((await fresh()).filter((one) => one.startsWith('backup portabel'))).toEqual(['backup portabel media-a', 'backup portabel media-b']);
    await rows().reach('ditutup', at('2027-02-02T06:00'));
    await rows().verified(at('2027-02-02T05:40'), ['repositori', 'media-b']);
    await house.db.update(backupStores).set({ state: 'hilang' }).where(eq(backupStores.code, 'media-b'));
    await start('2027-02-03T08:00');
    expect((await fresh()).filter((one) => one.startsWith('backup portabel'))).toEqual(['backup portabel media-a', 'backup portabel media-b', 'backup portabel media-a']);
    await rows().reach('ditutup', at('2027-02-03T09:00'));
  });

  it('drills are due by months of the calendar: a sampled one every month, a full one every third, which proves both', async () => {
    const drills = async () => (await rows().begun()).filter((one) => one.startsWith('restore-drill'));
    const result = { type: 'drill.result', data: {} };
    const closed = (local: string) => rows().reach('ditutup', at(local), result);
    await start('2027-02-24T23:59');
    expect(await drills()).toEqual([]);
    // A month after the first verified set of 25 January.
    await start('2027-02-25T00:01');
    await start('2027-02-25T00:02');
    expect(await drills()).toEqual(['restore-drill contoh']);
    expect((await rows().taken()).at(-1)!.facts).toMatchObject({ store: 'repositori', takenAt: '2027-02-01T22:40:00.000Z', recoveryKey: 'belum' });
    await closed('2027-02-26T10:00');
    await start('2027-03-25T23:59');
    await closed('2027-03-25T23:59');
    expect(await drills()).toHaveLength(1);
    await start('2027-04-25T00:01');
    expect(await drills()).toEqual(['restore-drill contoh', 'restore-drill penuh']);
    // Abandoned without a result: again the next day.
    await rows().reach('ditutup', at('2027-04-25T10:00'));
    await start('2027-04-25T10:01');
    expect(await drills()).toHaveLength(2);
    await start('2027-04-26T00:02');
    expect(await drills()).toEqual(['restore-drill contoh', 'restore-drill penuh', 'restore-drill penuh']);
    await closed('2027-04-30T10:00');
    await start('2027-05-29T23:59');
    expect(await drills()).toHaveLength(3);
    await start('2027-05-30T00:01');
    expect((await drills()).slice(3)).toEqual(['restore-drill contoh']);
  });
});
