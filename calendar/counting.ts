/** Looking up a timeline: what was counted before a day, and which day holds a count. Two binary searches, no walk. */
import { LAST_DAY } from './days.ts';
import { CalendarError, NoWorkingTimeError } from './errors.ts';
import type { Hours } from './spans.ts';
import { countIn } from './timeline.ts';
import type { Stretch, Timeline } from './timeline.ts';
import { countBefore, dayOfCount, hoursOnWeekday } from './week.ts';
import type { Measure } from './week.ts';

/** The last stretch whose `key` is not above `value`. */
function stretchAt(stretches: Stretch[], key: 'from' | Measure, value: number): Stretch | undefined {
  let [low, high] = [0, stretches.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const stretch = stretches[middle];
    if (stretch && stretch[key] <= value) low = middle + 1;
    else high = middle;
  }
  return stretches[low - 1];
}

function stretchOn({ stretches }: Timeline, day: number): Stretch {
  const stretch = day <= LAST_DAY ? stretchAt(stretches, 'from', day) : undefined;
  if (!stretch) throw new CalendarError('The moment lies outside the years 0001 to 9999.');
  return stretch;
}

/** @throws CalendarError outside the years 0001 to 9999. */
export function hoursOn(timeline: Timeline, day: number): Hours {
  return hoursOnWeekday(stretchOn(timeline, day).week, day);
}

/** Working milliseconds, or working days, of the timeline before `day`. */
export function countedBefore(timeline: Timeline, measure: Measure, day: number): number {
  return countIn(stretchOn(timeline, day), measure, day);
}

/** The day in which unit number `count` (from 0) falls. @throws NoWorkingTimeError when the timeline holds fewer. */
export function dayHolding({ stretches }: Timeline, measure: Measure, count: number): number {
  const stretch = stretchAt(stretches, measure, count);
  if (!stretch) throw new NoWorkingTimeError('before');
  // Stretches without hours begin where the next one does, so only the last stretch of all can be without any here.
  if (stretch.week[measure][7] === 0) throw new NoWorkingTimeError('after');
  const inWeek = count - stretch[measure] + countBefore(stretch.week, measure, stretch.from);
  const day = dayOfCount(stretch.week, measure, inWeek);
  if (day > LAST_DAY) throw new NoWorkingTimeError('after');
  return day;
}
