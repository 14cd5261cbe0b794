/** Durations as people write them in packs and office files, and as people read them. */
import { z } from 'zod';
import type { Budget } from '../calendar/index.ts';

const DAY = 86_400_000;
const HOUR = 3_600_000;
const MINUTE = 60_000;
const SECOND = 1_000;

const clockParts = {
  hours: z.number().nonnegative().optional(),
  minutes: z.number().nonnegative().optional(),
  seconds: z.number().nonnegative().optional(),
};

const toMs = (parts: { hours?: number | undefined; minutes?: number | undefined; seconds?: number | undefined }): number =>
  (parts.hours ?? 0) * HOUR + (parts.minutes ?? 0) * MINUTE + (parts.seconds ?? 0) * SECOND;

/** `{ days: 1 }`, `{ hours: 3.75 }`: working days first, then working time; `dayEnds` says how the last day ends. */
export const workingDuration = z
  .strictObject({
    days: z.int().nonnegative().optional(),
    ...clockParts,
    dayEnds: z.enum(['same-time', 'end-of-day']).optional(),
  })
  .refine((d) => (d.days ?? 0) > 0 || toMs(d) > 0, 'harus lebih dari nol')
  .refine((d) => Number.isInteger(toMs(d)), 'harus genap dalam milidetik')
  .refine((d) => d.dayEnds === undefined || (d.days ?? 0) > 0, 'memakai dayEnds, padahal tidak menghitung hari kerja')
  .transform((d): Budget => ({
    ...(d.days ? { days: d.days } : {}),
    ...(toMs(d) > 0 ? { ms: toMs(d) } : {}),
    ...(d.dayEnds ? { dayEnds: d.dayEnds } : {}),
  }));

/** `{ hours: 72 }`, `{ calendarDays: 45 }` by the clock on the wall, day and night; gives milliseconds. */
export const clockDuration = z
  .strictObject({ calendarDays: z.int().nonnegative().optional(), ...clockParts })
  .transform((d) => (d.calendarDays ?? 0) * DAY + toMs(d))
  .refine((ms) => ms > 0, 'harus lebih dari nol')
  .refine((ms) => Number.isInteger(ms), 'harus genap dalam milidetik');

/** A budget for people: '1 hari kerja', '3 jam 45 menit waktu kerja', '20 detik waktu kerja'. */
export function sayBudget(budget: Budget): string {
  const words: string[] = [];
  if (budget.days) words.push(`${budget.days} hari kerja`);
  if (budget.ms) words.push(`${sayMs(budget.ms)} waktu kerja`);
  if (budget.dayEnds === 'end-of-day') words.push('sampai jam tutup');
  return words.join(' ');
}

/** Clock time for people: '72 jam', as the laws count, and days only where they are many: '45 hari kalender'. */
export function sayClock(ms: number): string {
  return ms % DAY === 0 && ms > 3 * DAY ? `${ms / DAY} hari kalender` : sayMs(ms);
}

/** How long something took, for people: whole seconds. */
export function saySpan(ms: number): string {
  return sayMs(Math.round(ms / 1000) * 1000) || 'kurang dari satu detik';
}

/** Milliseconds for people: '3 jam 45 menit'. */
export function sayMs(ms: number): string {
  const parts: [number, string][] = [
    [Math.floor(ms / HOUR), 'jam'],
    [Math.floor((ms % HOUR) / MINUTE), 'menit'],
    [(ms % MINUTE) / SECOND, 'detik'],
  ];
  return parts.filter(([n]) => n > 0).map(([n, unit]) => `${n} ${unit}`).join(' ');
}
