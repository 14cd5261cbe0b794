import type { FunctionCode } from '../../regulations/rules.ts';
import type { CaseFile, Task } from './case-file.ts';
import type { MailingDone } from './types.ts';

/** The kind of the task to look through what did not surely arrive. */
export const checkMailing = 'periksa-surat';

/** What became of the mails to many: recorded, and looked through by a person where some were refused or are ambiguous. One task at a time. */
export class MailingCheck {
  private readonly file: CaseFile<'task-opened'>;
  private readonly checker: FunctionCode;

  constructor(file: CaseFile<'task-opened'>, checker: FunctionCode) {
    this.file = file;
    this.checker = checker;
  }

  /** `isOpen`: the case is not closed. */
  done({ mailingId, template, sent, refused, held, dropped }: MailingDone, isOpen: boolean): void {
    const { file } = this;
    file.record('mailing.done', 'system', { mailing: mailingId, template, sent, refused, held, dropped });
    const isWaiting = [...file.tasks.values()].some(({ kind }) => kind === checkMailing);
    if (!isOpen || refused + held === 0 || isWaiting) return;
    file.tell(file.workerOf(file.openTask(checkMailing, this.checker)), 'task-opened', 'case', { kind: checkMailing, refused, held });
  }

  checked(task: Task, by: string): void {
    this.file.endTask(task, 'done', by, 'checked');
    this.file.record('mailing.checked', by);
  }
}
