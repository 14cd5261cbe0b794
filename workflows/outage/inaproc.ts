import { refuse } from '../kernel/acts.ts';
import type { Task } from '../kernel/case-file.ts';
import type { OutageActs } from './messages.ts';
import type { OutageCase } from './outage-case.ts';

/** The announcement on INAPROC, where the text has it (ERR-9): drafted, approved, posted by a person; and where other texts were posted. */
export class InaprocRoute {
  /** The words that wait for approval or posting. */
  private draftId: string | null = null;
  private readonly outage: OutageCase;

  constructor(outage: OutageCase) {
    this.outage = outage;
  }

  mayDraft(): void {
    const isUnderWay = this.outage.task('setujui-inaproc') !== undefined || this.outage.task('pasang-inaproc') !== undefined;
    if (this.outage.rules.inaproc === null || isUnderWay) refuse('wrong-state');
  }

  draft({ by, textId }: OutageActs['draft-inaproc']): void {
    const { inaproc } = this.outage.rules;
    if (inaproc === null) return;
    this.draftId = textId;
    this.outage.file.record('inaproc.drafted', by, { textId });
    this.outage.open('setujui-inaproc', inaproc.approver, { newsId: textId });
  }

  approve(task: Task, by: string): void {
    this.outage.file.endTask(task, 'done', by, 'approved');
    this.outage.file.record('inaproc.approved', by, { textId: this.draftId });
    this.outage.open('pasang-inaproc', this.outage.rules.technician, { newsId: this.draftId });
  }

  reject(task: Task, { by, textId }: OutageActs['reject']): void {
    this.draftId = null;
    this.outage.file.endTask(task, 'done', by, 'rejected');
    this.outage.file.record('inaproc.rejected', by, { textId });
    this.outage.tellTechnicians({ newsId: textId }, 'inaproc-rejected');
  }

  /** On INAPROC only what was approved; elsewhere the ready texts, at any time. */
  mayPost({ channel }: OutageActs['posted'], { kind }: Task): void {
    if ((channel === 'inaproc') !== (kind === 'pasang-inaproc')) refuse('wrong-task');
  }

  post({ by, channel, at, textId }: OutageActs['posted'], task: Task): void {
    this.outage.file.record('posted', by, { channel, at: Date.parse(at), textId });
    if (task.kind === 'pasang-inaproc') this.outage.file.endTask(task, 'done', by, 'posted');
  }
}
