import { refuse } from '../kernel/acts.ts';
import type { Task } from '../kernel/case-file.ts';
import { Chaser } from '../kernel/chaser.ts';
import type { Deadline } from '../kernel/deadline.ts';
import { declaringReminder, paperReminder } from './defaults.ts';
import { clocks } from './messages.ts';
import type { OutageActs, ProbeNews } from './messages.ts';
import type { OutageCase } from './outage-case.ts';

/** How an outage ends: probes or a person see it working, it may fail again, and a person fixes its official times (STD-33). */
export class Recovery {
  /** Probes that see it down. */
  private readonly failing = new Set<string>();
  /** A person said that it lasts, or that more of it is down than probes see: no probe ends it. */
  private isHeld = false;
  private downSince: number;
  private downMs = 0;
  private chaser: Chaser | null = null;
  private readonly outage: OutageCase;

  constructor(outage: OutageCase) {
    const { probe } = outage.file.input.facts;
    this.outage = outage;
    this.downSince = outage.announcing.startsAt;
    if (probe != null) this.failing.add(probe);
  }

  deadlines(): Deadline[] {
    return this.chaser ? [this.chaser.deadline()] : [];
  }

  probeFailed({ probe, at }: ProbeNews): void {
    const { outage } = this;
    if (outage.isOver() || this.failing.has(probe)) return;
    this.failing.add(probe);
    outage.file.record('probe.failed', 'system', { probe, at });
    if (!outage.isRecovered()) return;
    this.failsAgain('system', at, null);
    outage.response.await(Date.now());
    outage.tellTechnicians({ again: true });
  }

  /** What no probe saw failing, no probe sees recovering. */
  probeRecovered({ probe, at }: ProbeNews): void {
    const { outage } = this;
    if (outage.isOver() || !this.failing.delete(probe)) return;
    outage.file.record('probe.recovered', 'system', { probe, at });
    if (outage.lasts() && this.failing.size === 0 && !this.isHeld) this.recover('system', Math.max(at, outage.announcing.startsAt), null);
  }

  holds(): void {
    this.isHeld = true;
  }

  mayRestore({ at }: OutageActs['restore']): void {
    if (!this.outage.lasts()) refuse('wrong-state');
    if (Date.parse(at) < this.outage.announcing.startsAt) refuse('window-reversed');
  }

  restore({ by, at, textId }: OutageActs['restore']): void {
    this.isHeld = false;
    this.recover(by, Date.parse(at), textId ?? null);
  }

  /** A person says that it lasts although it was taken for over: as if it had never been. */
  lastsAfterAll(by: string, textId: string | null): void {
    this.isHeld = true;
    this.failsAgain(by, this.outage.announcing.endsAt ?? Date.now(), textId);
    this.outage.response.await(Date.now());
  }

  fix(task: Task, { by, startedAt, endedAt, textId }: OutageActs['fix']): void {
    const { outage } = this;
    const { file } = outage;
    const [startsAt, endsAt] = [Date.parse(startedAt), Date.parse(endedAt)];
    this.chaser?.stop();
    file.endTask(task, 'done', by, 'fixed');
    outage.endHandling(by, 'fixed');
    outage.enter('menunggu-berita-acara');
    file.record('times.fixed', by, { startsAt, endsAt, textId });
    outage.announcing.fix(by, startsAt, endsAt);
    outage.paper.want();
    this.chaser = new Chaser(file, { clock: 'paper', title: clocks.paper, budget: paperReminder }, () => this.askForPaper());
  }

  private recover(by: string, at: number, textId: string | null): void {
    const { outage } = this;
    this.downMs += Math.max(0, at - this.downSince);
    outage.file.record('restored', by, { at, textId });
    outage.response.stop();
    if (outage.isWarning) {
      // What was feared has not come.
      outage.announcing.dismiss(by, textId);
      outage.over(by, 'warning-over');
      return;
    }
    outage.announcing.recovered(by, at, textId);
    outage.lkpp.over();
    outage.enter('pulih');
    this.askForTimes();
  }

  private askForTimes(): void {
    const { outage } = this;
    const task = outage.open('tetapkan-waktu', outage.rules.declarer.value);
    this.chaser = new Chaser(outage.file, { clock: 'declaring', title: clocks.declaring, budget: declaringReminder }, () => outage.tellWorker(task, { again: true }, 'reminder'));
  }

  private askForPaper(): void {
    const task = this.outage.task('berita-acara-gangguan') ?? this.outage.task('tanda-tangan');
    if (task) this.outage.tellWorker(task, { again: true }, 'reminder');
  }

  /** @param at epoch ms; time in which it worked does not count for the report to LKPP */
  private failsAgain(by: string, at: number, textId: string | null): void {
    const { outage } = this;
    this.chaser?.stop();
    this.downSince = at;
    outage.file.cancelTasks('failed-again', 'tetapkan-waktu');
    outage.file.record('failed-again', by, { at, textId });
    outage.announcing.failedAgain(by, at, textId);
    outage.lkpp.await(at - this.downMs);
  }
}
