import type { Params, Plan, Point } from '../../activities/types.ts';
import { Chaser } from '../kernel/chaser.ts';
import { Deadline } from '../kernel/deadline.ts';
import { Ladder } from '../kernel/ladder.ts';
import { overrunReminder } from './defaults.ts';
import type { MaintenanceCase } from './maintenance-case.ts';
import { clocks } from './messages.ts';

/** An announced window from its announcement to its end: reminders before, the start, the question at the end. */
export class Course {
  private start: Deadline | null = null;
  private end: Deadline | null = null;
  private chaser: Chaser | null = null;
  private hasStarted = false;
  private readonly maintenance: MaintenanceCase;
  private readonly ladder: Ladder;

  constructor(maintenance: MaintenanceCase) {
    this.maintenance = maintenance;
    this.ladder = new Ladder(maintenance.file, maintenance.rules.ladder.value);
  }

  deadlines(): Deadline[] {
    return [this.start, this.end, this.chaser?.deadline() ?? null].filter((deadline) => deadline !== null);
  }

  /** What starts at once is told by its start alone. */
  announce(by: string): void {
    const { maintenance, maintenance: { news, window: { startsAt, endsAt } } } = this;
    if (startsAt <= Date.now()) {
      this.begins(startsAt);
      return;
    }
    maintenance.enter('terjadwal');
    news.publish('terjadwal', by);
    news.tell('planned', {}, { until: endsAt });
    this.awaitStart();
  }

  /** @param before the window as it was */
  moved(by: string, newsId: string, before: Params): void {
    const { news } = this.maintenance;
    news.publish('terjadwal', by, { newsId });
    news.tell('moved', { ...before, newsId });
    this.awaitStart();
  }

  extended(by: string, newsId: string, before: Params): void {
    const { maintenance, maintenance: { news } } = this;
    news.publish(this.hasStarted ? 'berlangsung' : 'terjadwal', by, { newsId });
    news.tell('extended', { ...before, newsId });
    if (!this.hasStarted) return;
    maintenance.enter('berlangsung');
    this.awaitEnd();
  }

  /** @param endedAt when it was broken off; null: it had not begun */
  cancelled(by: string, newsId: string, endedAt: number | null): void {
    const { news } = this.maintenance;
    if (endedAt === null) news.publish('dibatalkan', by, { newsId });
    else news.publish('selesai', by, { newsId, endsAt: endedAt });
    if (news.wasTold()) news.tell('cancelled', { newsId, endedAt });
  }

  finished(by: string, newsId: string | null, endedAt: number): void {
    const { news } = this.maintenance;
    news.publish('selesai', by, { newsId, endsAt: endedAt });
    if (news.wasTold()) news.tell('finished', { newsId, endedAt });
  }

  /** The mail about a rung of an overrun that still stands was refused. */
  ladderNotReached(params: Params): void {
    const { officials, rules, window, about } = this.maintenance;
    if (params.deadlineAt !== window.endsAt) return;
    const last = rules.ladder.value[Number(params.rung) - 1];
    if (this.ladder.refused(params) !== null && last !== undefined) officials.tellByHand(last, about());
  }

  private awaitStart(): void {
    const { file, rules, window: { startsAt } } = this.maintenance;
    const now = Date.now();
    this.start?.stop();
    this.start = new Deadline(file, {
      clock: 'start', title: clocks.start, budget: { clockMs: startsAt - now }, leads: rules.leads.value,
      onReminder: (point, plan) => this.remind(point, plan), onRung: ({ at }) => this.begins(at),
    }, now);
  }

  /** Of several that were missed only the latest says anything, and none that comes with other news. */
  private remind(point: Point, { points }: Plan): void {
    const { file, news, window: { startsAt } } = this.maintenance;
    const isOvertaken = points.slice(points.indexOf(point) + 1).some((later) => later.kind === 'reminder' && later.at <= Date.now());
    const why = isOvertaken ? 'overtaken' : news.isTooSoon() ? 'just-told' : null;
    if (why === null) news.tell('reminder', {}, { dueAt: point.at, until: startsAt });
    else file.record('reminder.skipped', 'system', { clock: 'start', point: point.name, why }, point.at);
  }

  /** Told only while it runs: a worker that was dead during the whole window has nothing to tell of its start. */
  private begins(at: number): void {
    const { maintenance, maintenance: { file, news, window: { startsAt, endsAt } } } = this;
    this.start?.stop();
    this.hasStarted = true;
    const isTold = Date.now() < endsAt;
    file.record('maintenance.started', 'system', { isTold }, at);
    maintenance.enter('berlangsung');
    news.publish('berlangsung', 'system');
    if (isTold) news.tell('started', {}, { dueAt: startsAt, until: endsAt });
    this.awaitEnd();
  }

  private awaitEnd(): void {
    const { file, rules, window: { startsAt, endsAt } } = this.maintenance;
    this.end?.stop();
    this.chaser?.stop();
    this.end = new Deadline(file, {
      clock: 'end', title: clocks.end, budget: { clockMs: endsAt - startsAt },
      rungs: rules.ladder.value.length + 1, spacing: { clockMs: rules.overrun.value },
      onRung: (point, plan) => { this.overruns(point, plan); },
    }, startsAt);
  }

  /** At the planned end the planner is asked; every silence after that goes one function up, and from the last one on the planner is asked again and again. */
  private overruns(point: Point, plan: Plan): void {
    const { maintenance, maintenance: { file, news, rules } } = this;
    if (point.index === rules.ladder.value.length) {
      this.chaser = new Chaser(file, { clock: 'overrun', title: clocks.overrun, budget: overrunReminder.value }, () => maintenance.askForEndAgain());
    }
    if (point.index > 0) {
      this.ladder.climb('end', { ...point, index: point.index - 1 }, plan);
      return;
    }
    file.record('maintenance.overrun', 'system', {}, point.at);
    maintenance.enter('melewati-jadwal');
    news.publish('melewati-jadwal', 'system');
    maintenance.askForEnd(point.at);
  }
}
