import type { Params, Recipient, Urgency } from '../../activities/types.ts';
import type { FunctionCode } from '../../regulations/rules.ts';
import type { CaseFile, Task } from './case-file.ts';

/** The kind of the task to tell an official by another way than by mail. */
export const byHand = 'hubungi-pejabat';

/**
 * Mails to the officials of a case without a reporter. Where nobody holds a function the next one hears it, and who was not
 * reached is told by a person of the next function. `Mail`: their names.
 */
export class Officials<Mail extends string = string> {
  private readonly file: CaseFile<'task-opened' | Mail>;
  private readonly chain: readonly FunctionCode[];

  /** @param chain the functions of the case, one after the other; the first does the work */
  constructor(file: CaseFile<'task-opened' | Mail>, chain: readonly FunctionCode[]) {
    this.file = file;
    this.chain = [...new Set(chain)];
  }

  tell(to: FunctionCode | Task, template: 'task-opened' | Mail, urgency: Urgency, params: Params = {}, dueAt?: number): void {
    const fn = typeof to === 'string' ? to : to.function;
    const recipient: Recipient = typeof to === 'string' || to.claimedBy === null ? { kind: 'function', function: fn, orElse: this.after(fn) } : this.file.workerOf(to);
    this.file.tell(recipient, template, urgency, { ...params, to: fn }, dueAt);
  }

  /** A mail of `tell` was refused: one task at a time, and nothing follows when its own mail is refused. */
  notReached({ to }: Params, params: Params = {}): void {
    if (typeof to === 'string') this.tellByHand(to, params);
  }

  tellByHand(fn: FunctionCode, params: Params = {}): void {
    const teller = this.after(fn)[0];
    if (teller === undefined || [...this.file.tasks.values()].some(({ kind }) => kind === byHand)) return;
    const task = this.file.openTask(byHand, teller);
    this.file.tell(this.file.workerOf(task), 'task-opened', 'case', { ...params, kind: byHand, official: this.file.input.rules.titles[fn] ?? fn });
  }

  reached(task: Task, { by, textId }: { by: string; textId: string }): void {
    this.file.endTask(task, 'done', by, 'reached');
    this.file.record('official.reached', by, { textId });
  }

  /** Who comes after a function; after the last one it begins again. */
  private after(fn: FunctionCode): FunctionCode[] {
    const at = this.chain.indexOf(fn);
    return [...this.chain.slice(at + 1), ...this.chain.slice(0, Math.max(at, 0))];
  }
}
