import { workingTimeBetween } from '../../calendar/index.ts';
import type { WorkingCalendar } from '../../calendar/index.ts';
import { latenessOf, worstOf } from './clock-runs.ts';
import type { Lateness, Round, Run } from './clock-runs.ts';
import { quantile } from './quantile.ts';

/** Working time by the office's calendar beside time by the clock, both in milliseconds; null of no report. */
export interface Times { workingMs: number | null; clockMs: number | null }

/** What became of one clock of the reports received in a month. Where no report has a number, in time, late and overdue are null. */
export interface ClockFigures {
  /** Done at least once. */
  done: number;
  notYet: number;
  /** Ended without it: the reporter stayed silent, or it was no technical question. */
  endedWithout: number;
  /** Of those with a number: done, by the due instant of every round. */
  inTime: number | null;
  /** Of those with a number: done or ended, past the due instant of some round. */
  late: number | null;
  /** Of those with a number: not yet done, and past the due instant. */
  overdue: number | null;
  /** From the receipt to the first time that it was done; waiting for the reporter's data counts. */
  median: Times;
  p90: Times;
  /** By how much, over the late and the overdue ones. */
  lateMedian: Times;
  lateWorst: Times;
}

/** Counts one clock over the reports of a month. */
export class ClockCount {
  private done = 0;
  private notYet = 0;
  private endedWithout = 0;
  private withNumber = 0;
  private inTime = 0;
  private overdue = 0;
  private readonly times: Lateness[] = [];
  private readonly late: Lateness[] = [];

  /** @returns the worst lateness over the rounds; null where no number is set */
  add(rounds: Round[], pick: (round: Round) => Run, isClosed: boolean, calendar: WorkingCalendar, now: number): Lateness | null {
    const first = rounds.map((round) => pick(round).doneAt).find((at) => at !== null) ?? null;
    const start = rounds[0]?.startAt ?? now;
    const worst = worstOf(rounds.map((round) => latenessOf(pick(round), calendar, now)));
    const isLate = worst !== null && worst.clockMs > 0;
    if (worst) this.withNumber += 1;
    if (isLate) this.late.push(worst);
    if (first !== null) {
      this.done += 1;
      this.times.push({ clockMs: Math.max(0, first - start), workingMs: workingTimeBetween(calendar, start, first) });
      if (worst && !isLate) this.inTime += 1;
    } else if (isClosed) this.endedWithout += 1;
    else {
      this.notYet += 1;
      if (isLate) this.overdue += 1;
    }
    return worst;
  }

  figures(): ClockFigures {
    const { done, notYet, endedWithout, times, late, inTime, overdue } = this;
    const ifNumber = (count: number) => (this.withNumber > 0 ? count : null);
    return {
      done, notYet, endedWithout, inTime: ifNumber(inTime), late: ifNumber(late.length - overdue), overdue: ifNumber(overdue),
      median: timesAt(times, 0.5), p90: timesAt(times, 0.9), lateMedian: timesAt(late, 0.5), lateWorst: timesAt(late, 1),
    };
  }
}

function timesAt(all: Lateness[], share: number): Times {
  return { workingMs: quantile(all.map(({ workingMs }) => workingMs), share), clockMs: quantile(all.map(({ clockMs }) => clockMs), share) };
}
