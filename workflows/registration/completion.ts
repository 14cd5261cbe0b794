import type { Plan, Point } from '../../activities/types.ts';
import { refuse } from '../kernel/acts.ts';
import { Deadline } from '../kernel/deadline.ts';
import { recordMove } from '../kernel/moved.ts';
import { clocks } from './messages.ts';
import type { RegistrationActs } from './messages.ts';
import type { RegistrationCase } from './registration-case.ts';

/**
 * The deficiency notice and its answer (REG-13): exactly what is missing is asked for, only that is taken. The applicant's silence
 * ends the case, but nobody is silent who was never told.
 */
export class Completion {
  private asked: readonly string[] = [];
  /** What the last notice said of the file, so that the same is not said twice. */
  private said = '';
  private window: Deadline | null = null;
  /** The applicant knows what is missing: the mail has left, or a person has told it. */
  private isTold = false;
  private notices = 0;
  private readonly registration: RegistrationCase;

  constructor(registration: RegistrationCase) {
    this.registration = registration;
  }

  deadlines(): Deadline[] {
    return this.window ? [this.window] : [];
  }

  /** A second notice needs new words, or a file of which there is something else to say. */
  mayAsk({ textId }: RegistrationActs['ask']): void {
    const { dossier, file } = this.registration;
    if (dossier.missing().length === 0) refuse('nothing-missing');
    if (textId === undefined && file.state === 'menunggu-berkas' && this.said === JSON.stringify(dossier.inWords())) refuse('deficiency-told');
  }

  ask({ by, textId }: RegistrationActs['ask']): void {
    const { dossier, reach, verification, file, rules } = this.registration;
    this.asked = dossier.missing().map(({ code }) => code);
    file.record('deficiency.told', by, { items: this.asked.join(','), textId: textId ?? null });
    if (file.state !== 'menunggu-berkas') this.registration.enter('menunggu-berkas');
    verification.pause();
    const { days = 0, ms = 0 } = rules.completion.value;
    const said = dossier.inWords();
    this.said = JSON.stringify(said);
    reach.tell('deficiency', { ...said, textId: textId ?? null, days, ms });
    this.isTold = false;
    this.wait();
    void this.countFromTold();
  }

  /** What was asked for and is still owed. */
  owed(): string[] {
    const missing = this.registration.dossier.missing().map(({ code }) => code);
    return this.asked.filter((code) => missing.includes(code));
  }

  mayComplete({ files, absent = [] }: RegistrationActs['complete']): void {
    this.registration.mustBeOpen();
    if (this.registration.file.state !== 'menunggu-berkas') refuse('wrong-state');
    const owed = this.owed();
    const cited = [...files.map(({ item }) => item), ...absent];
    if (cited.some((code) => !owed.includes(code))) refuse('item-not-asked');
    if (new Set(cited).size < cited.length) refuse('item-twice');
    const required = this.registration.dossier.items().filter(({ need }) => need === 'always').map(({ code }) => code);
    if (absent.some((code) => required.includes(code))) refuse('item-required');
  }

  /** By the applicant, who has thereby heard the notice. */
  complete({ actId, files, absent = [] }: RegistrationActs['complete']): void {
    const { dossier, reach, file } = this.registration;
    reach.hasSpoken('reporter');
    this.isTold = true;
    dossier.take('reporter', 'daring', files.map(({ item }) => item), absent, actId);
    file.tell({ kind: 'reporter' }, 'receipt', 'case', { ...dossier.inWords(), again: true });
    this.tookIn('reporter');
    if (file.state === 'diterima') this.registration.tellWorker('completed');
  }

  /** Something came or was judged: once nothing of what was asked for is owed any more, the verification goes on. */
  tookIn(by: string): void {
    const { file, verification } = this.registration;
    if (file.state !== 'menunggu-berkas') return;
    const owed = this.owed();
    if (by === 'reporter' || owed.length === 0) file.record('deficiency.answered', by, { owed: owed.join(',') });
    if (owed.length > 0) return;
    this.stop();
    verification.resume();
    this.registration.enter('diterima');
  }

  /** Told by a person: the applicant's time runs from here. */
  applicantWasReached(): void {
    if (this.registration.file.state !== 'menunggu-berkas') return;
    this.isTold = true;
    this.wait();
  }

  stop(): void {
    this.window?.stop();
  }

  private hasHeard(): boolean {
    return this.isTold && !this.registration.reach.isUntold();
  }

  /** A mail that waits in an outage tells nobody anything: the time runs from when it has left. */
  private async countFromTold(): Promise<void> {
    const { reach, file } = this.registration;
    this.notices += 1;
    const notice = this.notices;
    await reach.told();
    if (this.isTold || notice !== this.notices || file.state !== 'menunggu-berkas') return;
    this.isTold = true;
    this.wait();
    await file.write();
  }

  private wait(): void {
    const { file, rules } = this.registration;
    this.stop();
    this.window = new Deadline(file, {
      clock: 'completion', title: clocks.completion, budget: rules.completion.value, shares: rules.reminderShares.value,
      onReminder: (point, plan) => this.remind(point, plan),
      onRung: (point) => this.over(point),
      onMoved: (before, after) => file.tell({ kind: 'reporter' }, 'deadline-moved', 'case', recordMove(file, 'completion', before, after)),
    }, Date.now());
  }

  private remind(point: Point, plan: Plan): void {
    const { file, dossier } = this.registration;
    // Who has no address, or has not heard of it at all, cannot be reminded.
    if (!file.input.reporterHasMail || !this.hasHeard()) return;
    file.record('reminded', 'system', { clock: 'completion', point: point.name }, point.at);
    file.tell({ kind: 'reporter' }, 'completion-reminder', 'reminder', { ...dossier.inWords(), deadlineAt: plan.dueAt });
  }

  private over(point: Point): void {
    const { reach, file, ending } = this.registration;
    if (!this.hasHeard()) {
      reach.remind();
      this.wait();
      return;
    }
    file.record('completion.missed', 'system', { owed: this.owed().join(',') }, point.at);
    ending.silent();
  }
}
