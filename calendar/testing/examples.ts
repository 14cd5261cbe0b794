/** The calendar of the examples: a WIB office with the hours of Perpres 21/2023 (37 h 30 min a week) and the decrees. */
import { confirmedThrough, decreedDaysOff } from '../decrees.ts';
import type { Span, Weekly, WorkingCalendar } from '../index.ts';

export const HOUR = 3_600_000;

const everyDay = (usual: Span[], friday: Span[]): Weekly => ({ 1: usual, 2: usual, 3: usual, 4: usual, 5: friday });

/** Break 60 min, on Friday 90. */
export const usualHours = everyDay([['07:30', '12:00'], ['13:00', '16:00']], [['07:30', '11:30'], ['13:00', '16:30']]);

/** 32 h 30 min from 08.00, break 30 min, on Friday 60. */
export const ramadanHours = everyDay([['08:00', '12:00'], ['12:30', '15:00']], [['08:00', '11:30'], ['12:30', '15:30']]);

export const office: WorkingCalendar = {
  utcOffsetMinutes: 420,
  weekly: usualHours,
  seasons: [{ name: 'Ramadan 1447', from: '2026-02-18', to: '2026-03-19', weekly: ramadanHours }],
  daysOff: decreedDaysOff(),
  confirmedThrough,
};

/** '2026-11-24 10.15' in WIB as an instant. */
export function wib(text: string): number {
  return Date.parse(`${text.replace(' ', 'T').replace('.', ':')}+07:00`);
}
