import { afterAll, beforeAll, expect, it } from 'vitest';
import { offices, officeVersions } from '../../db/schema.ts';
import type { Rules } from '../../regulations/rules.ts';
import { startHouse } from '../../test/house.ts';
import type { House } from '../../test/house.ts';
import { outcome } from '../testing/desk.ts';

let house: House;
beforeAll(async () => {
  house = await startHouse({ offices: ['kota-salatiga'], startWorker: false, serverLog: 'silent' });
  // As it was recorded when there were only reports.
  const [loaded] = await house.db.select().from(officeVersions);
  const { registration, dataRequest, maintenance, outage, ...before } = loaded!.rules;
  expect([registration, dataRequest, maintenance, outage]).not.toContain(undefined);
  await house.db.insert(officeVersions).values({ ...loaded!, version: 2, rules: before as Rules });
  await house.db.update(offices).set({ version: 2 });
});
afterAll(() => house.stop());

it('an office that was loaded before there were registrations says so, and still takes reports', async () => {
  const body = { kind: 'perorangan', reporter: { name: 'Nina Rekaan', mail: 'nina@firma.example' }, nik: '3373014101900002', npwp: '091234567891000', reference: 'nina' };
  const refused = await house.call('POST', '/api/v1/offices/salatiga/registration', body);
  expect([outcome(refused), refused.body.missing]).toEqual([[503, 'office-outdated'], ['registration']]);
  expect((await house.call('GET', '/daftar/salatiga')).status).toBe(503);
  expect((await house.call('GET', '/api/v1/offices/salatiga')).body.registration.services).toEqual([]);
  expect((await house.report('salatiga')).status).toBe(202);
});

it('it says so of windows and outages, too, to its people and to the public', async () => {
  const technician = await house.staff('salatiga', 'administrator-sistem', 'maintenance');
  const hour = 3_600_000;
  const window = { systems: ['spse'], startsAt: new Date(Date.now() + hour).toISOString(), endsAt: new Date(Date.now() + 2 * hour).toISOString(), reason: 'Penambahan memori.', effect: 'Tidak dapat masuk.', scheduleChecked: true };
  const outage = { systems: ['spse'], text: 'Tidak dapat masuk.' };
  for (const [sop, body] of Object.entries({ maintenance: window, outage })) {
    const refused = await technician.post(`/${sop}`, body);
    expect([outcome(refused), refused.body.missing]).toEqual([[503, 'office-outdated'], [sop]]);
  }
  expect((await house.call('GET', '/status/salatiga')).status).toBe(503);
});
