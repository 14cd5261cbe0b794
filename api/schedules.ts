import { createHash } from 'node:crypto';
import { ScheduleAlreadyRunning, ScheduleNotFoundError } from '@temporalio/client';
import type { ScheduleOptions, ScheduleSpec } from '@temporalio/client';
import { asc, isNull } from 'drizzle-orm';
import { offices, recurrences } from '../db/schema.ts';
import type { RecurrencePattern } from '../offices/recurrence.ts';
import type { ApiDeps } from './deps.ts';
import { officeInForce } from './offices.ts';

const patienceMs = 3000;
/** What stands in the namespace under other names is none of Sigap's. */
const own = /^(watch|recurrence)-/;
const days = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'] as const;
/** Indonesia's three zones, by their minutes. */
const zones: Record<number, string> = { 420: 'Asia/Jakarta', 480: 'Asia/Makassar', 540: 'Asia/Jayapura' };

type Wanted = Omit<ScheduleOptions, 'state' | 'memo'>;

/**
 * The one list of every Schedule: a watch for each office that watches something, and each recurrence that has not ended. Makes what is missing,
 * changes what has changed, takes away what is no more; any number of callers, at any time. Does nothing while Temporal is away.
 */
export async function syncSchedules(deps: ApiDeps): Promise<void> {
  const { client, log } = deps;
  const wanted = new Map((await everySchedule(deps)).map((one) => [one.scheduleId, one]));
  try {
    await client.withDeadline(Date.now() + patienceMs, async () => {
      for await (const { scheduleId, state } of client.schedule.list()) {
        if (!own.test(scheduleId)) continue;
        const schedule = wanted.get(scheduleId);
        wanted.delete(scheduleId);
        if (!schedule) await unlessGone(() => client.schedule.getHandle(scheduleId).delete());
        else if (state.note !== digestOf(schedule)) await unlessGone(() => change(deps, schedule));
      }
      for (const schedule of wanted.values()) await make(deps, schedule);
    });
  } catch (error) {
    log.warn({ code: (error as { code?: unknown }).code ?? 'UNKNOWN' }, 'schedules not looked through; the sweeper tries again');
  }
}

async function everySchedule({ db, config }: ApiDeps): Promise<Wanted[]> {
  const taskQueue = config.TEMPORAL_TASK_QUEUE;
  const open = await db.select().from(recurrences).where(isNull(recurrences.endedAt)).orderBy(asc(recurrences.createdAt));
  const all: Wanted[] = [];
  for (const { id } of await db.select({ id: offices.id }).from(offices)) {
    const { name, settings } = await officeInForce(db, id);
    if (settings.watch) {
      all.push({
        scheduleId: `watch-${id}`, spec: { intervals: [{ every: '10m' }] },
        // What was missed is not looked at later; the next run begins as one ends.
        policies: { overlap: 'BUFFER_ONE', catchupWindow: '10s' },
        action: { type: 'startWorkflow', workflowType: 'watchOffice', workflowId: `watch-${id}`, taskQueue, args: [{ office: id }], staticSummary: `Pemantauan · ${name}` },
      });
    }
    for (const recurrence of open.filter(({ office }) => office === id)) {
      const scheduleId = `recurrence-${recurrence.id}`;
      all.push({
        scheduleId, spec: specOf(recurrence.pattern, settings.utcOffsetMinutes), policies: { overlap: 'BUFFER_ONE' },
        action: { type: 'startWorkflow', workflowType: 'openRecurrence', workflowId: scheduleId, taskQueue, args: [{ id: recurrence.id }], staticSummary: `Pemeliharaan berkala · ${name}` },
      });
    }
  }
  return all;
}

/** The beginnings of a recurrence, as Temporal counts them; `nextOccurrence` counts the same. */
function specOf({ weekdays, nth, at }: RecurrencePattern, utcOffsetMinutes: number): ScheduleSpec {
  const [hour = 0, minute = 0] = at.split(':').map(Number);
  const dayOfMonth = nth === null ? '*' as const : { start: 7 * nth - 6, end: 7 * nth };
  return { calendars: [{ dayOfWeek: weekdays.map((day) => days[day - 1]!), dayOfMonth, hour, minute }], timezone: zones[utcOffsetMinutes]! };
}

/** Kept as the schedule's note, which the list shows. */
const digestOf = (schedule: Wanted): string => createHash('sha256').update(JSON.stringify(schedule)).digest('hex').slice(0, 16);

/** Begins at once, because what it is for may be due already. */
async function make({ client }: ApiDeps, schedule: Wanted): Promise<void> {
  try {
    await client.schedule.create({ ...schedule, state: { note: digestOf(schedule), triggerImmediately: true } });
  } catch (error) {
    // The list of Temporal comes a moment late.
    if (!(error instanceof ScheduleAlreadyRunning)) throw error;
  }
}

async function change({ client }: ApiDeps, { scheduleId, ...schedule }: Wanted): Promise<void> {
  const handle = client.schedule.getHandle(scheduleId);
  await handle.update(({ state }) => ({ ...schedule, state: { ...state, note: digestOf({ scheduleId, ...schedule }) } }));
  await handle.trigger();
}

async function unlessGone(run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (!(error instanceof ScheduleNotFoundError)) throw error;
  }
}
