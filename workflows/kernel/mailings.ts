import type { Broadcast } from '../../activities/types.ts';
import type { FunctionCode } from '../../regulations/rules.ts';
import type { CaseFile, Task } from './case-file.ts';
import type { MailingDone } from './types.ts';

/** The kind of the task to look through the copies that were refused, or of which nobody knows. */
export const checkMails = 'periksa-surat';

/** The mails to many of one case: how many are under way, and a person's look at copies that may not have arrived. `Mail`: their names. */
export class Mailings<Mail extends string = string> {
  private underWay = 0;
  private readonly file: CaseFile<'check-mails' | Mail>;
  private readonly checker: FunctionCode;

  constructor(file: CaseFile<'check-mails' | Mail>, checker: FunctionCode) {
    this.file = file;
    this.checker = checker;
  }

  begin(broadcast: Broadcast & { template: Mail }): void {
    this.underWay += 1;
    this.file.broadcast(broadcast);
  }

  /** Heard once for each mailing. Later ones join the task that is still open. */
  done({ mailingId, template, sent, refused, held, dropped }: MailingDone): void {
    const { file, checker } = this;
    this.underWay -= 1;
    file.record('mailing.done', 'system', { mailingId, template, sent, refused, held, dropped });
    if (refused + held === 0) return;
    const task = this.task() ?? file.openTask(checkMails, checker);
    file.tell(file.workerOf(task), 'check-mails', 'case', { template, sent, refused, held });
  }

  checked(task: Task, by: string): void {
    this.file.endTask(task, 'done', by, 'checked');
    this.file.record('mails.checked', by);
  }

  /** None is under way, and a person has looked through what may not have arrived. */
  areSettled(): boolean {
    return this.underWay <= 0 && this.task() === undefined;
  }

  private task(): Task | undefined {
    return [...this.file.tasks.values()].find(({ kind }) => kind === checkMails);
  }
}
