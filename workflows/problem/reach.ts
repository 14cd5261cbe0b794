import type { Params } from '../../activities/types.ts';
import type { Task } from '../kernel/case-file.ts';
import type { NoticeFailed } from '../kernel/types.ts';
import type { MailName } from './mails/index.ts';
import type { TaskKind } from './messages.ts';
import type { ProblemCase } from './problem-case.ts';

/** Reaching people: the reporter by mail or by a person, and whoever a refused mail did not reach. */
export class Reach {
  private readonly report: ProblemCase;

  constructor(report: ProblemCase) {
    this.report = report;
  }

  /** ERR-25; who has no mail address is told by a person. */
  tellReporter(template: MailName, params: Params = {}): void {
    const { file } = this.report;
    if (file.input.reporterHasMail) file.tell({ kind: 'reporter' }, template, 'case', params);
    else if (template !== 'receipt') this.tellByVoice(template);
  }

  /** Later news joins the task that is still open. */
  tellByVoice(about: MailName): void {
    const open = this.openTask('hubungi-pelapor');
    if (open) this.tellWorker(open, { about });
    else this.byHand('hubungi-pelapor', { about });
  }

  /** A refused mail becomes somebody's work instead of a silent gap. */
  noticeFailed({ noticeId, template, state, recipient, params }: NoticeFailed): void {
    const { file, lkpp, rules } = this.report;
    file.record('notice.failed', 'system', { noticeId, template, state, recipient });
    if (this.report.closed()) return;
    if (recipient === 'lkpp') lkpp.tellByHand();
    else if (recipient === 'reporter') this.byHand('hubungi-pelapor');
    else if (template === 'escalation') this.passOn(params);
    else if (template === 'copy' || (template === 'approval-asked' && lkpp.waitsForApproval())) {
      this.byHand('hubungi-pejabat', { about: template, official: this.title(rules.lkpp.approver.value) });
    }
  }

  /** A function that was not reached: the next one hears it at once, and a person when there is none. */
  private passOn(params: Params): void {
    if (!this.report.clocks.isRunning(String(params.clock))) return;
    const official = this.report.ladder.refused(params);
    if (official !== null) this.byHand('hubungi-pejabat', { about: 'escalation', official });
  }

  /** One task of a kind at a time; nothing follows when its own mail is refused. */
  private byHand(kind: 'hubungi-pelapor' | 'hubungi-pejabat', params: Params = {}): void {
    if (!this.openTask(kind)) this.tellWorker(this.report.file.openTask(kind, this.report.rules.desk), params);
  }

  reached(task: Task, by: string, textId: string): void {
    const { file, clocks, ending } = this.report;
    file.endTask(task, 'done', by, 'reached');
    file.record(task.kind === 'hubungi-pelapor' ? 'reporter.reached' : 'official.reached', by, { textId });
    if (task.kind !== 'hubungi-pelapor') return;
    clocks.reporterWasReached();
    ending.settle(by);
  }

  /** The news that the reporter's time runs from has not reached the reporter yet; whoever should tell it is reminded. */
  remindIfUntold(): boolean {
    const task = this.openTask('hubungi-pelapor');
    if (task) this.tellWorker(task);
    return task !== undefined;
  }

  private openTask(kind: TaskKind): Task | undefined {
    return [...this.report.file.tasks.values()].find((task) => task.kind === kind);
  }

  private tellWorker(task: Task, params: Params = {}): void {
    const { file } = this.report;
    file.tell(file.workerOf(task), 'task-opened', 'case', { kind: task.kind, ...params });
  }

  private title(fn: string | null | undefined): string {
    return this.report.file.input.rules.titles[fn ?? ''] ?? fn ?? '';
  }
}
