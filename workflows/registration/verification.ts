import type { Plan, Point } from '../../activities/types.ts';
import { refuse } from '../kernel/acts.ts';
import { Deadline } from '../kernel/deadline.ts';
import { Ladder } from '../kernel/ladder.ts';
import { recordMove } from '../kernel/moved.ts';
import { obstacleOf } from './checklist.ts';
import type { CheckedItem } from './checklist.ts';
import { clocks } from './messages.ts';
import type { ItemCheck, RegistrationActs } from './messages.ts';
import type { RegistrationCase } from './registration-case.ts';

/** A newer copy stands there than the one that was opened; what comes with the act itself counts from then on. */
function isOutdated({ item, seen, verdict, version }: ItemCheck, list: readonly CheckedItem[]): boolean {
  if (seen === undefined && verdict === undefined) return false;
  return list.find(({ code }) => code === item)?.received?.version !== version;
}

/** What is to be seen or judged has not come, and does not come with the act itself. */
function isMissing({ item, copy, seen, verdict, absent }: ItemCheck, brought: ReadonlySet<string>, list: readonly CheckedItem[]): boolean {
  if (seen === undefined && verdict === undefined) return false;
  if (absent === true) return true;
  return copy !== true && !brought.has(item) && list.find(({ code }) => code === item)?.received == null;
}

/** The verifikator's look at every item (REG-4, REG-11, REG-12), and the office's own time for it, told upwards when it passes. */
export class Verification {
  readonly ladder: Ladder;
  private clock: Deadline | null = null;
  private readonly registration: RegistrationCase;

  constructor(registration: RegistrationCase) {
    this.registration = registration;
    this.ladder = new Ladder(registration.file, registration.rules.ladder.value);
  }

  deadlines(): Deadline[] {
    return this.clock ? [this.clock] : [];
  }

  /** Runs from the receipt, where the office set a number. */
  begin(at: number): void {
    const { file, rules } = this.registration;
    if (rules.verification === null) return;
    this.clock = new Deadline(file, {
      clock: 'verification', title: clocks.verification, budget: rules.verification.value,
      shares: rules.reminderShares.value, rungs: rules.ladder.value.length, spacing: rules.rungSpacing.value,
      onReminder: (point, plan) => this.remind(point, plan),
      onRung: (point, plan) => { this.ladder.climb('verification', point, plan); },
      onMoved: (before, after) => this.registration.tellWorker('deadline-moved', recordMove(file, 'verification', before, after)),
    }, at);
  }

  /** The file is deficient: the time is the applicant's. */
  pause(): void {
    this.clock?.pause();
  }

  resume(): void {
    this.clock?.resume();
  }

  stop(): void {
    this.clock?.stop();
  }

  isRunning(): boolean {
    return this.clock !== null && !this.clock.isStopped();
  }

  mayCheck({ items, files = [], textId }: RegistrationActs['check']): void {
    const list = this.registration.dossier.items();
    const named = items.map(({ item }) => item);
    if ([...named, ...files.map(({ item }) => item)].some((code) => !list.some((one) => one.code === code))) refuse('unknown-item');
    if (new Set(named).size < named.length) refuse('item-twice');
    if (items.some(({ item, absent }) => absent === true && list.find(({ code }) => code === item)?.need !== 'if-any')) refuse('item-required');
    if (items.some(({ verdict }) => verdict === 'tidak-benar') && textId === undefined) refuse('reason-missing');
    if (items.some(({ seen }) => seen === 'video')) this.mayUseVideo();
    if (items.some((one) => isOutdated(one, list))) refuse('item-changed');
    const brought = new Set(files.map(({ item }) => item));
    if (items.some((one) => isMissing(one, brought, list))) refuse('item-missing');
  }

  check({ actId, by, items, files = [], textId }: RegistrationActs['check']): void {
    const { dossier, completion, file } = this.registration;
    const copies = new Set([...files.map(({ item }) => item), ...items.filter(({ copy }) => copy).map(({ item }) => item)]);
    dossier.take(by, 'loket', copies, items.filter(({ absent }) => absent).map(({ item }) => item), actId);
    for (const { item, seen, verdict } of items) {
      if (seen !== undefined) dossier.record('item.seen', by, { item, how: seen });
      if (verdict !== undefined) dossier.record('item.judged', by, { item, verdict, textId: textId ?? null });
    }
    if (textId !== undefined && items.every(({ verdict }) => verdict === undefined)) file.record('note.added', by, { textId });
    completion.tookIn(by);
  }

  mayUseVideo(): void {
    if (!this.registration.rules.video.value) refuse('video-closed');
  }

  /** REG-18: elsewhere the list is closed. */
  mayAdd(): void {
    if (!this.registration.rules.otherLaw.value) refuse('list-closed');
  }

  /** REG-4, REG-12: nothing is approved that is missing, untrue, unseen or unjudged. */
  mayApprove(): void {
    const obstacles = this.registration.dossier.items().map(obstacleOf).filter((obstacle) => obstacle !== null);
    if (obstacles.some((obstacle) => obstacle !== 'original')) refuse('item-missing');
    if (obstacles.length > 0) refuse('original-unseen');
  }

  private remind(point: Point, plan: Plan): void {
    this.registration.file.record('reminded', 'system', { clock: 'verification', point: point.name }, point.at);
    this.registration.tellWorker('reminder', { clock: 'verification', deadlineAt: plan.dueAt }, 'reminder');
  }
}
