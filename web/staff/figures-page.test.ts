import { expect, it } from 'vitest';
import type { ClockFigures, MonthFigures } from '../../activities/figures.ts';
import type { Desk } from './desk.ts';
import { figuresPage } from './figures-page.ts';

it('says working time in hours of work, never in days that are read as days of the calendar', () => {
  const none = { workingMs: null, clockMs: null };
  const clock: ClockFigures = {
    done: 2, notYet: 0, endedWithout: 0, inTime: 1, late: 1, overdue: 0,
    median: { workingMs: 15_630 * 60_000, clockMs: 40 * 86_400_000 }, p90: none, lateMedian: none, lateWorst: { workingMs: 20_000, clockMs: 20_000 },
  };
  const month: MonthFigures = {
    month: '2026-10', received: 2, imported: 0, followUp: clock, answer: clock, reopened: 0, forwarded: 0, closed: 2, openAtEnd: 0, byCategory: [], byKind: [], byChannel: [], byCause: [],
  };
  const page = figuresPage({ base: '/kantor/salatiga' } as Desk, { from: '2026-10', to: '2026-10' }, [month]).body.toString();
  expect(page).toContain('260 jam 30 menit kerja');
  expect(page).toContain('kurang dari 1 menit kerja');
  expect(page).not.toMatch(/\d hari/);
});
