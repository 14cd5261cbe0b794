import type { Broadcast, Params } from '../../activities/types.ts';
import type { FunctionCode } from '../../regulations/rules.ts';
import type { CaseFile, Task } from './case-file.ts';
import { Chaser } from './chaser.ts';
import type { MailingDone } from './types.ts';

/** The kind of the task to look through the copies of which nobody knows; what a mail server refused is counted, and its address stopped in time. */
export const checkMails = 'periksa-surat';

/** The case is over but for this: once a week, by the clock, its checker is reminded. */
const weekMs = 7 * 86_400_000;

/** The mails to many of one case: how many are under way, and a person's look at copies that may not have arrived. `Mail`: their names. */
export class Mailings<Mail extends string = string> {
  private underWay = 0;
  private chaser: Chaser | null = null;
  private readonly file: CaseFile<'check-mails' | Mail>;
  private readonly checker: FunctionCode;
  private readonly title: string;

  /** @param title of the clock `check`, for the timer's summary */
  constructor(file: CaseFile<'check-mails' | Mail>, checker: FunctionCode, title: string) {
    this.title = title;
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
    if (held === 0) return;
    const task = this.task() ?? file.openTask(checkMails, checker);
    const found: Params = { template, sent, refused, held };
    file.tell(file.workerOf(task), 'check-mails', 'case', found);
    this.chaser?.stop();
    this.chaser = new Chaser(file, { clock: 'check', title: this.title, budget: { clockMs: weekMs } }, () => file.tell(file.workerOf(task), 'check-mails', 'reminder', { ...found, again: true }));
  }

  checked(task: Task, by: string): void {
    this.chaser?.stop();
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
