import { addWorkingTime, dueAt, workingTimeBetween } from '../calendar/index.ts';
import type { Budget, Due, WorkingCalendar } from '../calendar/index.ts';
import type { ClockSpan, Plan, PlanRequest, Point } from './types.ts';

/**
 * When a deadline is due and when its reminders and rungs fire. Pauses move all of them:
 * everything is recomputed from start, budget and pauses (architecture, decision 3).
 */
export function plan(calendar: WorkingCalendar, version: number, reason: string, request: PlanRequest): Plan {
  const { budget, pauses } = request;
  const { due, share: instantOf } = 'clockMs' in budget ? byTheClock(request, budget) : inWorkingTime(calendar, request, budget);
  const reminders = request.shares.map((share, index): Point => ({ name: `reminder:${share}`, kind: 'reminder', index, at: instantOf(share) }));
  const rungs: Point[] = [];
  for (let index = 0, at = due.at; index < request.rungs; index += 1) {
    if (index > 0) at = 'clockMs' in request.spacing ? at + request.spacing.clockMs : dueAt(calendar, { start: at, budget: request.spacing, pauses }).at;
    rungs.push({ name: `rung:${index}`, kind: 'rung', index, at });
  }
  return {
    clock: request.clock, dueAt: due.at, provisional: due.provisional,
    calendarVersion: version, calendarReason: reason,
    points: [...reminders.filter((reminder) => reminder.at < due.at), ...leads(calendar, request, due.at), ...rungs],
  };
}

/** Reminders counted backwards from the due instant, earliest first. */
function leads(calendar: WorkingCalendar, { leads: before = [], start }: PlanRequest, due: number): Point[] {
  const at = (lead: Budget | ClockSpan): number => ('clockMs' in lead ? due - lead.clockMs
    : addWorkingTime(calendar, due, { ...lead, ...(lead.days ? { days: -lead.days } : {}), ...(lead.ms ? { ms: -lead.ms } : {}) }).at);
  return before.map((lead, index): Point => ({ name: `lead:${index}`, kind: 'reminder', index, at: at(lead) }))
    .filter((point) => point.at > start && point.at < due).sort((a, b) => a.at - b.at);
}

/** When it is due, and the instant of a share of it. */
interface Span { due: Due; share(share: number): number }

function inWorkingTime(calendar: WorkingCalendar, request: PlanRequest, budget: Budget): Span {
  const { start, pauses } = request;
  const due = dueAt(calendar, { start, budget, pauses });
  const total = workingTimeBetween(calendar, start, due.at) - workingTimeInPauses(calendar, request, due.at);
  return { due, share: (share) => dueAt(calendar, { start, budget: { ms: Math.round(total * share) }, pauses }).at };
}

/** No calendar moves it, so it is never provisional; it has no pause (3 x 24 hours stand still for nobody). */
function byTheClock({ start }: PlanRequest, { clockMs }: ClockSpan): Span {
  return { due: { at: start + clockMs, provisional: false }, share: (share) => start + Math.round(clockMs * share) };
}

/** Working ms inside the (merged) pauses before `end`: what the pauses added to the deadline. */
function workingTimeInPauses(calendar: WorkingCalendar, { start, pauses }: PlanRequest, end: number): number {
  let total = 0;
  let reached = start;
  for (const pause of [...pauses].sort((a, b) => a.from - b.from)) {
    const from = Math.max(pause.from, reached);
    const to = Math.min(pause.to, end);
    if (to > from) {
      total += workingTimeBetween(calendar, from, to);
      reached = to;
    }
  }
  return total;
}
