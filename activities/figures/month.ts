import type { WorkingCalendar } from '../../calendar/index.ts';
import type { CaseRecord } from './case-pages.ts';
import { ClockCount } from './clock-count.ts';
import type { ClockFigures } from './clock-count.ts';
import { roundsOf, worstOf } from './clock-runs.ts';
import { uncoded } from './labels.ts';
import type { Labels } from './labels.ts';
import { ShareCount } from './share-count.ts';
import type { Share } from './share-count.ts';

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
    this.shares.cause.add(record.cause ?? (record.events.some(({ type }) => type === 'root-cause.recorded') ? uncoded.code : null), late);
  }

  figures(labels: Labels): Cohort {
    const { received, imported, shares } = this;
    return {
      received, imported, followUp: this.followUp.figures(), answer: this.answer.figures(),
      byCategory: shares.category.list(labels.categories, 'Belum diklasifikasikan'), byKind: shares.kind.list(labels.kinds, 'Tidak dibedakan'),
      byChannel: shares.channel.list(labels.channels, 'Tidak diketahui'), byCause: shares.cause.list(new Map([...labels.causes, [uncoded.code, uncoded.label]]), 'Belum dicatat'),
    };
  }
}
