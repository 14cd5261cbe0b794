import type { ScheduleDescription } from '@temporalio/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nextOccurrence } from '../offices/recurrence.ts';
import { loadOfficeFiles } from '../db/offices.ts';
import { startHouse, until } from '../test/house.ts';
import type { House, Staff } from '../test/house.ts';
import { officeWith } from '../test/quick-office.ts';
import { syncSchedules } from './schedules.ts';

const pace = { followUp: 20, spacing: 20, approval: 20 };
const watch = `
watch:
  control: [{ code: jauh, kind: tcp, host: 127.0.0.1, port: 9, inward: true }]
  probes: [{ code: spse, kind: tcp, host: 127.0.0.1, port: 9, inward: true, system: spse }]
`;
let house: House;
let planner: Staff;
beforeAll(async () => {
  house = await startHouse({ startWorker: false, sweep: false, offices: [officeWith(pace), 'kota-salatiga'] });
  planner = await house.staff('contoh', 'administrator-sistem');
});
afterAll(() => house.stop());

const load = (change: (text: string) => string) => loadOfficeFiles(house.db, house.vault, [officeWith(pace, change)]);
/** The list of Temporal follows a moment later. */
const listed = async (ids: string[]) => until(async () => {
  const found: string[] = [];
  for await (const { scheduleId } of house.client.schedule.list()) found.push(scheduleId);
  return found.toSorted().join() === ids.toSorted().join();
}, `the schedules ${ids.join()}`);
const describeOf = (id: string): Promise<ScheduleDescription> => house.client.schedule.getHandle(id).describe();
const sync = () => syncSchedules(house.deps);

describe('the schedules of an office', () => {
  it('are none where it watches nothing', async () => {
    await sync();
    await listed([]);
  });

  it('watch from the moment at which its file says so, one run after the other, and end with it', async () => {
    await load((text) => text + watch);
    await Promise.all([sync(), sync(), sync()]);
    await listed(['watch-contoh']);
    await sync();
    const found = await describeOf('watch-contoh');
    expect(found).toMatchObject({ policies: { overlap: 'BUFFER_ONE', catchupWindow: 10_000 }, action: { workflowType: 'watchOffice', args: [{ office: 'contoh' }] }, info: { numActionsTaken: 1 } });
    expect(found.spec.intervals).toMatchObject([{ every: 600_000 }]);
    await load((text) => text);
    await sync();
    await listed([]);
  });

  it('open the next window of a recurrence as each one begins, in the zone of the office, and follow it to another zone', async () => {
    const weekly = { weekdays: [1, 6], nth: null, at: '22:00', minutes: 60 } as const;
    const monthly = { weekdays: [2], nth: 2, at: '05:30', minutes: 60 } as const;
    const words = { systems: ['spse'], reason: 'Pemeliharaan', effect: 'Layanan berhenti' };
    const ids = (await Promise.all([weekly, monthly].map((pattern) => planner.post('/recurrences', { ...pattern, ...words })))).map(({ body }) => `recurrence-${body.id}`);
    await sync();
    await listed(ids);
    const times = async (zone: number) => {
      for (const [i, pattern] of [weekly, monthly].entries()) {
        const { info: { nextActionTimes } } = await describeOf(ids[i]!);
        let after = Date.now();
        const expected = nextActionTimes.map(() => {
          after = nextOccurrence({ ...pattern, weekdays: [...pattern.weekdays] }, after, zone).startsAt;
          return after;
        });
        expect([nextActionTimes.length > 3, nextActionTimes.map((time) => time.getTime())]).toEqual([true, expected]);
      }
    };
    await times(420);
    await load((text) => text.replace('utcOffsetMinutes: 420', 'utcOffsetMinutes: 540'));
    await sync();
    await times(540);
    const [first] = ids;
    await house.call('DELETE', `/api/v1/offices/contoh/recurrences/${first!.slice('recurrence-'.length)}`, undefined, { authorization: `Bearer ${planner.key}` });
    await sync();
    await listed(ids.slice(1));
  });

  it('leave those of others alone', async () => {
    await house.client.schedule.create({ scheduleId: 'milik-lain', spec: { intervals: [{ every: '1 day' }] }, action: { type: 'startWorkflow', workflowType: 'lain', taskQueue: 'lain' } });
    await sync();
    expect((await describeOf('milik-lain')).scheduleId).toBe('milik-lain');
  });
});
