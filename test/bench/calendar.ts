import { readOffices } from '../../offices/load.ts';
import { calendarOf } from '../../offices/calendar.ts';
import { readPacks } from '../../regulations/load.ts';
import { confirmedThrough, decreedDaysOff } from '../../calendar/decrees.ts';
import { addWorkingTime } from '../../calendar/index.ts';
import { median, spread } from './statistics.ts';
import type { Row } from './table.ts';

/** Deadlines per second, ten working days and ten years ahead, on Salatiga's calendar. */
export function measureCalendar(pairs: number): Row[] {
  const office = readOffices(readPacks()).get('salatiga');
  if (!office) throw new Error('No office salatiga');
  const calendar = calendarOf(office, decreedDaysOff(), confirmedThrough);
  const start = Date.UTC(2026, 10, 23, 3);
  const rate = (days: number) => {
    const count = 3000;
    const from = performance.now();
    for (let index = 0; index < count; index += 1) addWorkingTime(calendar, start + index * 60_000, { days });
    return count / ((performance.now() - from) / 1000);
  };
  rate(10); rate(2420);
  const near: number[] = [];
  const far: number[] = [];
  for (let pair = 0; pair < pairs; pair += 1) { near.push(rate(10)); far.push(rate(2420)); }
  return [{
    what: 'Deadlines computed per second, 10 working days ahead; baseline: 10 years ahead', sigap: spread(near), baseline: spread(far),
    ratio: `${median(near.map((value, pair) => value / (far[pair] ?? 1))).toFixed(2)} (cost of 10 years)`, goal: '<= 10x',
  }];
}
