/** Opening hours as people write them: `senin: [07:30-12:00, 13:00-16:00]`. */
import { z } from 'zod';
import type { Span, Weekly } from '../calendar/index.ts';

const TIME = '(?:[01]\\d|2[0-3]):[0-5]\\d';
const SPAN = new RegExp(`^(${TIME})-(${TIME}|24:00)$`);

const spans = z
  .array(z.string().regex(SPAN, 'harus berbentuk 07:30-12:00').transform(toSpan))
  .refine((day) => day.every(([from, to]) => from < to), 'harus buka sebelum tutup')
  .refine((day) => day.every(([from], i) => i === 0 || from >= (day[i - 1]?.[1] ?? '')), 'harus urut dan tidak tumpang tindih')
  .optional();

/** A day that is not listed, or has an empty list, has no hours. Gives ISO weekdays, Monday = 1. */
export const weekly = z
  .strictObject({ senin: spans, selasa: spans, rabu: spans, kamis: spans, jumat: spans, sabtu: spans, minggu: spans })
  .refine((week) => Object.values(week).some((day) => day && day.length > 0), 'harus punya sedikitnya satu hari kerja')
  .transform(({ senin, selasa, rabu, kamis, jumat, sabtu, minggu }): Weekly => {
    const week = { 1: senin, 2: selasa, 3: rabu, 4: kamis, 5: jumat, 6: sabtu, 7: minggu };
    return Object.fromEntries(Object.entries(week).filter(([, day]) => day && day.length > 0));
  });

function toSpan(text: string): Span {
  const [from = '', to = ''] = text.split('-');
  return [from, to];
}
