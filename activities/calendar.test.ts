import { describe, expect, test } from 'vitest';
import type { Span, WorkingCalendar } from '../calendar/index.ts';
import { plan } from './calendar.ts';
import type { PlanRequest } from './types.ts';

const hours: Span[] = [['07:30', '12:00'], ['13:00', '16:00']];
const calendar: WorkingCalendar = {
  utcOffsetMinutes: 420, weekly: { 1: hours, 2: hours, 3: hours, 4: hours, 5: [['07:30', '11:30'], ['13:00', '16:30']] },
  seasons: [], daysOff: [], confirmedThrough: '2027-12-31',
};
const at = (local: string) => Date.parse(`${local.replace(' ', 'T')}:00+07:00`);
const local = (instant: number) => new Date(instant + 7 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
const request = (more: Partial<PlanRequest>): PlanRequest => ({
  clock: 'answer', start: at('2027-01-18 10:00'), budget: { days: 1 }, pauses: [], shares: [0.5, 0.8], rungs: 3, spacing: { ms: 13_500_000 }, ...more,
});
const points = (more: Partial<PlanRequest>) => plan(calendar, 4, 'SKB 1/2027', request(more)).points.map((point) => `${point.name} ${local(point.at)}`);

describe('the plan of a deadline', () => {
  test('says due instant, calendar version and reason', () => {
    const { points: _points, ...rest } = plan(calendar, 4, 'SKB 1/2027', request({}));
    expect(rest).toEqual({ clock: 'answer', dueAt: at('2027-01-19 10:00'), provisional: false, calendarVersion: 4, calendarReason: 'SKB 1/2027' });
  });

  test('places reminders at their shares of the working time and rungs their spacing apart', () => {
    expect(points({})).toEqual([
      'reminder:0.5 2027-01-18 14:45', 'reminder:0.8 2027-01-19 08:30', 'rung:0 2027-01-19 10:00', 'rung:1 2027-01-19 14:45', 'rung:2 2027-01-20 10:00',
    ]);
  });

  test('moves reminders, due instant and rungs by the working time of a pause', () => {
    expect(points({ pauses: [{ from: at('2027-01-18 11:00'), to: at('2027-01-18 14:00') }] })).toEqual([
      'reminder:0.5 2027-01-19 08:15', 'reminder:0.8 2027-01-19 10:30', 'rung:0 2027-01-19 12:00', 'rung:1 2027-01-20 08:15', 'rung:2 2027-01-20 12:00',
    ]);
  });

  test('moves the later rungs by a pause after the due instant, and leaves the passed one', () => {
    expect(points({ pauses: [{ from: at('2027-01-19 10:30'), to: at('2027-01-19 15:00') }] }).slice(2)).toEqual([
      'rung:0 2027-01-19 10:00', 'rung:1 2027-01-20 09:45', 'rung:2 2027-01-20 14:30',
    ]);
  });

  test('counts overlapping pauses once', () => {
    const one = points({ pauses: [{ from: at('2027-01-18 11:00'), to: at('2027-01-18 14:00') }] });
    expect(points({ pauses: [{ from: at('2027-01-18 11:00'), to: at('2027-01-18 13:30') }, { from: at('2027-01-18 11:30'), to: at('2027-01-18 14:00') }] })).toEqual(one);
  });

  test('a pause outside working time moves nothing', () => {
    expect(points({ pauses: [{ from: at('2027-01-18 16:00'), to: at('2027-01-19 07:30') }] })).toEqual(points({}));
  });

  test('drops a reminder that would fall on the due instant itself', () => {
    expect(points({ budget: { ms: 0 }, rungs: 1 })).toEqual(['rung:0 2027-01-18 10:00']);
  });

  test('without shares and spacing it is a plain waiting time', () => {
    expect(points({ shares: [], rungs: 1, spacing: {} })).toEqual(['rung:0 2027-01-19 10:00']);
  });

  test('is provisional when the due instant lies past the last decreed day', () => {
    expect(plan(calendar, 1, '', request({ start: at('2027-12-31 15:00') })).provisional).toBe(true);
  });

  test('puts the points in the order of time', () => {
    const instants = plan(calendar, 1, '', request({ budget: { days: 10 } })).points.map((point) => point.at);
    expect(instants).toEqual([...instants].sort((a, b) => a - b));
  });
});

describe('reminders so long before a fixed instant', () => {
  const before = (leads: PlanRequest['leads'], more: Partial<PlanRequest> = {}) => {
    const start = at('2027-01-18 10:00');
    return request({ clock: 'start', start, budget: { clockMs: at('2027-01-23 22:00') - start }, shares: [], rungs: 1, spacing: {}, leads: leads!, ...more });
  };
  const named = (one: WorkingCalendar, asked: PlanRequest) => plan(one, 4, '', asked).points.map((point) => `${point.name} ${local(point.at)}`);

  test('count back in working time from the closing before, earliest first, whatever their order in the rules', () => {
    expect(named(calendar, before([{ ms: 3_600_000 }, { days: 1 }, { days: 3 }]))).toEqual([
      'lead:2 2027-01-19 16:00', 'lead:1 2027-01-21 16:00', 'lead:0 2027-01-22 15:30', 'rung:0 2027-01-23 22:00',
    ]);
  });

  test('pass over a holiday, which moves nothing else', () => {
    const withHoliday: WorkingCalendar = { ...calendar, daysOff: [{ date: '2027-01-21', name: 'Contoh libur', kind: 'kantor' }] };
    expect(named(withHoliday, before([{ days: 3 }, { days: 1 }, { ms: 3_600_000 }]))).toEqual([
      'lead:0 2027-01-18 16:00', 'lead:1 2027-01-20 16:00', 'lead:2 2027-01-22 15:30', 'rung:0 2027-01-23 22:00',
    ]);
  });

  test('are left out where they would come before the start, or not before the end', () => {
    expect(named(calendar, before([{ days: 20 }, { days: 1 }, { clockMs: 0 }]))).toEqual(['lead:1 2027-01-21 16:00', 'rung:0 2027-01-23 22:00']);
  });

  test('go by the clock where they are given by the clock, and so does the spacing of the rungs', () => {
    expect(named(calendar, before([{ clockMs: 5_400_000 }], { rungs: 3, spacing: { clockMs: 1_800_000 } }))).toEqual([
      'lead:0 2027-01-23 20:30', 'rung:0 2027-01-23 22:00', 'rung:1 2027-01-23 22:30', 'rung:2 2027-01-23 23:00',
    ]);
  });
});
