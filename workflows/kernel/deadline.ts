import { condition } from '@temporalio/workflow';
import type { ClockSpan, Plan, PlanRequest, Point, Running } from '../../activities/types.ts';
import type { Budget } from '../../calendar/index.ts';
import { formatLocal } from '../../calendar/local-time.ts';
import type { CaseFile, Planned } from './case-file.ts';

export interface DeadlineSpec {
  /** Its name in data: 'follow-up'. */
  clock: string;
  /** Its name for people, in the timer's summary: 'Tenggat tindak lanjut'. */
  title: string;
  budget: Budget | ClockSpan;
  /** Reminders, as shares of the budget; none for a plain waiting time. */
  shares?: number[];
  /** Reminders so long before the due instant. */
  leads?: (Budget | ClockSpan)[];
  /** How many rungs; the first fires at the due instant. */
  rungs?: number;
  spacing?: Budget | ClockSpan;
  /** Says what a point means; it only gathers changes, the deadline writes them. */
  onReminder?(point: Point, plan: Plan): void;
  onRung(point: Point, plan: Plan): void;
  /** The calendar moved the due instant. */
  onMoved?(before: Plan, after: Plan): void;
}

/**
 * A deadline in working time with its ladder. It can pause, move and stop; every point fires once, and
 * a point that was missed while everything was down fires late instead of never. A reminder whose
 * deadline has passed is recorded, not mailed (readings.md).
 */
export class Deadline implements Planned {
  readonly clock: string;
  private state: 'running' | 'paused' | 'stopped' = 'running';
  private readonly pauses: { from: number; to: number }[] = [];
  private pausedAt = 0;
  /** What the plan was made from has changed: ask anew with the next step. */
  private stale = true;
  /** Asked for, not answered yet; until then the old plan fires nothing. */
  private planning = false;
  private plan: Plan | null = null;
  /** Changes with everything that makes a running timer wrong. */
  private epoch = 0;
  private readonly fired = new Set<string>();
  private readonly file: CaseFile;
  private readonly spec: DeadlineSpec;
  private readonly start: number;

  /** Starts counting at `start` (epoch ms); it is planned with the file's next step. */
  constructor(file: CaseFile, spec: DeadlineSpec, start: number) {
    this.file = file;
    this.spec = spec;
    this.start = start;
    this.clock = spec.clock;
    file.watch(this);
    void this.run();
  }

  pause(): void {
    if (this.state !== 'running') return;
    this.state = 'paused';
    this.pausedAt = Date.now();
    this.epoch += 1;
  }

  resume(): void {
    if (this.state !== 'paused') return;
    this.pauses.push({ from: this.pausedAt, to: Date.now() });
    // It was due at no instant while it stood still: what comes next is no move of the calendar.
    this.plan = null;
    this.state = 'running';
    this.stale = true;
    this.epoch += 1;
  }

  stop(): void {
    this.state = 'stopped';
    this.epoch += 1;
  }

  /** Nothing of it will fire any more. */
  isStopped(): boolean {
    return this.state === 'stopped';
  }

  /** Asks for a fresh plan with the next step, because the calendar changed. */
  replan(): void {
    if (this.state !== 'running') return;
    this.stale = true;
    this.epoch += 1;
  }

  request(): PlanRequest | null {
    if (this.state !== 'running' || !this.stale) return null;
    this.stale = false;
    this.planning = true;
    const { clock, budget, shares = [], leads, rungs = 1, spacing = {} } = this.spec;
    return { clock, start: this.start, budget, pauses: [...this.pauses], shares, ...(leads && { leads }), rungs, spacing };
  }

  planned(plan: Plan): void {
    const before = this.plan;
    this.plan = plan;
    this.planning = false;
    this.epoch += 1;
    if (before && before.dueAt !== plan.dueAt && this.state === 'running' && before.calendarVersion !== plan.calendarVersion) {
      this.spec.onMoved?.(before, plan);
    }
  }

  running(): Running | null {
    if (!this.plan || !this.isPlanned()) return null;
    return { clock: this.clock, dueAt: this.plan.dueAt, provisional: this.plan.provisional };
  }

  /** Running by a plan that holds; not while the answer to a request is under way. */
  private isPlanned(): boolean {
    return this.state === 'running' && !this.stale && !this.planning;
  }

  private next(): Point | undefined {
    if (!this.isPlanned()) return undefined;
    return this.plan?.points.find((point) => !this.fired.has(point.name));
  }

  private async run(): Promise<void> {
    for (;;) {
      await condition(() => this.state === 'stopped' || this.next() !== undefined);
      if (this.state === 'stopped') return;
      const point = this.next();
      // Between the condition and this line another handler may have paused the clock.
      if (!point) continue;
      const { epoch } = this;
      const wait = point.at - Date.now();
      if (wait > 0) await condition(() => this.epoch !== epoch, wait, { summary: this.summary(point) });
      if (this.epoch !== epoch) continue;
      this.fire();
      await this.file.write();
    }
  }

  /** Fires every point whose moment has come: more than one after an outage. */
  private fire(): void {
    const { plan, spec, file } = this;
    if (!plan) return;
    const now = Date.now();
    for (const point of plan.points) {
      if (point.at > now || this.fired.has(point.name)) continue;
      this.fired.add(point.name);
      if (point.kind === 'rung') spec.onRung(point, plan);
      else if (plan.dueAt > now) spec.onReminder?.(point, plan);
      else file.record('reminder.missed', 'system', { clock: this.clock, point: point.name }, point.at);
    }
  }

  private summary(point: Point): string {
    const { title, rungs = 1 } = this.spec;
    const label = point.kind === 'reminder' ? `Pengingat ${point.index + 1} · ${title}`
      : point.index === 0 ? title : `Eskalasi ${point.index + 1} dari ${rungs} · ${title}`;
    return `${label}, ${formatLocal(point.at, this.file.input.utcOffsetMinutes)}`;
  }
}
