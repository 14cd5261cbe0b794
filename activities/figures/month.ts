import type { WorkingCalendar } from '../../calendar/index.ts';
import { workingTimeBetween } from '../../calendar/index.ts';
import type { CaseRecord } from './case-pages.ts';
import { latenessOf, roundsOf, worstOf } from './clock-runs.ts';
import type { Lateness, Round, Run } from './clock-runs.ts';
import type { Labels } from './labels.ts';
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

export interface Share { code: string | null; label: string; received: number; late: number | null }

export interface MonthFigures {
  month: string;
  /** In this month by the office's own zone, imported ones among them. */
  received: number;
  /** Solved before Sigap and taken over from a register: their clocks are not known and not counted. */
  imported: number;
  followUp: ClockFigures;
  answer: ClockFigures;
  /** What happened in this month, to reports of any month. */
  reopened: number;
  forwarded: number;
  closed: number;
  /** At the end of the month; of the month that is not over yet: now. */
  openAtEnd: number;
  byCategory: Share[];
  byKind: Share[];
  byChannel: Share[];
  byCause: Share[];
}

type Cohort = Omit<MonthFigures, 'month' | 'reopened' | 'forwarded' | 'closed' | 'openAtEnd'>;

/** Counts the reports received in one month; one instance a month, numbers only, so that a year of reports fits. */
export class MonthCount {
  private received = 0;
  private imported = 0;
  private readonly followUp = new ClockCount();
  private readonly answer = new ClockCount();
  private readonly shares = { category: new ShareCount(), kind: new ShareCount(), channel: new ShareCount(), cause: new ShareCount() };

  add(record: CaseRecord, calendar: WorkingCalendar, now: number): void {
    this.received += 1;
    const isImported = record.events.some(({ type }) => type === 'case.imported');
    let late: boolean | null = null;
    if (isImported) this.imported += 1;
    else {
      const rounds = roundsOf({ ...record, receivedAt: record.receivedAt.getTime(), closedAt: record.closedAt?.getTime() ?? null });
      const worst = worstOf([
        this.followUp.add(rounds, ({ followUp }) => followUp, record.closedAt !== null, calendar, now),
        this.answer.add(rounds, ({ answer }) => answer, record.closedAt !== null, calendar, now),
      ]);
      late = worst && worst.clockMs > 0;
    }
    this.shares.category.add(record.category ?? record.facts.category ?? null, late);
    this.shares.kind.add(record.kind, late);
    this.shares.channel.add(record.facts.channel ?? 'daring', late);
    this.shares.cause.add(record.cause, late);
  }

  figures(labels: Labels): Cohort {
    const { received, imported, shares } = this;
    return {
      received, imported, followUp: this.followUp.figures(), answer: this.answer.figures(),
      byCategory: shares.category.list(labels.categories, 'Belum diklasifikasikan'), byKind: shares.kind.list(labels.kinds, 'Tidak dibedakan'),
      byChannel: shares.channel.list(labels.channels, 'Tidak diketahui'), byCause: shares.cause.list(labels.causes, 'Belum dicatat'),
    };
  }
}

class ClockCount {
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

class ShareCount {
  private readonly counts = new Map<string | null, { received: number; late: number | null }>();

  add(code: string | null, late: boolean | null): void {
    const count = this.counts.get(code) ?? { received: 0, late: null };
    count.received += 1;
    if (late !== null) count.late = (count.late ?? 0) + (late ? 1 : 0);
    this.counts.set(code, count);
  }

  /** Most first. */
  list(labels: Map<string, string>, without: string): Share[] {
    return [...this.counts].map(([code, count]) => ({ code, label: code === null ? without : labels.get(code) ?? code, ...count }))
      .sort((a, b) => b.received - a.received || a.label.localeCompare(b.label, 'id'));
  }
}
