import { proxyActivities, setCurrentDetails, upsertSearchAttributes, uuid4 } from '@temporalio/workflow';
import type { Activities } from '../../activities/index.ts';
import type { AccountChange, BackupChange, Broadcast, Change, Marks, Params, Plan, PlanRequest, Publication, Recipient, Running, Urgency } from '../../activities/types.ts';
import { formatLocal } from '../../calendar/local-time.ts';
import type { FunctionCode, Sections } from '../../regulations/rules.ts';
import { lateSeconds, dueAttribute, stateAttribute } from './search-attributes.ts';
import type { CaseInput } from './types.ts';

// Short, because a crash of the worker costs a case this long before its step is tried again.
const { commit } = proxyActivities<Activities>({
  startToCloseTimeout: '3s',
  retry: { initialInterval: '200ms', backoffCoefficient: 2, maximumInterval: '2s' },
});

/** A deadline as the file sees it: what to plan, and where to put the plan. */
export interface Planned {
  readonly clock: string;
  /** Set when the deadline must be planned with the next step. */
  request(): PlanRequest | null;
  planned(plan: Plan): void;
  running(): Running | null;
}

export interface Task {
  id: string;
  kind: string;
  function: FunctionCode;
  claimedBy: string | null;
}

/**
 * The case as its workflow writes it; `Mail` are the names of the mails that its SOP has, `Section` the rules that it lives by. Changes are gathered without waiting and written together, in
 * order, one step at a time; `write` resolves when everything gathered so far stands in Postgres.
 */
export class CaseFile<Mail extends string = string, Section extends keyof Sections = never> {
  readonly tasks = new Map<string, Task>();
  state = '';
  private readonly deadlines: Planned[] = [];
  private changes: Change[] = [];
  private seq = 0;
  private tail: Promise<void> = Promise.resolve();
  private details = '';
  private worstMs: number | null = null;
  /** The account still had the term of the last change that was written about one (`AccountChange.ofTerm`). */
  termHeld = true;
  readonly input: CaseInput<Section>;

  constructor(input: CaseInput<Section>) {
    this.input = input;
  }

  watch(deadline: Planned): void {
    this.deadlines.push(deadline);
  }

  enter(state: string): void {
    this.state = state;
    this.changes.push({ type: 'state', state });
  }

  /** Adds to the audit trail. `dueAt`: the instant that passed, for events that can be late. */
  record(name: string, actor: string, data: Params = {}, dueAt?: number): void {
    this.changes.push({ type: 'event', name, actor, data, ...(dueAt === undefined ? {} : { dueAt }) });
  }

  tell(to: Recipient, template: Mail, urgency: Urgency, params: Params = {}, dueAt?: number): void {
    if (to.kind === 'reporter' && !this.input.reporterHasMail) return;
    this.changes.push({ type: 'tell', to, template, urgency, params, ...(dueAt === undefined ? {} : { dueAt }) });
  }

  /** `clock`: the deadline, planned in the same step, that is the task's own. */
  openTask(kind: string, fn: FunctionCode, clock?: string): Task {
    const task: Task = { id: uuid4(), kind, function: fn, claimedBy: null };
    this.tasks.set(task.id, task);
    this.changes.push({ type: 'open-task', id: task.id, kind, function: fn, ...(clock === undefined ? {} : { clock }) });
    return task;
  }

  assignTask(task: Task, fn: FunctionCode, claimedBy: string | null): void {
    task.function = fn;
    task.claimedBy = claimedBy;
    this.changes.push({ type: 'assign-task', id: task.id, function: fn, claimedBy });
  }

  /** The task's deadline was planned anew. */
  moveTask(task: Task, dueAt: number): void {
    this.changes.push({ type: 'move-task', id: task.id, dueAt });
  }

  endTask(task: Task, state: 'done' | 'cancelled', by: string, outcome: string): void {
    if (!this.tasks.delete(task.id)) return;
    this.changes.push({ type: 'end-task', id: task.id, state, by, outcome });
  }

