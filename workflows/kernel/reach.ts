import { condition } from '@temporalio/workflow';
import type { Params } from '../../activities/types.ts';
import type { FunctionCode } from '../../regulations/rules.ts';
import type { CaseFile, Task } from './case-file.ts';
import { mailsSettled } from './run-case.ts';

/** The kind of the task to tell the user by another way than by mail. */
export const byVoice = 'hubungi-pengguna';

/**
 * Reaching the user whom a case is about and who did not begin it: by mail, or by a person through a task, where there is no
 * address or the mail was refused. `Mail`: the mails to the user.
 */
export class Reach<Mail extends string = string> {
  private readonly file: CaseFile<'task-opened' | Mail>;
  private readonly teller: FunctionCode;

  constructor(file: CaseFile<'task-opened' | Mail>, teller: FunctionCode) {
    this.file = file;
    this.teller = teller;
  }

  tell(template: Mail, params: Params = {}): void {
    if (this.file.input.reporterHasMail) this.file.tell({ kind: 'reporter' }, template, 'case', params);
    else this.tellByVoice(template, params);
  }

  /** `about`: the mail that the user has not got. Later news joins the task that is still open. */
  tellByVoice(about: string, params: Params = {}): void {
    this.tellTeller(this.task() ?? this.file.openTask(byVoice, this.teller), { ...params, about });
  }

  /** Something that the user must know waits for a person to tell it. */
  isUntold(): boolean {
    return this.task() !== undefined;
  }

  /** Whoever should tell it is reminded. @returns false when nothing is left to tell */
  remind(params: Params = {}): boolean {
    const task = this.task();
    if (task) this.tellTeller(task, { ...params, again: true });
    return task !== undefined;
  }

  reached(task: Task, by: string, textId: string): void {
    this.file.endTask(task, 'done', by, 'reached');
    this.file.record('reporter.reached', by, { textId });
  }

  /** The user has spoken, and so knows. */
  hasSpoken(by: string): void {
    const task = this.task();
    if (task) this.file.endTask(task, 'done', by, 'spoken');
  }

  /** Resolves once every mail of the case has left, or was refused and a person has told it. */
  async told(): Promise<void> {
    await this.file.write();
    await mailsSettled(this.file);
    await condition(() => !this.isUntold());
  }

  private task(): Task | undefined {
    return [...this.file.tasks.values()].find(({ kind }) => kind === byVoice);
  }

  private tellTeller(task: Task, params: Params): void {
    this.file.tell(this.file.workerOf(task), 'task-opened', 'case', { ...params, kind: task.kind });
  }
}