  /** Who gets the mails about a task. */
  workerOf({ function: fn, claimedBy }: Task): Recipient {
    return { kind: 'task', function: fn, claimedBy };
  }

  cancelTasks(outcome: string, kind?: string): void {
    for (const task of [...this.tasks.values()]) {
      if (kind === undefined || task.kind === kind) this.endTask(task, 'cancelled', 'system', outcome);
    }
  }

  /** Codes that lists and figures read: category, kind, cause, group. */
  mark(codes: Marks): void {
    this.changes.push({ type: 'mark', ...codes });
  }

  /** What becomes of a user's account; `termHeld` says afterwards whether a change of a certain term applied. */
  account(change: AccountChange): void {
    this.changes.push({ type: 'account', ...change });
  }

  /** What the status page, its feeds and the probes know of this case from now on; also an event of the record. */
  publish(publication: Publication, actor: string): void {
    this.changes.push({ type: 'publish', ...publication });
    const { systems, ...said } = publication;
    this.record('published', actor, { ...said, systems: systems.join(',') });
  }

  /** A mail to many; what leaves by it is counted apart from the mails to people of the case. */
  broadcast(broadcast: Broadcast & { template: Mail }): void {
    this.changes.push({ type: 'broadcast', ...broadcast });
    this.record('broadcast', 'system', { template: broadcast.template, urgent: broadcast.isUrgent }, broadcast.dueAt);
  }

  /** What a step says of sets, copies and media (ARC-1, ARC-2). */
  backup(change: BackupChange): void {
    this.changes.push(change);
  }

  /** The signed copy of a paper, by the hash of its upload. */
  signPaper(id: string, file: string): void {
    this.changes.push({ type: 'sign-paper', id, file });
  }

  close(): void {
    this.changes.push({ type: 'close' });
  }

  write(): Promise<void> {
    this.tail = this.tail.then(() => this.flush());
    return this.tail;
  }

  private async flush(): Promise<void> {
    const wanted = this.deadlines.flatMap((deadline) => {
      const request = deadline.request();
      return request ? [{ deadline, request }] : [];
    });
    if (this.changes.length === 0 && wanted.length === 0) return;
    const changes = this.changes;
    this.changes = [];
    // A deadline that is planned anew is not running by its old plan any more.
    const running = this.deadlines.flatMap((deadline) => (wanted.some((one) => one.deadline === deadline) ? [] : deadline.running() ?? []));
    const result = await commit({
      identity: this.input.identity, seq: this.seq++, at: Date.now(), changes, plans: wanted.map(({ request }) => request), running,
    });
    for (const plan of result.plans) wanted.find(({ deadline }) => deadline.clock === plan.clock)?.deadline.planned(plan);
    if (result.account !== undefined) this.termHeld = result.account;
    if (result.lateMs !== null) this.worstMs = Math.max(this.worstMs ?? 0, result.lateMs);
    this.show(result.next);
  }

  /** What the Temporal UI shows of the case; only what changed costs a history event. */
  private show(next: Running | null): void {
    const due = next ? `${next.clock}, ${formatLocal(next.dueAt, this.input.utcOffsetMinutes)}${next.provisional ? ' (sementara)' : ''}` : 'tidak ada';
    const late = this.worstMs === null ? '' : `\n\nTerlambat: ${Math.round(this.worstMs / 1000)} detik`;
    const details = `**${this.input.identity.number}** · ${this.input.officeName}\n\nKeadaan: ${this.state}\n\nTenggat terdekat: ${due}${late}`;
    setCurrentDetails(details);
    if (details === this.details) return;
    this.details = details;
    upsertSearchAttributes([
      { key: stateAttribute, value: this.state },
      { key: dueAttribute, value: next ? new Date(next.dueAt) : null },
      ...(this.worstMs === null ? [] : [{ key: lateSeconds, value: Math.round(this.worstMs / 1000) }]),
    ]);
  }
}
